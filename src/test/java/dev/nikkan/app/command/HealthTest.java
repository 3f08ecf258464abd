package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.OnePart;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `status` calls overdue, and what it only remarks.
final class HealthTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(folder.resolve("nikkan.toml"), "");
    }

    @Test
    void status_fails_when_mails_have_waited_for_an_hour_because_sending_is_held() throws Exception {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(new EmailAddress("ann@example.org"), Language.EN);
            house.clock.set(CommandRun.NOW.minus(Duration.ofMinutes(61)).toString());
            house.editions.build(
                    Day.parse("2026-11-22"),
                    Day.parse("2026-11-22"),
                    List.of(),
                    false,
                    new OnePart(Language.EN, "body\r\n"));
            hold(house);
        }

        // when
        CommandRun run = status();

        // then
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(69);
        assertThat(run.out())
                .contains("OVERDUE       sending is held: this store was restored from a backup;"
                        + " `nikkan send --release` lifts the hold");
    }

    @Test
    void a_hold_that_keeps_nothing_waiting_is_a_warning() throws Exception {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            hold(house);
        }

        // when
        CommandRun run = status();

        // then
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("sending is held").doesNotContain("OVERDUE");
    }

    @Test
    void days_that_are_skipped_while_sending_is_held_leave_it_held() {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            hold(house);
        }

        // when
        CommandRun run = CommandRun.in(folder, "send", "--skip-before", "2026-11-20");

        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Sending is still held: this store was restored from a backup."
                        + " `nikkan send --release` lifts the hold.");
    }

    @Test
    void mails_that_vanished_long_since_are_no_warning() {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            vanished(house, 1, Duration.ofDays(29));
        }

        // when
        CommandRun old = status();
        try (StoreHouse house = new StoreHouse(folder)) {
            vanished(house, 2, Duration.ofDays(27));
        }
        CommandRun fresh = status();

        // then
        assertThat(old.out()).doesNotContain("gone before");
        assertThat(fresh.out()).contains("1 mails of the last 28 days were gone before they were fetched");
    }

    @Test
    void an_overdue_digest_comes_with_the_reason_that_the_running_daemon_has() throws Exception {
        // given
        Files.writeString(folder.resolve("nikkan.toml"), "[digest]\nfirst-day = \"2026-11-22\"\n");
        try (StoreHouse house = new StoreHouse(folder)) {
            house.editions.waits("The edition of 2026-11-22 waits for me@imap.example.org/INBOX.");
        }

        // when
        CommandRun down = status();
        CommandRun up;
        try (DaemonLock _ = DaemonLock.take(folder.resolve("nikkan.db"), 4711).orElseThrow()) {
            up = status();
        }

        // then
        assertThat(down.out()).contains("the digest of 2026-11-22 is overdue").doesNotContain("waits for me");
        assertThat(up.out())
                .contains("OVERDUE       the digest of 2026-11-22 is overdue")
                .contains("The edition of 2026-11-22 waits for me@imap.example.org/INBOX.");
    }

    private static void vanished(StoreHouse house, long uid, Duration ago) {
        house.clock.set(CommandRun.NOW.minus(ago).toString());
        house.mails.vanished(new MailboxUid(StoreHouse.INBOX, uid));
    }

    private static void hold(StoreHouse house) {
        new Instance(house.store, new Random(1)).hold("this store was restored from a backup");
    }

    private CommandRun status() {
        return CommandRun.in(folder, "status");
    }
}
