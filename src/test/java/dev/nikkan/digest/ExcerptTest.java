package dev.nikkan.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcerptTest {
    private static final String REST = " And the rest goes on".repeat(20) + ".";

    @Test
    void a_short_abstract_is_given_whole() {
        Excerpt excerpt = Excerpt.of("One. Two. Three.\n\nFour,\nin another paragraph.");

        assertThat(excerpt).isEqualTo(new Excerpt("One. Two. Three. Four, in another paragraph.", false));
    }

    @Test
    void a_long_one_is_cut_after_two_sentences() {
        assertThat(Excerpt.of("First one. Second one." + REST)).isEqualTo(new Excerpt("First one. Second one.", true));
    }

    @Test
    void two_sentences_are_given_whole_however_long() {
        assertThat(Excerpt.of("First one." + REST).cut()).isFalse();
    }

    @Test
    void a_quotation_of_several_sentences_is_not_torn() {
        String quotation = "RFC 2501 defines a MANET as \"an autonomous system of mobile nodes. The system may operate "
                + "in isolation.\" Second one.";

        assertThat(Excerpt.of(quotation + REST).text()).isEqualTo(quotation);
    }

    @Test
    void a_bracket_of_several_sentences_is_not_torn() {
        assertThat(Excerpt.of("This works (It does. Really). Second one." + REST)
                        .text())
                .isEqualTo("This works (It does. Really). Second one.");
    }

    @Test
    void an_abbreviation_ends_no_sentence() {
        String abbreviated = "Some nodes, e.g. Routers, i.e. Forwarders, etc. As in Fig. Two do this. Second one.";

        assertThat(Excerpt.of(abbreviated + REST).text()).isEqualTo(abbreviated);
    }

    @Test
    void a_quotation_that_nobody_closes_swallows_nothing() {
        assertThat(Excerpt.of("A 6\" pipe. Second one. Third one. Fourth one. Fifth one." + REST)
                        .text())
                .isEqualTo("A 6\" pipe. Second one. Third one.");
    }

    @Test
    void a_list_belongs_to_the_sentence_that_announces_it() {
        assertThat(Excerpt.of("This defines:\n\no one thing;\n\no another.\n\nSecond one." + REST)
                        .text())
                .isEqualTo("This defines: • one thing; • another. Second one.");
    }

    @Test
    void sentences_left_out_are_marked_between_and_behind() {
        Excerpt excerpt = Excerpt.of("First one. Second one. Third one. This document defines it. Fifth one." + REST);

        assertThat(excerpt).isEqualTo(new Excerpt("First one. Second one. … This document defines it.", true));
    }

    @Test
    void a_third_sentence_is_given_while_all_stay_short() {
        String twenty = "of the words ".repeat(6).strip() + ". ";

        assertThat(Excerpt.of("First " + twenty + "Second " + twenty + "Third " + twenty + "Fourth " + twenty)
                        .text())
                .contains("Third")
                .doesNotContain("Fourth");
    }

    @Test
    void an_abstract_of_nothing_but_boilerplate_is_given_as_it_is() {
        assertThat(Excerpt.of("This document is a product of the IRTF.").text())
                .isEqualTo("This document is a product of the IRTF.");
    }

    @Test
    void text_without_a_full_stop_is_bounded() {
        assertThat(Excerpt.of("word ".repeat(100_000)).text()).hasSizeLessThanOrEqualTo(1500);
        assertThat(Excerpt.of("x".repeat(100_000)).text()).hasSizeLessThanOrEqualTo(1500);
        assertThat(Excerpt.of("\uD83D\uDE00".repeat(50_000)).text()).hasSizeLessThanOrEqualTo(1500);
    }

    @Test
    void nothing_gives_nothing() {
        assertThat(Excerpt.of("")).isEqualTo(new Excerpt("", false));
    }
}
