package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResemblanceTest {
    private static final DraftSketch SUBMITTED = draft("draft-smith-tls-lantern", "2024-03-01")
            .titled("Lantern Records for TLS")
            .by("Ann Smith", "Bo Li")
            .sketch();

    @Test
    void a_group_that_adopts_a_draft_keeps_title_stem_and_authors() {
        DraftSketch adopted = draft("draft-ietf-tls-lantern", "2024-05-01")
                .titled("Lantern Records for TLS")
                .by("Ann Smith", "Bo Li")
                .sketch();

        assertThat(Resemblance.of(SUBMITTED, adopted))
                .map(Resemblance::evidence)
                .contains("title 1.00, name 1.00, authors 2 of 2, 61 days later");
    }

    @Test
    void a_research_group_adopts_too() {
        assertThat(Resemblance.of(
                        draft("draft-smith-lantern", "2024-03-01").sketch(),
                        draft("draft-irtf-cfrg-lantern", "2024-05-01").sketch()))
                .isPresent();
    }

    @Test
    void initials_accents_and_placeholders_do_not_hide_an_author() {
        Optional<Resemblance> resemblance = Resemblance.of(
                draft("draft-sury-dnsop-lantern", "2024-03-01")
                        .by("(Unknown)", "Ondřej Surý", "B. Schwartz")
                        .sketch(),
                draft("draft-ietf-dnsop-lantern", "2024-05-01")
                        .by("Ondrej Sury", "Benjamin M. Schwartz")
                        .sketch());

        assertThat(resemblance).map(Resemblance::evidence).get().asString().contains("authors 2 of 2");
    }

    @Test
    void another_person_of_the_same_surname_is_no_common_author() {
        Optional<Resemblance> resemblance = Resemblance.of(
                draft("draft-iyengar-quic-lantern", "2024-03-01")
                        .by("Jana Iyengar")
                        .sketch(),
                draft("draft-ietf-quic-lantern", "2024-05-01")
                        .by("Subodh Iyengar")
                        .sketch());

        assertThat(resemblance).map(Resemblance::evidence).get().asString().contains("authors 0 of 1");
    }

    @Test
    void a_companion_of_the_same_authors_is_another_document() {
        for (String companion : List.of("Architecture", "Requirements", "YANG Data Model", "Framework")) {
            DraftSketch other = draft(
                            "draft-ietf-tls-lantern-" + companion.split(" ", -1)[0].toLowerCase(Locale.ROOT),
                            "2024-05-01")
                    .titled("Lantern Records for TLS: " + companion)
                    .by("Ann Smith", "Bo Li")
                    .sketch();

            assertThat(Resemblance.of(SUBMITTED, other)).as(companion).isEmpty();
        }
    }

    @Test
    void two_modules_of_one_author_are_alike_only_by_words_that_say_little() {
        assertThat(Resemblance.of(
                        draft("draft-smith-netmod-lantern-yang", "2024-03-01")
                                .titled("A YANG Data Model for Lanterns")
                                .sketch(),
                        draft("draft-ietf-netmod-kite-yang", "2024-05-01")
                                .titled("A YANG Data Model for Kites")
                                .sketch()))
                .isEmpty();
    }

    @Test
    void a_bis_does_not_succeed_the_draft_that_became_the_rfc() {
        assertThat(Resemblance.of(
                        draft("draft-smith-tls-lantern", "2024-03-01").sketch(),
                        draft("draft-ietf-tls-rfc9999bis", "2024-05-01").sketch()))
                .isEmpty();
    }

    @Test
    void a_bis_succeeds_the_bis_that_was_submitted_however_it_is_spelled() {
        assertThat(Resemblance.of(
                        draft("draft-smith-tls-rfc9999-bis", "2024-03-01").sketch(),
                        draft("draft-ietf-tls-rfc9999bis", "2024-05-01").sketch()))
                .isPresent();
        assertThat(Resemblance.of(
                        draft("draft-smith-tls-rfc9998bis", "2024-03-01").sketch(),
                        draft("draft-ietf-tls-rfc9999bis", "2024-05-01").sketch()))
                .isEmpty();
    }

    @Test
    void what_became_an_rfc_has_no_successor() {
        DraftSketch published = new DraftSketch(
                SUBMITTED.name(),
                SUBMITTED.opening(),
                SUBMITTED.closing(),
                true,
                SUBMITTED.first(),
                SUBMITTED.last(),
                true);

        assertThat(Resemblance.of(
                        published,
                        draft("draft-ietf-tls-lantern", "2024-05-01")
                                .titled("Lantern Records for TLS")
                                .by("Ann Smith", "Bo Li")
                                .sketch()))
                .isEmpty();
    }

    @Test
    void a_draft_that_goes_on_is_not_replaced() {
        Sample running = draft("draft-smith-tls-lantern", "2024-03-01").until("2024-09-01");

        assertThat(Resemblance.of(
                        running.sketch(),
                        draft("draft-ietf-tls-lantern", "2024-05-01").sketch()))
                .isEmpty();
        assertThat(Resemblance.of(
                        running.until("2024-05-20").sketch(),
                        draft("draft-ietf-tls-lantern", "2024-05-01").sketch()))
                .isPresent();
    }

    @Test
    void a_successor_starts_with_revision_00() {
        assertThat(Resemblance.of(
                        SUBMITTED,
                        draft("draft-ietf-tls-lantern", "2024-05-01")
                                .withoutStart()
                                .sketch()))
                .isEmpty();
    }

    @Test
    void nothing_precedes_itself_or_what_is_older() {
        DraftSketch adopted = draft("draft-ietf-tls-lantern", "2024-05-01").sketch();

        assertThat(Resemblance.of(adopted, adopted)).isEmpty();
        assertThat(Resemblance.of(adopted, SUBMITTED)).isEmpty();
    }

    @Test
    void a_draft_of_a_group_does_not_become_an_individuals() {
        assertThat(Resemblance.of(
                        draft("draft-ietf-tls-lantern", "2024-03-01").sketch(),
                        draft("draft-smith-tls-lantern", "2024-05-01").sketch()))
                .isEmpty();
    }

    private static Sample draft(String name, String first) {
        return new Sample(name, first, first, "Lantern Records", List.of("Ann Smith"), true);
    }

    private record Sample(
            String name, String first, String last, String title, List<String> authors, boolean fromTheStart) {
        Sample titled(String other) {
            return new Sample(name, first, last, other, authors, fromTheStart);
        }

        Sample by(String... others) {
            return new Sample(name, first, last, title, List.of(others), fromTheStart);
        }

        Sample until(String day) {
            return new Sample(name, first, day, title, authors, fromTheStart);
        }

        Sample withoutStart() {
            return new Sample(name, first, last, title, authors, false);
        }

        DraftSketch sketch() {
            DraftSketch.Face face = DraftSketch.Face.of(Optional.of(title), authors);
            return new DraftSketch(
                    new DraftName(name), face, face, fromTheStart, Day.parse(first), Day.parse(last), false);
        }
    }
}
