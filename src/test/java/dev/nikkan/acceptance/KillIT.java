package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.acceptance.DaemonHouse.Plan;
import dev.nikkan.acceptance.DaemonHouse.Servers;
import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.SmtpSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The packaged daemon, between a real Dovecot and a real SMTP server, is killed; what it has promised holds all the
/// same: each mail is stored once, octet for octet (P1), each subscriber gets each digest once, and where a crash falls
/// between the server's acceptance and our note of it, the same mail again (P6); a commit lasts (P13).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillIT {
    /// As a shell says it of a process that was killed.
    private static final int KILLED = 137;

    private static final int MAILS = 12;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

    /// The documented window: the dot is out, the acceptance is not committed.
    private static final Set<FaultPoint> WINDOW = EnumSet.of(FaultPoint.SEND_AFTER_DOT, FaultPoint.SEND_AFTER_ACCEPTED);

    /// These stand at every transaction, so also at the one that records an acceptance.
    private static final Set<FaultPoint> EVERY_TRANSACTION =
            EnumSet.of(FaultPoint.STORE_BEFORE_COMMIT, FaultPoint.STORE_AFTER_COMMIT);

    /// Passed only where subscribers write.
    private static final Set<FaultPoint> OF_REQUESTS = EnumSet.of(FaultPoint.HEED_BEFORE, FaultPoint.HEED_AFTER);

    private static final int REQUESTS = 4;

    private final Servers servers = new Servers(Dovecot.start(), SmtpSink.start());

    /// A daemon halts when it passes a point for the so-many-th time.
    record Halt(FaultPoint point, int pass) {
        String order() {
            return point.text() + ":halt:" + pass;
        }

        String house() {
            return point.text().replace('.', '-') + "-" + pass;
        }
    }

    static Stream<Halt> halts() {
        return Arrays.stream(FaultPoint.values())
                .filter(point -> !OF_REQUESTS.contains(point))
                .flatMap(point -> passes(point).mapToObj(pass -> new Halt(point, pass)));
    }

    /// A transaction is passed some fifty times before all is sent; two neighbours, because of those at the end one in
    /// two marks a delivery, and the other records it. Of sending the seventh: six subscribers have theirs then.
    private static IntStream passes(FaultPoint point) {
        if (EVERY_TRANSACTION.contains(point)) {
            return IntStream.of(1, 3, 6, 9, 12, 40, 41);
        }
        return IntStream.of(point.text().startsWith("send.") ? 7 : 1);
    }

    @AfterAll
    void stopServers() throws IOException {
        servers.imap().close();
        servers.smtp().close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("halts")
    void p1_p6_whatever_point_the_daemon_dies_at_the_next_start_goes_on_there(Halt halt, @TempDir Path folder)
            throws Exception {
        // One connection: with two, the other might be inside the window at any point.
        try (DaemonHouse house = new DaemonHouse(folder, halt.house(), servers, new Plan(1, 1, 0))) {
            house.deliver(MAILS);

            assertThat(house.status(house.start(halt.order()), ENDS_WITHIN)).isEqualTo(KILLED);
            Set<String> inFlight = house.inFlight();
            house.start();
            house.awaitAllDone();

            house.requireEveryMailOnce();
            assertThat(house.query("SELECT message FROM edition_item")).hasSize(MAILS);
            Set<String> repeats = house.repeats(2);
            assertThat(inFlight).containsAll(repeats).hasSizeLessThanOrEqualTo(1);
            if (!WINDOW.contains(halt.point()) && !EVERY_TRANSACTION.contains(halt.point())) {
                assertThat(repeats).isEmpty();
            }
        }
    }

    /// Where a request is taken up, and where an answer is sent; the transactions in which both are recorded.
    static Stream<Halt> haltsWhileAnswering() {
        return Arrays.stream(FaultPoint.values())
                .filter(point -> OF_REQUESTS.contains(point)
                        || EVERY_TRANSACTION.contains(point)
                        || point.text().startsWith("send."))
                .flatMap(point -> (EVERY_TRANSACTION.contains(point) ? IntStream.of(6, 9, 12, 13) : IntStream.of(2))
                        .mapToObj(pass -> new Halt(point, pass)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("haltsWhileAnswering")
    void p6_p9_whatever_point_the_daemon_dies_at_each_request_is_dealt_with_once(Halt halt, @TempDir Path folder)
            throws Exception {
        try (DaemonHouse house = new DaemonHouse(folder, "ask-" + halt.house(), servers, Plan.ofAnswers())) {
            house.request(REQUESTS);

            assertThat(house.status(house.start(halt.order()), ENDS_WITHIN)).isEqualTo(KILLED);
            Set<String> inFlight = house.inFlight();
            house.start();
            house.awaitAllAnswered();

            Set<String> repeats = house.repeatedAnswers();
            assertThat(inFlight).containsAll(repeats).hasSizeLessThanOrEqualTo(1);
            if (!WINDOW.contains(halt.point()) && !EVERY_TRANSACTION.contains(halt.point())) {
                assertThat(repeats).isEmpty();
            }
        }
    }

    @Test
    void p6_a_large_edition_whose_sending_is_killed_at_twenty_moments_reaches_everybody(@TempDir Path folder)
            throws Exception {
        int kills = 20;
        long seed = Long.getLong("nikkan.seed", System.nanoTime());
        // So slow that all kills fall into it: a daemon lives a second or two, and needs one to begin.
        Plan plan = new Plan(1, 4, 100).forSubscribers(2_500);
        try (DaemonHouse house = new DaemonHouse(folder, "large", servers, plan)) {
            house.deliver(MAILS);
            Process first = house.start();
            await().atMost(ENDS_WITHIN).until(() -> house.sent() > 0);

            Random random = new Random(seed);
            Set<String> onTheirWay = new HashSet<>();
            int interrupted = 0;
            Process daemon = first;
            for (int i = 0; i < kills; i++) {
                assertThat(daemon.waitFor(random.nextInt(700, 2_500), TimeUnit.MILLISECONDS))
                        .as(house::said)
                        .isFalse();
                daemon.destroyForcibly();
                assertThat(house.status(daemon, ENDS_WITHIN)).isEqualTo(KILLED);
                Set<String> inFlight = house.inFlight();
                interrupted += inFlight.isEmpty() ? 0 : 1;
                onTheirWay.addAll(inFlight);
                daemon = house.start();
            }
            int before = house.sent();
            house.awaitAllDone();

            Set<String> repeats = house.repeats(1 + kills);
            System.out.printf(
                    "%d kills, -Dnikkan.seed=%d: %d of them in the middle of mails, %d sent when the last fell, %d came again%n",
                    kills, seed, interrupted, before, repeats.size());
            assertThat(onTheirWay).containsAll(repeats);
        }
    }

    @Test
    void p1_p6_p13_a_daemon_killed_again_and_again_loses_nothing(@TempDir Path folder) throws Exception {
        int kills = Integer.getInteger("nikkan.kills", "true".equals(System.getenv("CI")) ? 50 : 8);
        long seed = Long.getLong("nikkan.seed", System.nanoTime());
        System.out.printf("%d random kills, -Dnikkan.seed=%d%n", kills, seed);
        // So slow that sending goes on through most of the kills.
        int rate = Math.max(1, 125 / kills);
        try (DaemonHouse house = new DaemonHouse(folder, "random", servers, new Plan(5, 2, rate));
                ScheduledExecutorService postman = Executors.newSingleThreadScheduledExecutor()) {
            house.deliver(10);
            var round = postman.scheduleWithFixedDelay(() -> house.deliver(10), 1, 1, TimeUnit.SECONDS);

            Random random = new Random(seed);
            for (int i = 0; i < kills; i++) {
                Process daemon = house.start();
                assertThat(daemon.waitFor(random.nextInt(2500), TimeUnit.MILLISECONDS))
                        .as(house::said)
                        .isFalse();
                daemon.destroyForcibly();
                assertThat(house.status(daemon, ENDS_WITHIN)).isEqualTo(KILLED);
            }
            round.cancel(false);
            postman.shutdown();
            assertThat(postman.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            house.start();
            house.awaitAllDone();

            house.requireEveryMailOnce();
            Set<String> repeats = house.repeats(1 + kills);
            assertThat(repeats).hasSizeLessThanOrEqualTo(2 * kills);
            System.out.printf("%d kills, %d mails: %d digests came again%n", kills, house.delivered(), repeats.size());
        }
    }

    @Test
    void p16_sigterm_lets_mails_arrive_that_are_on_their_way(@TempDir Path folder) throws Exception {
        try (SmtpSink slow = SmtpSink.start("-w", "2");
                DaemonHouse house = new DaemonHouse(
                        folder, "sigterm-sending", new Servers(servers.imap(), slow), new Plan(1, 10, 0))) {
            house.deliver(MAILS);
            Process daemon = house.start();
            await().atMost(ENDS_WITHIN).until(() -> house.inFlight().size() == 10);
            Set<String> onTheirWay = house.inFlight();

            daemon.destroy();

            assertThat(house.status(daemon, ENDS_WITHIN)).isZero();
            assertThat(house.query("SELECT message_id FROM v_delivery WHERE state = 'sent'"))
                    .containsExactlyInAnyOrderElementsOf(onTheirWay);
            house.start();
            house.awaitAllDone();
            house.requireEveryMailOnce();
            assertThat(house.repeats(1)).isEmpty();
        }
    }

    @Test
    void p16_sigterm_in_the_middle_of_fetching_is_no_crash(@TempDir Path folder) throws Exception {
        try (DaemonHouse house = new DaemonHouse(folder, "sigterm-fetching", servers, new Plan(1, 2, 0))) {
            house.deliver(500);
            Process daemon = house.start();
            await().atMost(ENDS_WITHIN)
                    .until(() -> !house.query("SELECT 1 FROM v_message").isEmpty());

            daemon.destroy();

            assertThat(house.status(daemon, ENDS_WITHIN)).isZero();
            assertThat(house.said()).doesNotContain("ERROR");
            house.start();
            house.awaitAllDone();
            house.requireEveryMailOnce();
        }
    }

    @Test
    void p16_sigterm_does_not_wait_for_ever_for_a_mute_smtp_server(@TempDir Path folder) throws Exception {
        try (SmtpSink mute = SmtpSink.start("-w", "600");
                DaemonHouse house =
                        new DaemonHouse(folder, "sigterm-mute", new Servers(servers.imap(), mute), new Plan(1, 2, 0))) {
            house.deliver(MAILS);
            Process daemon = house.start();
            await().atMost(ENDS_WITHIN).until(() -> house.inFlight().size() == 2);

            daemon.destroy();

            assertThat(house.status(daemon, ENDS_WITHIN)).isZero();
            assertThat(house.inFlight()).isEmpty();
        }
    }
}
