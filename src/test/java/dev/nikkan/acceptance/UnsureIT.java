package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.acceptance.DaemonHouse.Plan;
import dev.nikkan.acceptance.DaemonHouse.Servers;
import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.Run;
import dev.nikkan.fixtures.SmtpSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Mails of which nobody knows whether they arrived, where the operator wants to be asked (`unsure = "hold"`, P6).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnsureIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MAILS = 3;

    private final Servers servers = new Servers(Dovecot.start(), SmtpSink.start());

    @AfterAll
    void stopServers() throws IOException {
        servers.imap().close();
        servers.smtp().close();
    }

    /// A house whose daemon was killed when the server had taken a mail and nobody had written that down, and which a
    /// second daemon has then sent all the rest of.
    private DaemonHouse withOneUnsure(Path folder, String name) throws Exception {
        DaemonHouse house = new DaemonHouse(folder, name, servers, new Plan(1, 1, 0).holdingWhatIsUnsure());
        house.deliver(MAILS);
        Process killed = house.start(FaultPoint.SEND_AFTER_ACCEPTED.text() + ":halt:7");
        assertThat(house.status(killed, SOON)).isEqualTo(137);
        house.start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                house.query("SELECT state, count(*) FROM v_delivery GROUP BY state ORDER BY state"))
                        .containsExactly("sent|" + (DaemonHouse.SUBSCRIBERS - 1), "unsure|1"));
        return house;
    }

    @Test
    void p6_what_is_unsure_waits_for_the_word_to_send_it_again(@TempDir Path folder) throws Exception {
        try (DaemonHouse house = withOneUnsure(folder, "unsure-resend")) {
            String day = house.query("SELECT DISTINCT day FROM v_delivery").getFirst();
            assertThat(house.repeats(1)).isEmpty();
            assertThat(house.run("status").out()).contains("unsure 1");

            Run again = house.run("send", "--day", day, "--unsure");

            assertThat(again.status()).as(again.toString()).isZero();
            house.awaitAllDone();
            Set<String> repeats = house.repeats(2);
            assertThat(repeats).hasSize(1);
            house.requireEveryMailOnce();
        }
    }

    @Test
    void p6_what_is_unsure_is_given_up_where_that_is_asked_for(@TempDir Path folder) throws Exception {
        try (DaemonHouse house = withOneUnsure(folder, "unsure-drop")) {
            String day = house.query("SELECT DISTINCT day FROM v_delivery").getFirst();

            Run dropped = house.run("send", "--day", day, "--unsure=drop");

            assertThat(dropped.status()).as(dropped.toString()).isZero();
            assertThat(house.query("SELECT state, count(*) FROM v_delivery GROUP BY state ORDER BY state"))
                    .containsExactly("failed|1", "sent|" + (DaemonHouse.SUBSCRIBERS - 1));
            assertThat(house.repeats(1)).isEmpty();
            await().atMost(SOON)
                    .until(() -> house.query("SELECT edition FROM v_day WHERE day = '%s'".formatted(day))
                            .contains("sent"));
        }
    }

    @Test
    void p6_what_is_unsure_can_be_sent_again_where_no_daemon_runs(@TempDir Path folder) throws Exception {
        try (DaemonHouse house = withOneUnsure(folder, "unsure-alone")) {
            String day = house.query("SELECT DISTINCT day FROM v_delivery").getFirst();
            house.stop();

            Run again = house.run("send", "--day", day, "--unsure");

            assertThat(again.status()).as(again.toString()).isZero();
            assertThat(house.sent()).isEqualTo(DaemonHouse.SUBSCRIBERS);
            assertThat(house.repeats(2)).hasSize(1);
        }
    }
}
