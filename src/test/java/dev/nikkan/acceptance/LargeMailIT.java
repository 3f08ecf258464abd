package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.acceptance.DaemonHouse.Plan;
import dev.nikkan.acceptance.DaemonHouse.Servers;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.SmtpSink;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest mails that are fetched, and larger ones, in the packaged daemon's small heap (P15).
final class LargeMailIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int LIMIT = 25 << 20;

    @Test
    void p15_a_mail_up_to_the_limit_is_read_and_a_larger_one_has_a_row_that_says_so(@TempDir Path folder)
            throws Exception {
        try (Dovecot imap = Dovecot.start();
                SmtpSink smtp = SmtpSink.start();
                DaemonHouse house = new DaemonHouse(folder, "large", new Servers(imap, smtp), new Plan(1, 2, 0))) {
            house.deliverLarge(LIMIT - 2000, LIMIT - 2000, LIMIT + 1);
            house.deliver(1);

            Process daemon = house.start();
            await().atMost(SOON)
                    .failFast("the daemon ended", () -> !daemon.isAlive())
                    .until(() -> house.query("SELECT id FROM v_message WHERE status <> 'pending'")
                                    .size()
                            == 4);

            assertThat(house.query("SELECT status, kind, size > %d FROM v_message ORDER BY size DESC".formatted(LIMIT)))
                    .containsExactly("quarantined|unreadable|1", "parsed|id|0", "parsed|id|0", "parsed|id|0");
            assertThat(house.query("SELECT cause, reason FROM message WHERE status = 'quarantined'"))
                    .singleElement()
                    .asString()
                    .startsWith("oversize|");
            assertThat(house.run("quarantine", "list").out()).contains("oversize");
            assertThat(house.said()).doesNotContain("ERROR");
        }
    }
}
