package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fixtures.BrokenTemplate;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EditionsTest {
    private static final Day MONDAY = Day.parse("2026-11-16");
    private static final Day TUESDAY = MONDAY.next();
    private static final Day WEDNESDAY = TUESDAY.next();

    @TempDir
    Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Editions.Outcome build(Day day) {
        return house.editions.build(day, MONDAY, List.of(), false, new Plain());
    }

    private List<String> drafts(Day day) {
        return house.editions.content(day).posts().stream()
                .map(Item.Post::post)
                .map(post -> post.draft().toString())
                .toList();
    }

    @Test
    void p7_what_is_stored_after_the_cut_is_in_the_next_edition_and_marked_late() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-16T23:59:59Z");
        build(MONDAY);
        house.fetched(Examples.post("draft-c-d-00"), "2026-11-16T23:59:59Z");
        house.fetched(Examples.post("draft-e-f-00"), "2026-11-17T00:00:00Z");

        build(TUESDAY);

        EditionContent tuesday = house.editions.content(TUESDAY);
        assertThat(drafts(MONDAY)).containsExactly("draft-a-b-00");
        assertThat(drafts(TUESDAY)).containsExactly("draft-c-d-00", "draft-e-f-00");
        assertThat(tuesday.posts().stream().map(tuesday::late)).containsExactly(true, false);
    }

    @Test
    void p7_an_announcement_is_in_one_edition_only() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");
        build(MONDAY);
        house.fetched(Examples.post("draft-c-d-00"), "2026-11-16T10:00:00Z");
        build(TUESDAY);
        build(WEDNESDAY);

        assertThat(drafts(WEDNESDAY)).isEmpty();
        assertThat(house.query("SELECT day, message FROM edition_item ORDER BY message"))
                .containsExactly("2026-11-16|1", "2026-11-17|2");
    }

    @Test
    void each_domain_has_its_turn() {
        for (String address : List.of("a@one.example", "b@one.example", "c@one.example", "d@two.example")) {
            house.subscribers.add(new EmailAddress(address), Language.EN);
        }

        build(MONDAY);

        assertThat(house.query("SELECT DISTINCT address FROM delivery ORDER BY id"))
                .containsExactly("a@one.example", "d@two.example", "b@one.example", "c@one.example");
    }

    @Test
    void an_import_joins_a_day_that_is_not_cut_and_is_history_after() {
        house.imported(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");
        build(MONDAY);
        house.imported(Examples.post("draft-c-d-00"), "2026-11-16T10:00:00Z");

        build(TUESDAY);

        assertThat(drafts(MONDAY)).containsExactly("draft-a-b-00");
        assertThat(drafts(TUESDAY)).isEmpty();
    }

    @Test
    void what_is_older_than_the_first_day_is_history() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-15T10:00:00Z");

        build(MONDAY);

        assertThat(drafts(MONDAY)).isEmpty();
        assertThat(drafts(MONDAY.previous())).containsExactly("draft-a-b-00");
    }

    @Test
    void a_day_that_does_not_balance_is_not_cut() {
        house.add("unread", Origin.MAILBOX);

        Editions.Outcome outcome = build(MONDAY);

        assertThat(outcome).isInstanceOf(Editions.Unbalanced.class);
        assertThat(house.editions.state(MONDAY)).isEmpty();
    }

    @Test
    void p8_a_day_has_one_edition() {
        build(MONDAY);

        assertThat(build(MONDAY)).isEqualTo(new Editions.Already(Editions.State.BUILT));
    }

    @Test
    void p6_each_active_subscriber_has_each_part_once_in_the_language_chosen() {
        house.subscribers.add(new EmailAddress("taro@example.jp"), Language.JA);
        house.subscribers.add(new EmailAddress("ann@example.org"), Language.EN);
        house.subscribers.add(new EmailAddress("gone@example.org"), Language.EN);
        house.subscribers.remove(new EmailAddress("gone@example.org"));

        Editions.Outcome outcome = build(MONDAY);

        assertThat(outcome).isEqualTo(new Editions.Built(4));
        assertThat(house.query(
                        "SELECT day, part, subscriber, language, state FROM v_delivery ORDER BY subscriber, part"))
                .containsExactly(
                        "2026-11-16|1|ann@example.org|en|planned",
                        "2026-11-16|2|ann@example.org|en|planned",
                        "2026-11-16|1|taro@example.jp|ja|planned",
                        "2026-11-16|2|taro@example.jp|ja|planned");
    }

    @Test
    void a_composer_that_fails_leaves_nothing_behind() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");

        assertThatThrownBy(() -> house.editions.build(MONDAY, MONDAY, List.of(), false, new BrokenTemplate()))
                .hasMessage("template broken");

        assertThat(house.editions.state(MONDAY)).isEmpty();
        assertThat(house.query("SELECT * FROM edition_item")).isEmpty();
    }

    @Test
    void skipped_days_are_settled_and_their_mails_are_not_late() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");

        int skipped = house.editions.skip(MONDAY, WEDNESDAY);
        build(WEDNESDAY);

        assertThat(skipped).isEqualTo(2);
        assertThat(drafts(WEDNESDAY)).isEmpty();
        assertThat(house.editions.owed(MONDAY, WEDNESDAY)).isEmpty();
    }

    @Test
    void a_silent_day_with_an_edition_is_a_day_of_the_calendar_also_without_a_daemon() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");

        build(WEDNESDAY);
        house.outbox.settle();

        assertThat(house.query("SELECT day, messages, edition FROM v_day"))
                .containsExactly("2026-11-16|1|open", "2026-11-17|0|open", "2026-11-18|0|sent");
    }

    @Test
    void an_edition_without_subscribers_is_done_at_once() {
        build(MONDAY);

        house.outbox.settle();

        assertThat(house.editions.state(MONDAY)).contains(Editions.State.SENT);
    }

    @Test
    void an_edition_is_planned_for_who_subscribed_since_and_for_nobody_twice() {
        house.subscribers.add(new EmailAddress("ann@example.org"), Language.EN);
        build(MONDAY);
        house.subscribers.add(new EmailAddress("late@example.org"), Language.EN);

        assertThat(house.editions.planForNewcomers(MONDAY, new Plain())).isEqualTo(2);
        assertThat(house.editions.planForNewcomers(MONDAY, new Plain())).isZero();

        assertThat(house.query("SELECT subscriber, count(*) FROM v_delivery GROUP BY subscriber ORDER BY 1"))
                .containsExactly("ann@example.org|2", "late@example.org|2");
    }

    /// Two parts in each language.
    private static final class Plain implements Editions.Composer {
        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            return List.of(
                    new Editions.Body(1, Language.JA, "a subject", Examples.octets("1")),
                    new Editions.Body(2, Language.JA, "a subject", Examples.octets("2")),
                    new Editions.Body(1, Language.EN, "a subject", Examples.octets("1")),
                    new Editions.Body(2, Language.EN, "a subject", Examples.octets("2")));
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            return headings.stream()
                    .map(heading -> heading.part() + "." + subscriber.id() + "@example.org")
                    .map(id -> new Editions.Header(id, Examples.octets("Message-ID: <" + id + ">\r\n")))
                    .toList();
        }
    }

    @Test
    void p7_what_was_imported_after_the_cut_and_then_fetched_is_late_and_not_lost() {
        build(MONDAY);
        long id = house.imported(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");
        house.mails.add(List.of(new Incoming(
                house.mails.octets(id).orElseThrow(),
                Optional.of(new MailboxUid(StoreHouse.INBOX, 99)),
                Origin.MAILBOX,
                Optional.of(house.clock.instant()))));

        build(TUESDAY);

        assertThat(drafts(TUESDAY)).containsExactly("draft-a-b-00");
    }

    @Test
    void p7_what_was_imported_after_the_cut_is_late_when_another_copy_of_it_is_fetched() {
        build(MONDAY);
        house.imported(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-16T10:00:00Z");

        build(TUESDAY);

        assertThat(drafts(TUESDAY)).containsExactly("draft-a-b-00");
    }

    @Test
    void p7_what_was_set_aside_and_is_read_after_the_cut_is_late() {
        long id = house.add("octets", Origin.MAILBOX).id();
        house.mails.quarantine(id, QuarantineCause.UNFINISHED, "its reading did not end");
        build(MONDAY);
        new Quarantine(house.store).retry(id);
        house.decide(
                id,
                new Reading.Announced(Examples.post("draft-a-b-00")),
                new Verdict.Entry(Examples.post("draft-a-b-00")),
                "2026-11-16T10:00:00Z",
                "m@example.org");

        build(TUESDAY);

        assertThat(drafts(TUESDAY)).containsExactly("draft-a-b-00");
    }
}
