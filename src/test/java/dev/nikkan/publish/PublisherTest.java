package dev.nikkan.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.BrokenTemplate;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.OnePart;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Midnight, and what goes on around it. The daemon was first started on Sunday, 22 November, at noon.
final class PublisherTest {
    private static final Day SUNDAY = Day.parse("2026-11-22");

    @TempDir
    Path folder;

    private final Inbox inbox = new Inbox();
    private StoreHouse house;
    private Instance instance;
    private Publisher publisher;

    @BeforeEach
    void start() {
        house = new StoreHouse(folder);
        instance = new Instance(house.store, new Random(1));
        instance.takeOver();
        publisher = publisher();
        publisher.look();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private Publisher publisher() {
        return publisher(DigestSettings.DEFAULT.giveUp());
    }

    private Publisher publisher(Duration giveUp) {
        return publisher(giveUp, new OnePart(Language.JA, "body"));
    }

    private Publisher publisher(Duration giveUp, Editions.Composer composer) {
        DigestSettings usual = DigestSettings.DEFAULT;
        return new Publisher(
                house.editions,
                instance,
                List.of(inbox),
                Preparation.NONE,
                composer,
                new DigestSettings(
                        usual.at(),
                        usual.grace(),
                        giveUp,
                        usual.firstDay(),
                        usual.catchUpDays(),
                        usual.partSize(),
                        usual.language(),
                        usual.templates(),
                        usual.overview(),
                        usual.themes(),
                        usual.watchedAuthors(),
                        usual.meetings(),
                        usual.closingNotes(),
                        usual.frame()),
                house.clock,
                FaultPoints.INERT);
    }

    @Test
    void an_edition_is_made_after_midnight_the_grace_and_a_last_fetch() {
        house.clock.set("2026-11-23T00:09:59Z");
        assertThat(publisher.look()).isZero();
        assertThat(inbox.requests).isEmpty();

        house.clock.set("2026-11-23T00:10:00Z");
        assertThat(publisher.look()).isZero();
        inbox.answer();

        assertThat(publisher.look()).isEqualTo(1);
        assertThat(house.editions.state(SUNDAY)).contains(Editions.State.BUILT);
    }

    @Test
    void p8_a_step_back_of_the_clock_makes_no_second_edition() {
        house.clock.set("2026-11-23T00:10:00Z");
        lookWithAnsweringInbox();

        house.clock.set("2026-11-22T23:30:00Z");
        lookWithAnsweringInbox();
        house.clock.set("2026-11-23T00:10:00Z");
        lookWithAnsweringInbox();

        assertThat(house.query("SELECT day FROM edition")).containsExactly("2026-11-22");
    }

    @Test
    void an_edition_waits_for_a_source_that_cannot_be_reached_and_says_after_give_up_what_was_not_read() {
        house.clock.set("2026-11-23T00:10:00Z");
        publisher.look();
        house.clock.advance(Duration.ofHours(6).minusSeconds(1));
        assertThat(publisher.look()).isZero();

        house.clock.advance(Duration.ofSeconds(1));

        assertThat(publisher.look()).isEqualTo(1);
        assertThat(house.editions.content(SUNDAY).unreadSources()).containsExactly("digest@example.org/INBOX");
    }

    @Test
    void p8_each_day_missed_in_a_downtime_has_its_own_edition_oldest_first() {
        house.clock.set("2026-11-26T09:00:00Z");

        lookWithAnsweringInbox();

        assertThat(house.query("SELECT day FROM edition ORDER BY day"))
                .containsExactly("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25");
    }

    @Test
    void more_days_than_catch_up_days_are_held_until_the_operator_releases_them() {
        house.clock.set("2026-12-01T09:00:00Z");
        lookWithAnsweringInbox();
        assertThat(house.query("SELECT day FROM edition")).isEmpty();
        assertThat(instance.held(house.clock.instant()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("9 days are owed"));

        instance.release(house.clock.instant());
        lookWithAnsweringInbox();

        assertThat(house.query("SELECT count(*) FROM edition")).containsExactly("9");
    }

    @Test
    void a_day_whose_account_does_not_balance_is_not_published() {
        house.add("unread", Origin.MAILBOX);
        house.clock.set("2026-11-23T00:10:00Z");

        lookWithAnsweringInbox();

        assertThat(house.query("SELECT day FROM edition")).isEmpty();
    }

    @Test
    void why_an_edition_is_not_made_is_noted_until_it_is_made() {
        // given
        house.clock.set("2026-11-23T00:10:00Z");

        // when
        publisher.look();

        // then
        assertThat(house.editions.whyWaiting())
                .contains("The edition of 2026-11-22 waits for digest@example.org/INBOX.");

        // when
        inbox.answer();
        publisher.look();

        // then
        assertThat(house.editions.whyWaiting()).isEmpty();
    }

    @Test
    void an_edition_that_cannot_be_made_says_so_to_status_too() {
        // given
        publisher = publisher(DigestSettings.DEFAULT.giveUp(), new BrokenTemplate());
        house.clock.set("2026-11-23T00:10:00Z");

        // when
        assertThatThrownBy(this::lookWithAnsweringInbox).hasMessage("template broken");

        // then
        assertThat(house.editions.whyWaiting())
                .contains("The edition of 2026-11-22 cannot be made: java.lang.IllegalStateException: template broken;"
                        + " the log has more.");
    }

    @Test
    void a_clock_before_the_newest_stored_mail_holds_everything() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-22T12:00:00Z");
        house.clock.set("1970-01-02T00:10:00Z");

        lookWithAnsweringInbox();

        assertThat(house.query("SELECT day FROM edition")).isEmpty();
        assertThat(instance.held(house.clock.instant())).isPresent();
        assertThat(instance.held(Instant.parse("2026-11-22T12:00:00Z"))).isEmpty();
    }

    @Test
    void p19_a_restored_store_does_not_mail_by_itself() throws Exception {
        Path restored = Files.createDirectory(folder.resolve("restored"));
        Files.copy(house.file, restored.resolve("nikkan.db"));
        Files.copy(house.file.resolveSibling("nikkan.db-wal"), restored.resolve("nikkan.db-wal"));
        instance.renew();
        Files.copy(house.file.resolveSibling("nikkan.db.instance"), restored.resolve("nikkan.db.instance"));

        try (StoreHouse old = new StoreHouse(restored)) {
            Instance other = new Instance(old.store, new Random(2));
            other.takeOver();

            assertThat(other.held(old.clock.instant()))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("restored from a backup"));
        }
    }

    @Test
    void p19_a_store_that_was_copied_with_all_its_files_does_not_mail_on_another_machine() throws Exception {
        // given
        new Instance(house.store, new Random(2), Optional.of("the first")).takeOver();
        Path copied = Files.createDirectory(folder.resolve("copied"));
        for (String name : List.of("nikkan.db", "nikkan.db-wal", "nikkan.db.instance")) {
            Files.copy(house.file.resolveSibling(name), copied.resolve(name));
        }

        try (StoreHouse copy = new StoreHouse(copied)) {
            // when
            Instance there = new Instance(copy.store, new Random(3), Optional.of("the second"));
            there.takeOver();

            // then
            assertThat(there.held(copy.clock.instant()))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("copied from another machine"));

            // when
            there.release(copy.clock.instant());
            there.takeOver();

            // then
            assertThat(there.held(copy.clock.instant())).isEmpty();
        }
    }

    @Test
    void a_machine_without_a_name_takes_over_any_store() {
        new Instance(house.store, new Random(2), Optional.of("the first")).takeOver();

        Instance unnamed = new Instance(house.store, new Random(3));
        unnamed.takeOver();

        assertThat(unnamed.held(house.clock.instant())).isEmpty();
    }

    @Test
    void a_restart_is_no_restore() {
        Instance again = new Instance(house.store, new Random(2));

        again.takeOver();
        again.takeOver();

        assertThat(again.held(house.clock.instant())).isEmpty();
    }

    @Test
    void what_was_released_stays_released_while_the_sources_keep_it_waiting_for_days() {
        house.clock.set("2026-12-01T09:00:00Z");
        publisher.look();
        instance.release(house.clock.instant());
        publisher.look();

        house.clock.set("2026-12-03T00:10:00Z");
        lookWithAnsweringInbox();

        assertThat(instance.held(house.clock.instant())).isEmpty();
        assertThat(house.query("SELECT count(*) FROM edition")).containsExactly("11");
    }

    @Test
    void each_edition_waits_for_its_own_time_also_longer_than_a_day() {
        publisher = publisher(Duration.ofHours(30));
        house.clock.set("2026-11-23T00:10:00Z");
        publisher.look();
        house.clock.set("2026-11-24T00:10:00Z");
        publisher.look();

        house.clock.set("2026-11-24T06:10:00Z");
        publisher.look();

        assertThat(house.query("SELECT day FROM edition")).containsExactly("2026-11-22");
        assertThat(house.editions.content(SUNDAY).unreadSources()).containsExactly("digest@example.org/INBOX");
    }

    @Test
    void p8_a_first_start_before_the_clock_is_set_owes_no_digests_since_1970() throws Exception {
        try (StoreHouse fresh = new StoreHouse(Files.createDirectory(folder.resolve("fresh")))) {
            fresh.clock.set("1970-01-01T00:00:10Z");
            Instance unset = new Instance(fresh.store, new Random(3));

            new Publisher(
                            fresh.editions,
                            unset,
                            List.of(inbox),
                            Preparation.NONE,
                            new OnePart(Language.JA, "body"),
                            DigestSettings.DEFAULT,
                            fresh.clock,
                            FaultPoints.INERT)
                    .look();

            assertThat(fresh.editions.firstDay()).isEmpty();
            assertThat(unset.held(fresh.clock.instant()))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("1970"));
            assertThat(unset.held(Instant.parse("2026-11-22T12:00:00Z"))).isEmpty();
        }
    }

    private void lookWithAnsweringInbox() {
        publisher.look();
        inbox.answer();
        publisher.look();
    }

    /// A source that is read when the test says so.
    private static final class Inbox implements Source {
        private final List<CompletableFuture<Instant>> requests = new ArrayList<>();

        @Override
        public String name() {
            return "digest@example.org/INBOX";
        }

        @Override
        public CompletableFuture<Instant> requestFullPass() {
            CompletableFuture<Instant> request = new CompletableFuture<>();
            requests.add(request);
            return request;
        }

        void answer() {
            requests.forEach(request -> request.complete(Instant.EPOCH));
        }
    }
}
