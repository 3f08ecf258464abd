package dev.nikkan.store;

import static dev.nikkan.fixtures.Examples.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Approval;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayFrame;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Language;
import dev.nikkan.model.LastCall;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.SourceReading;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameQueryTest {
    private static final Day DAY = Day.parse("2026-11-22");

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<String> openCalls(Day day) {
        return house.editions.inHistory(day).frame().openCalls().stream()
                .map(item -> item.event().title().orElse(""))
                .toList();
    }

    private static LastCall call(String title, String ends, String... drafts) {
        return new LastCall(
                "Last Call: " + title,
                Optional.of(title),
                drafts(drafts),
                Optional.empty(),
                Optional.of(LocalDate.parse(ends)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static Approval approval(String... drafts) {
        return new Approval(
                EventKind.PROTOCOL_ACTION,
                "Protocol Action: " + List.of(drafts),
                Optional.empty(),
                drafts(drafts),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static List<DraftAtLevel> drafts(String... names) {
        return Stream.of(names)
                .map(name ->
                        new DraftAtLevel(new DraftName(name), Optional.empty(), Optional.empty(), Optional.empty()))
                .toList();
    }

    private static RfcPublication rfcOf(String draft) {
        RfcPublication rfc = Examples.rfc(9999);
        return new RfcPublication(
                rfc.number(),
                rfc.subseries(),
                rfc.title(),
                rfc.authors(),
                rfc.status(),
                rfc.maturity(),
                rfc.stream(),
                rfc.date(),
                rfc.mailboxes(),
                rfc.pages(),
                rfc.characters(),
                rfc.obsoletes(),
                rfc.updates(),
                rfc.seeAlso(),
                Optional.of(new DraftName(draft)),
                rfc.draftRevision(),
                rfc.url(),
                rfc.doi(),
                rfc.abstractText(),
                rfc.group());
    }

    @Test
    void last_calls_are_open_from_their_day_to_their_deadline_the_soonest_first() {
        house.imported(call("long", "2026-12-20", "draft-a-long"), "2026-11-20T10:00:00Z");
        house.imported(call("short", "2026-11-23", "draft-a-short"), "2026-11-10T10:00:00Z");
        house.imported(call("today", "2026-11-22", "draft-a-today"), "2026-11-08T10:00:00Z");
        house.imported(call("over", "2026-11-21", "draft-a-over"), "2026-11-07T10:00:00Z");
        house.imported(call("to come", "2026-12-07", "draft-a-later"), "2026-11-23T10:00:00Z");

        assertThat(openCalls(DAY)).containsExactly("today", "short", "long");
    }

    @Test
    void a_draft_that_was_approved_or_published_meanwhile_is_left_out() {
        // given
        house.imported(call("approved", "2026-12-01", "draft-a-approved"), "2026-11-10T10:00:00Z");
        house.imported(call("published", "2026-12-01", "draft-a-published"), "2026-11-10T10:00:00Z");
        house.imported(call("again", "2026-12-01", "draft-a-again"), "2026-11-10T10:00:00Z");
        house.imported(call("half", "2026-12-01", "draft-b-approved", "draft-a-other"), "2026-11-10T11:00:00Z");

        // when
        house.imported(approval("draft-a-approved", "draft-b-approved"), "2026-11-20T10:00:00Z");
        house.imported(approval("draft-a-again"), "2025-03-01T10:00:00Z");
        house.imported(rfcOf("draft-a-published"), "2026-11-21T10:00:00Z");
        house.imported(call("again, for longer", "2026-12-10", "draft-a-again"), "2026-11-15T10:00:00Z");

        // then
        assertThat(openCalls(DAY)).containsExactly("half", "again, for longer");
        assertThat(openCalls(Day.parse("2026-11-14"))).containsExactly("approved", "published", "again", "half");
    }

    @Test
    void a_deadline_that_no_last_call_can_have_is_not_believed() {
        house.imported(call("misspelt", "2062-11-30", "draft-a-misspelt"), "2026-11-16T10:00:00Z");

        assertThat(openCalls(DAY)).isEmpty();
        assertThat(openCalls(Day.parse("2062-11-29"))).isEmpty();
    }

    @Test
    void an_edition_keeps_what_stood_around_it_when_it_was_cut() {
        // given
        house.fetched(post("draft-a-before-00"), "2026-11-21T12:00:00Z");
        house.imported(call("open", "2026-12-01", "draft-a-open"), "2026-11-20T10:00:00Z");
        SourceLog sources = new SourceLog(house.store, house.clock);
        sources.entered("me@example.org", "INBOX", SourceLog.State.IDLING);
        sources.passed("me@example.org", "INBOX");
        cut(DAY, Map.of(Language.JA, "おしまい"));
        DayFrame atTheCut = house.editions.inHistory(DAY).frame();

        // when
        house.imported(approval("draft-a-open"), "2026-11-22T10:00:00Z");
        house.imported(call("imported", "2026-12-01", "draft-a-imported"), "2026-11-20T10:00:00Z");
        house.clock.set("2026-11-24T00:10:00Z");
        sources.passed("me@example.org", "INBOX");

        // then
        assertThat(atTheCut.openCalls()).hasSize(1);
        assertThat(atTheCut.readings())
                .containsExactly(
                        new SourceReading("me@example.org/INBOX", Optional.of(Instant.parse("2026-11-22T12:00:00Z"))));
        assertThat(atTheCut.closing()).containsExactly(Map.entry(Language.JA, "おしまい"));
        assertThat(atTheCut.cut()).isTrue();
        assertThat(house.editions.inHistory(DAY).frame()).isEqualTo(atTheCut);
        assertThat(openCalls(DAY.next())).containsExactly("imported");
    }

    @Test
    void the_mails_of_each_list_are_counted_by_day() {
        house.imported(post("draft-a-old-00"), "2026-08-23T12:00:00Z");
        house.imported(post("draft-a-one-00"), "2026-11-20T12:00:00Z");
        house.imported(post("draft-a-two-00"), "2026-11-20T13:00:00Z");

        assertThat(house.editions.inHistory(DAY).frame().mail()).singleElement().satisfies(row -> {
            assertThat(row.day()).isEqualTo(Day.parse("2026-11-20"));
            assertThat(row.list()).hasToString("i-d-announce.ietf.org");
            assertThat(row.mails()).isEqualTo(2);
        });
    }

    @Test
    void an_edition_of_an_older_version_knows_of_no_sources_and_no_words() {
        cut(DAY, Map.of(Language.EN, "words"));
        house.execute("DELETE FROM edition_note");
        house.execute("DELETE FROM edition_source");

        assertThat(house.editions.inHistory(DAY).frame())
                .isEqualTo(new DayFrame(true, List.of(), List.of(), List.of(), Map.of()));
    }

    @Test
    void a_folder_that_is_watched_no_longer_says_nothing_of_later_days() {
        SourceLog sources = new SourceLog(house.store, house.clock);
        sources.entered("me@example.org", "INBOX", SourceLog.State.IDLING);
        sources.entered("me@example.org", "Old", SourceLog.State.STOPPED);

        sources.keep((_, name) -> name.equals("INBOX"));

        assertThat(house.editions.inHistory(DAY).frame().readings())
                .extracting(SourceReading::source)
                .containsExactly("me@example.org/INBOX");
    }

    private void cut(Day day, Map<Language, String> words) {
        assertThat(house.editions.build(day, day, List.of(), false, new WithWords(words)))
                .isInstanceOf(Editions.Built.class);
    }

    private record WithWords(Map<Language, String> words) implements Editions.Composer {
        @Override
        public Map<Language, String> closingNotes(Day day) {
            return words;
        }

        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            return List.of();
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            throw new AssertionError("nobody is subscribed");
        }
    }
}
