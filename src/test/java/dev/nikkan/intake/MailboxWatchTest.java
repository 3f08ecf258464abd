package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.ScriptedImapServer;
import dev.nikkan.fixtures.ScriptedImapServer.BodyFault;
import dev.nikkan.fixtures.ScriptedImapServer.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The promises about fetching, each against a server that does what breaks them.
final class MailboxWatchTest {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final ScriptedImapServer server = new ScriptedImapServer();
    private WatchHouse house;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new WatchHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
        server.close();
    }

    private static String mail(long number) {
        return "Subject: mail " + number + "\r\n\r\nbody " + number + "\r\n";
    }

    private void put(long... uids) {
        for (long uid : uids) {
            server.put(uid, mail(uid));
        }
    }

    @Test
    void p1_all_mails_of_the_folder_are_stored_octet_for_octet() {
        put(1, 2, 9);

        house.watch(server.port());

        house.awaitStored("1", "2", "9");
        assertThat(house.house.query("SELECT size FROM message WHERE sha256 = x'"
                        + Examples.octets(mail(9)).sha256() + "'"))
                .containsExactly(String.valueOf(mail(9).length()));
    }

    @Test
    void a_pushed_mail_is_stored_at_once() {
        house.watch(server.port());
        house.awaitState("idling");

        put(1);

        house.awaitStored("1");
    }

    @Test
    void p1_a_mail_that_is_known_is_not_fetched_again_though_the_server_always_names_the_last() {
        put(4);
        house.watch(server.port());
        house.awaitStored("4");

        server.say("* 1 EXISTS");

        await().until(() -> server.received().stream()
                        .filter(line -> line.startsWith("UID SEARCH"))
                        .count()
                >= 2);
        house.awaitState("idling");
        assertThat(server.received())
                .filteredOn(line -> line.contains("BODY.PEEK"))
                .hasSize(1);
    }

    @Test
    void p1_a_mail_below_the_highest_uid_is_found_as_well() {
        put(10);
        house.watch(server.port());
        house.awaitStored("10");

        put(5);

        house.awaitStored("5", "10");
    }

    @Test
    void p2_under_a_new_uidvalidity_all_is_fetched_again_and_each_mail_stays_one_row() {
        put(1, 2);
        house.watch(server.port());
        house.awaitStored("1", "2");

        server.clear();
        server.uidValidity(Optional.of(8L));
        server.put(1, mail(2));
        server.put(2, mail(3));
        server.dropAll();

        house.awaitStored("1", "2", "1", "2");
        assertThat(house.house.query("SELECT count(*) FROM message")).containsExactly("3");
    }

    @Test
    void p2_without_uidvalidity_mails_are_known_by_their_octets() {
        server.uidValidity(Optional.empty());
        put(1);
        house.watch(server.port());
        await().until(() -> house.house.query("SELECT id FROM message").size() == 1);

        server.clear();
        server.put(1, mail(2)); // the same UID, another mail
        server.put(2, mail(1));
        server.dropAll();

        await().until(() -> house.house.query("SELECT id FROM message").size() == 2);
        house.awaitState("idling");
        assertThat(house.house.query("SELECT count(*) FROM message")).containsExactly("2");
    }

    @Test
    void p3_a_body_of_another_length_is_fetched_again() {
        put(1, 2);
        server.damage(1, BodyFault.SHORT, 1);

        house.watch(server.port());

        house.awaitStored("1", "2");
        assertThat(house.house.query("SELECT size, size_mismatch FROM place p JOIN message m ON m.id = p.message"
                        + " WHERE uid = 1"))
                .containsExactly(mail(1).length() + "|0");
    }

    @Test
    void p3_a_size_that_is_wrong_for_good_is_flagged_and_the_mail_stored_as_it_came() {
        put(1, 2);
        server.claimSize(1, 4711);

        house.watch(server.port());

        house.awaitStored("1", "2");
        await().until(() -> house.house
                .query("SELECT size_mismatch FROM place WHERE uid = 1")
                .contains("1"));
        assertThat(house.house.query("SELECT size FROM message m JOIN place p ON m.id = p.message WHERE uid = 1"))
                .containsExactly(String.valueOf(mail(1).length()));
    }

    @Test
    void p3_nil_is_not_taken_for_the_mail() {
        put(1, 2);
        server.damage(1, BodyFault.NIL, 2);
        house.poll(Duration.ofMillis(300));

        house.watch(server.port());

        house.awaitStored("1", "2");
        assertThat(house.house.query("SELECT min(size) FROM message")).containsExactly("" + mail(1).length());
    }

    @Test
    void p3_a_large_mail_is_put_together_from_chunks() {
        String large = "Subject: large\r\n\r\n" + "0123456789\r\n".repeat(100);
        server.put(1, large);
        house.limits(new FetchLimits(10_000, 100, 1_000, 10, Duration.ofSeconds(1), 0));

        house.watch(server.port());

        house.awaitStored("1");
        assertThat(house.house.query("SELECT size, lower(hex(sha256)) FROM message"))
                .containsExactly(large.length() + "|" + Examples.octets(large).sha256());
    }

    @ParameterizedTest
    @EnumSource
    void p3_a_chunk_that_is_not_what_was_asked_for_is_fetched_again(BodyFault fault) {
        String large = "Subject: large\r\n\r\n" + "0123456789\r\n".repeat(100);
        server.put(1, large);
        server.damage(1, fault, 1);
        house.limits(new FetchLimits(10_000, 100, 1_000, 10, Duration.ofSeconds(1), 0))
                .poll(Duration.ofMillis(500));

        house.watch(server.port());

        house.awaitStored("1");
        assertThat(house.house.query("SELECT size FROM message")).containsExactly("" + large.length());
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_IN_LITERAL", "STOP_IN_LITERAL", "DRIP"})
    void p3_a_connection_that_ends_in_the_middle_of_a_mail_costs_nothing(BodyFault fault) {
        put(1, 2, 3);
        server.damage(2, fault, 1);
        house.poll(Duration.ofMillis(500));

        house.watch(server.port());

        house.awaitStored("1", "2", "3");
        assertThat(house.house.query("SELECT DISTINCT size FROM message")).containsExactly("" + mail(1).length());
    }

    @Test
    void p1_a_mail_that_always_breaks_the_connection_does_not_hinder_the_others_and_is_given_up_on() {
        put(1, 2, 3);
        server.damage(2, BodyFault.DROP_IN_LITERAL, ALWAYS);
        house.poll(Duration.ofMillis(1));

        house.watch(server.port());

        await().until(() -> house.storedUids().containsAll(List.of("1", "3")));
        house.awaitStored("1", "2", "3");
        assertThat(house.house.query(
                        "SELECT status, cause FROM message m JOIN place p ON p.message = m.id" + " WHERE uid = 2"))
                .containsExactly("quarantined|unfetchable");
    }

    @Test
    void p1_a_batch_that_the_server_refuses_is_fetched_mail_by_mail() {
        put(1, 2, 3);
        server.script("UID FETCH 1:3 (UID BODY", new Fault.Answer("NO [SERVERBUG] one of them is ill"), ALWAYS);

        house.watch(server.port());

        house.awaitStored("1", "2", "3");
    }

    @Test
    void p1_a_mail_gone_before_it_was_fetched_is_recorded() {
        put(1, 2);
        server.expungeBeforeFetch(1);

        house.watch(server.port());

        house.awaitStored("2");
        await().until(() ->
                house.house.query("SELECT uid, state FROM fetch_trouble").contains("1|vanished"));
    }

    @Test
    void p15_an_oversize_mail_is_not_fetched_and_has_a_row() {
        put(1);
        server.put(2, "x".repeat(3_000));
        house.limits(new FetchLimits(2_000, 1_000, 1_000, 10, Duration.ofSeconds(1), 0));

        house.watch(server.port());

        house.awaitStored("1", "2");
        assertThat(house.house.query("SELECT status, cause, size FROM message WHERE sha256 IS NULL"))
                .containsExactly("quarantined|oversize|3000");
        assertThat(server.received()).noneMatch(line -> line.startsWith("UID FETCH 2 (UID BODY"));
    }

    @Test
    void p15_on_a_full_disk_mails_wait_on_the_server_until_there_is_room() {
        AtomicLong free = new AtomicLong(100L << 20);
        put(1);
        house.freeDisk(free::get).poll(Duration.ofMillis(300));

        house.watch(server.port());

        house.awaitState("failing");
        assertThat(house.error()).contains("100 MB are free");
        assertThat(house.storedUids()).isEmpty();

        free.set(Long.MAX_VALUE);
        house.awaitStored("1");
        house.awaitState("idling");
    }

    @Test
    void p4_a_mute_server_is_noticed_and_the_mail_is_fetched_after_reconnecting() {
        server.script("DONE", new Fault.Mute(), 1);
        house.watch(server.port());
        house.awaitState("idling");

        server.pushes(false);
        put(1);

        house.awaitStored("1");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void p4_a_server_that_ends_idle_and_then_falls_mute_is_noticed() {
        server.script("NOOP", new Fault.Mute(), 1);
        house.watch(server.port());
        house.awaitState("idling");

        server.pushes(false);
        put(1);

        house.awaitStored("1");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void p4_a_server_that_pushes_and_then_falls_mute_is_noticed() {
        house.idleRenew(Duration.ofMinutes(3));
        server.script("UID SEARCH UID", new Fault.Mute(), 1);
        house.watch(server.port());
        house.awaitState("idling");

        put(1);

        house.awaitStored("1");
    }

    @Test
    void p4_a_mail_that_the_server_never_tells_of_is_found_by_comparing() {
        server.pushes(false);
        house.idleRenew(Duration.ofMinutes(3)).poll(Duration.ofMillis(300));
        house.watch(server.port());
        house.awaitState("idling");

        put(1);

        house.awaitStored("1");
    }

    @Test
    void p4_a_farewell_is_an_ordinary_event() {
        house.watch(server.port());
        house.awaitState("idling");

        server.say("* BYE Session expired, please login again.");
        server.dropAll();
        put(1);

        house.awaitStored("1");
    }

    @Test
    void p4_a_server_that_accepts_and_says_nothing_is_left() {
        server.script("CONNECT", new Fault.Mute(), 1);
        put(1);

        house.timing(new Timing(
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                Duration.ofMillis(800),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofMillis(1500),
                Duration.ofHours(1)));
        house.watch(server.port());

        house.awaitStored("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE", "NOOP"})
    void p4_a_server_that_answers_octet_by_octet_is_left(String step) {
        put(1);
        server.script(step, new Fault.Drip(), 1);
        house.idleRenew(Duration.ofMillis(200)).poll(Duration.ofMillis(500));

        house.watch(server.port());
        await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() >= 2);
        put(2);

        house.awaitStored("1", "2");
    }

    @Test
    void p4_an_old_connection_is_replaced() {
        house.timing(new Timing(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(300)))
                .idleRenew(Duration.ofMillis(200));

        house.watch(server.port());

        await().until(() -> server.connections() >= 3);
        assertThat(house.error()).isEmpty();
    }

    @Test
    void a_folder_that_is_missing_is_asked_for_until_it_is_there() {
        put(1);
        server.script("EXAMINE", new Fault.Answer("NO [NONEXISTENT] no such folder"), 3);

        house.watch(server.port());

        house.awaitState("failing");
        assertThat(house.error()).contains("does not open the folder INBOX", "no such folder");
        house.awaitStored("1");
    }

    @Test
    void after_a_refused_login_the_server_is_left_in_peace_for_longer() {
        server.script("LOGIN", new Fault.Answer("NO [AUTHENTICATIONFAILED] wrong"), 1);
        put(1);
        long began = System.nanoTime();

        house.watch(server.port());
        house.awaitStored("1");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1500));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void without_idle_the_folder_is_polled() {
        server.capabilities("IMAP4rev1");
        house.poll(Duration.ofMillis(200));
        house.watch(server.port());
        house.awaitState("polling");

        put(1);

        house.awaitStored("1");
        assertThat(server.received()).doesNotContain("IDLE");
    }

    @Test
    void where_idle_is_refused_the_folder_is_polled() {
        server.script("IDLE", new Fault.Answer("BAD what?"), ALWAYS);
        house.poll(Duration.ofMillis(200));
        house.watch(server.port());
        house.awaitState("polling");

        put(1);

        house.awaitStored("1");
        assertThat(server.received()).filteredOn("IDLE"::equals).hasSize(1);
    }

    @Test
    void a_full_pass_that_is_asked_for_begins_after_the_call() {
        server.pushes(false);
        house.idleRenew(Duration.ofMinutes(3));
        MailboxWatch watch = house.watch(server.port());
        house.awaitState("idling");
        put(1);

        Instant asked = house.house.clock.instant();
        CompletableFuture<Instant> pass = watch.requestFullPass();

        await().until(pass::isDone);
        assertThat(pass).isCompletedWithValueMatching(began -> !began.isBefore(asked));
        assertThat(house.storedUids()).containsExactly("1");
        assertThat(server.received()).filteredOn("UID SEARCH ALL"::equals).hasSize(2);
    }

    @Test
    void a_full_pass_waits_for_as_long_as_the_server_cannot_be_reached() {
        server.script("CONNECT", new Fault.Drop(), 3);
        put(1);

        CompletableFuture<Instant> pass = house.watch(server.port()).requestFullPass();

        await().until(pass::isDone);
        assertThat(house.storedUids()).containsExactly("1");
    }

    @Test
    void p16_a_mute_server_does_not_delay_the_end() {
        server.script("DONE", new Fault.Mute(), ALWAYS);
        house.timing(Timing.DEFAULT).idleRenew(Duration.ofMinutes(3));
        MailboxWatch watch = house.watch(server.port());
        house.awaitState("idling");
        long began = System.nanoTime();

        watch.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(house.state()).isEqualTo("stopped");
    }

    @Test
    void nothing_is_changed_in_the_folder_unless_asked() {
        put(1);
        house.watch(server.port());
        house.awaitStored("1");

        assertThat(server.received())
                .anyMatch(line -> line.startsWith("EXAMINE"))
                .noneMatch(line -> line.startsWith("SELECT"))
                .noneMatch(line -> line.startsWith("UID STORE"));
    }

    @Test
    void a_stored_mail_is_marked_as_seen_where_asked() {
        put(1, 2);
        house.afterStore(new AfterStore.MarkSeen()).watch(server.port());

        await().until(() -> server.received().contains("UID STORE 1:2 +FLAGS.SILENT (\\Seen)"));
        assertThat(house.storedUids()).containsExactly("1", "2");
    }

    @Test
    void a_stored_mail_is_moved_where_asked() {
        server.capabilities("IMAP4rev1 IDLE MOVE");
        put(1, 2);
        house.afterStore(new AfterStore.Move("Done & gone")).watch(server.port());

        await().until(() -> server.received().contains("UID MOVE 1:2 \"Done &- gone\""));
        assertThat(house.storedUids()).containsExactly("1", "2");
    }
}
