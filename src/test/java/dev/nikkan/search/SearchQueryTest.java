package dev.nikkan.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.search.Condition.Either;
import dev.nikkan.search.Condition.Label;
import dev.nikkan.search.Condition.Not;
import dev.nikkan.search.Condition.Phrase;
import dev.nikkan.search.Condition.Place;
import dev.nikkan.search.Condition.Property;
import dev.nikkan.search.SearchQuery.Named;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchQueryTest {
    private static SearchQuery parse(String text) throws QueryException {
        return SearchQuery.parse(text, Set.of("id", "rfc", "last-call"));
    }

    private static Phrase words(String... words) {
        return new Phrase(Place.ANYWHERE, List.of(words), false);
    }

    @Test
    void words_are_each_a_condition() throws QueryException {
        assertThat(parse("server name").conditions()).containsExactly(words("server"), words("name"));
    }

    @Test
    void and_between_words_changes_nothing() throws QueryException {
        assertThat(parse("server AND name").conditions())
                .isEqualTo(parse("server name").conditions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"server name\"", "“server name”", "＂server　name＂", "\"server name", "server-name"})
    void words_in_quotation_marks_and_hyphenated_ones_are_a_phrase(String text) throws QueryException {
        assertThat(parse(text).conditions()).containsExactly(words("server", "name"));
    }

    @Test
    void a_word_with_an_asterisk_may_go_on() throws QueryException {
        assertThat(parse("auth* \"key ex\"*").conditions())
                .containsExactly(
                        new Phrase(Place.ANYWHERE, List.of("auth"), true),
                        new Phrase(Place.ANYWHERE, List.of("key", "ex"), true));
    }

    @Test
    void a_hyphen_before_a_word_and_the_word_not_exclude_it() throws QueryException {
        assertThat(parse("tls -quic NOT dtls").conditions())
                .containsExactly(words("tls"), new Not(words("quic")), new Not(words("dtls")));
    }

    @Test
    void or_binds_its_two_neighbours() throws QueryException {
        assertThat(parse("hello esni OR ech OR -sni world").conditions())
                .containsExactly(
                        words("hello"),
                        new Either(List.of(words("esni"), words("ech"), new Not(words("sni")))),
                        words("world"));
    }

    @Test
    void or_in_lower_case_or_in_quotation_marks_is_a_word() throws QueryException {
        assertThat(parse("a or b").conditions()).containsExactly(words("a"), words("or"), words("b"));
        assertThat(parse("\"OR\"").conditions()).containsExactly(words("or"));
    }

    @Test
    void fields_say_where_a_word_stands() throws QueryException {
        assertThat(parse("author:\"Eric Rescorla\" title:hello draft:tls-esni rfc:RFC9114")
                        .conditions())
                .containsExactly(
                        new Phrase(Place.AUTHOR, List.of("eric", "rescorla"), false),
                        new Phrase(Place.TITLE, List.of("hello"), false),
                        new Phrase(Place.NAME, List.of("tls", "esni"), false),
                        new Phrase(Place.NAME, List.of("rfc", "9114"), false));
    }

    @Test
    void only_a_whole_name_asks_for_the_other_names_of_a_draft() throws QueryException {
        DraftName esni = new DraftName("draft-ietf-tls-esni");

        assertThat(parse("draft:Draft-ietf-TLS-esni-07").drafts()).containsExactly(esni);
        assertThat(parse("kind:id -draft:draft-ietf-tls-esni").drafts()).containsExactly(esni);
        assertThat(parse("draft:tls-esni draft:draft-ietf-tls* draft-ietf-tls-esni")
                        .drafts())
                .isEmpty();
    }

    @Test
    void labels_say_what_an_entry_is() throws QueryException {
        assertThat(parse("wg:TLS kind:last-call STREAM:irtf -ｋｉｎｄ：ｉｄ").conditions())
                .containsExactly(
                        new Label(Property.GROUP, "tls"),
                        new Label(Property.KIND, "last-call"),
                        new Label(Property.STREAM, "irtf"),
                        new Not(new Label(Property.KIND, "id")));
    }

    @Test
    void a_group_may_be_named_in_full() throws QueryException {
        assertThat(parse("wg:\"Transport Layer Security\"").conditions())
                .containsExactly(new Phrase(Place.GROUP, List.of("transport", "layer", "security"), false));
    }

    @ParameterizedTest
    @CsvSource({
        "after:2025-03-31 before:2025-06-01, 2025-03-31, 2025-06-01",
        "after:2025-03 before:2026, 2025-03-01, 2026-01-01",
        "after:2024 after:2025 before:2027 before:2026, 2025-01-01, 2026-01-01"
    })
    void days_are_a_half_open_span(String text, String from, String until) throws QueryException {
        assertThat(parse(text).from()).contains(Day.parse(from));
        assertThat(parse(text).until()).contains(Day.parse(until));
    }

    @ParameterizedTest
    @CsvSource({"RFC 02119, rfc 02119", "rfc-02119, rfc 02119", "02119, 02119", "０２１１９, 02119"})
    void a_number_with_leading_zeros_is_looked_for_as_it_stands_and_as_that_of_an_rfc(String text, String typed)
            throws QueryException {
        assertThat(parse(text).conditions())
                .containsExactly(new Either(
                        List.of(words(typed.split(" ", -1)), new Phrase(Place.NAME, List.of("rfc", "2119"), false))));
        assertThat(parse(text).named()).contains(new Named.Rfc(new RfcNumber(2119)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc9114", "RFC 9114", "9114", "rfc-9114", "rfc:9114", " ＲＦＣ９１１４ "})
    void a_number_alone_names_an_rfc(String text) throws QueryException {
        assertThat(parse(text).named()).contains(new Named.Rfc(new RfcNumber(9114)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft-ietf-tls-esni",
                "Draft-IETF-tls-esni-25",
                "draft-ietf-tls-esni-25.txt",
                "draft:draft-ietf-tls-esni"
            })
    void a_name_alone_names_a_draft(String text) throws QueryException {
        assertThat(parse(text).named()).contains(new Named.Draft(new DraftName("draft-ietf-tls-esni")));
    }

    @Test
    void a_word_that_ends_in_a_colon_and_an_address_are_text() throws QueryException {
        assertThat(parse("QUIC: https://example.org/x 2001:db8::1 10:30").conditions())
                .containsExactly(
                        words("quic"),
                        words("https", "example", "org", "x"),
                        words("2001", "db8", "1"),
                        words("10", "30"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                   | Say what to search for.
            `  `                 | Say what to search for.
            "                    | There is no word in " to search for.
            - * () ^             | There is no word in - * () ^ to search for.
            a:b:c                | There is no field a: but only author, title, draft, rfc, wg, kind, stream, after, before; \
            to search for text with a colon, put it into quotation marks.
            OR x                 | OR must stand between two words; to search for the word itself, put it into quotation marks.
            x OR                 | OR must stand between two words; to search for the word itself, put it into quotation marks.
            x OR OR y            | OR must stand between two words; to search for the word itself, put it into quotation marks.
            x NOT                | NOT must stand before a word; to search for the word itself, put it into quotation marks.
            wg:                  | wg: needs a value right after the colon, as in wg:tls.
            author:"..."         | author: needs a value right after the colon, as in author:rescorla or author:"Eric Rescorla".
            rfc:quic             | rfc: needs a value right after the colon, as in rfc:9114.
            kind:nothing         | There is no kind nothing; there are id, last-call, rfc.
            after:soon           | after: needs a value right after the colon, as in after:2025-01-31, after:2025-01 or after:2025.
            before:2025-02-30    | 2025-02-30 is no day of the calendar.
            -after:2025          | after: holds for the whole query; it takes neither - nor OR.
            x OR before:2025     | before: holds for the whole query; it takes neither - nor OR.
            """)
    void what_cannot_be_understood_is_said(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(QueryException.class).hasMessage(message);
    }

    @Test
    void a_query_is_bounded() {
        assertThatThrownBy(() -> parse("x".repeat(1001)))
                .hasMessage("A query has at most 1000 characters; this one has 1001.");
        assertThatThrownBy(() -> parse("a ".repeat(61))).hasMessage("A query has at most 60 words.");
    }
}
