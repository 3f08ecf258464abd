package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.intake.archive.MailArchive;
import dev.nikkan.model.Day;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.StoreStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Announcements of every kind, from their octets to what can be asked of the store.
final class EventsTest {
    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void import_one_mail_of_each_form() throws Exception {
        house = new StoreHouse(folder);
        Intake intake = new Intake(house.mails, TrustSettings.DEFAULT, Optional.empty(), FaultPoints.INERT);
        new MailArchive(
                        mail -> intake.accept(List.of(
                                new Incoming(mail.octets(), Optional.empty(), Origin.IMPORT, mail.separatorDate()))),
                        _ -> {})
                .read(Path.of(Objects.requireNonNull(EventsTest.class.getResource("/mail/event"))
                        .toURI()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void each_mail_is_one_row_of_v_event_and_each_day_balances() {
        String mails = house.query("SELECT count(*) FROM v_message WHERE subject IS NOT NULL")
                .getFirst();

        assertThat(house.query("SELECT count(*) FROM v_event")).containsExactly(mails);
        assertThat(house.query("SELECT sum(events) FROM v_day")).containsExactly(mails);
        assertThat(house.query("SELECT day FROM v_day WHERE NOT balanced")).isEmpty();
    }

    @Test
    void last_calls_that_are_open_on_a_day_are_asked_for_by_their_deadline() {
        assertThat(house.query("""
                SELECT day, draft, rfc, wg, title, detail, deadline, url FROM v_event
                WHERE kind = 'last-call' AND day <= '2026-11-15' AND deadline >= '2026-11-15'"""))
                .containsExactly(
                        "2026-11-10||10031|loft|Moving the Pigeon Post to Internet Standard|Internet Standard"
                                + "|2026-12-08|https://datatracker.ietf.org/doc/status-change-pigeon-post-to-internet-standard/");
    }

    @Test
    void an_action_on_several_drafts_is_one_event_and_each_draft_is_found_by_its_name() {
        assertThat(house.query("SELECT draft, revision, level, detail FROM v_event WHERE day = '2006-07-10'"))
                .containsExactly("draft-ietf-loft-requirements|09|Informational RFC"
                        + "|Informational RFC, Proposed Standard, Experimental RFC");
        assertThat(house.query("""
                SELECT day, kind, revision, level, title, message_id FROM v_event_draft
                WHERE draft = 'draft-ietf-loft-neighbours'"""))
                .containsExactly("2006-07-10|protocol-action|02|Experimental RFC|Lofts' Neighbours"
                        + "|2006-protocol-action-several-levels@example.org");
        assertThat(house.query("EXPLAIN QUERY PLAN SELECT day FROM v_event_draft WHERE draft = 'draft-a'")
                        .toString())
                .contains("event_draft_draft")
                .doesNotContain("SCAN e", "SCAN m");
    }

    @Test
    void a_status_change_is_found_by_the_rfc() {
        assertThat(house.query("SELECT day, kind, level FROM v_event_draft WHERE rfc = 10031 ORDER BY day"))
                .containsExactly(
                        "2026-11-10|last-call|Internet Standard", "2026-11-13|protocol-action|Internet Standard");
    }

    @Test
    void groups_and_meetings_have_columns_of_their_own() {
        assertThat(house.query("SELECT wg, title, action, area FROM v_event WHERE kind = 'wg-action' AND area NOTNULL"))
                .contains("loft|Loft Keeping|concluded|Transport Area");
        assertThat(house.query("SELECT wg, action, meeting_date, place, virtual FROM v_event WHERE kind = 'interim'"))
                .contains("loft|planned|2018-09-18|New York, US|0", "loft|cancelled|2026-02-25||1");
    }

    @Test
    void what_a_last_call_leans_on_and_whom_to_ask_are_lists_and_null_where_a_mail_names_none() {
        assertThat(house.query("SELECT downrefs, ipr FROM v_event WHERE downrefs NOTNULL"))
                .contains(
                        "rfc1149, rfc6214|https://datatracker.ietf.org/ipr/3141/, https://datatracker.ietf.org/ipr/2718/");
        assertThat(house.query("SELECT contacts FROM v_event WHERE draft = 'draft-ietf-loft-requirements'"))
                .containsExactly("Ada Example, Bob B. Sample");
        assertThat(house.query("SELECT count(*) FROM v_event WHERE '' IN (downrefs, ipr, contacts)"))
                .containsExactly("0");
    }

    @Test
    void an_announcement_by_hand_keeps_text_and_topic() {
        assertThat(house.query("SELECT title, draft, deadline, url, topic FROM v_event WHERE topic NOTNULL"))
                .containsExactly("Call for Comment: draft-iab-perches-03 (Perches as an Architecture)|draft-iab-perches"
                        + "|2023-11-15||call-for-comment");
        assertThat(house.query("SELECT text FROM v_event WHERE title = 'Bluebells'"))
                .containsExactly("The bluebells are out: <https://bluebells.example/a_(b)?c=d>, and\n"
                        + "https://bluebells.example/e.");
    }

    @Test
    void an_announcement_of_no_known_kind_shows_itself() {
        StoreStatus status = StoreStatus.of(house.store, Instant.parse("2026-11-22T12:00:00Z"));
        StoreStatus later = StoreStatus.of(house.store, Instant.parse("2026-12-20T12:00:00Z"));

        assertThat(status.unknownKinds()).isEqualTo(new StoreStatus.UnknownKinds(2, Optional.of("Bluebells")));
        assertThat(later.unknownKinds()).isEqualTo(new StoreStatus.UnknownKinds(0, Optional.empty()));
    }

    @Test
    void a_days_content_says_by_when_and_what() {
        assertThat(house.editions.content(Day.parse("2026-09-18")).events())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.event().detail()).contains("new");
                    assertThat(item.event().deadline()).hasToString("Optional[2026-09-28]");
                });
    }
}
