package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.acceptance.DaemonHouse.Plan;
import dev.nikkan.acceptance.DaemonHouse.Servers;
import dev.nikkan.fixtures.BrokenCalls;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.Run;
import dev.nikkan.fixtures.SmallDisk;
import dev.nikkan.fixtures.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The disk fails under the packaged daemon: it fills up and is emptied again, refuses to write, and is well again, or
/// breaks for good (P13, P15). The daemon lives on, says it once, and loses and doubles nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FullDiskIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MAILS = 12;
    private static final int CONNECTIONS = 10;

    private final Servers servers = new Servers(Dovecot.start(), SmtpSink.start("-w", "2"));

    @AfterAll
    void stopServers() throws IOException {
        servers.imap().close();
        servers.smtp().close();
    }

    private DaemonHouse house(Path folder, String name, Path disk) throws IOException {
        return new DaemonHouse(folder, name, servers, new Plan(1, CONNECTIONS, 0).withStoreOn(disk));
    }

    @Test
    void p15_mails_wait_on_the_server_while_there_is_no_room(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.inMemory(Files.createDirectory(folder.resolve("disk")));
                DaemonHouse house = house(folder, "no-room", disk.folder())) {
            Process daemon = house.start();
            await().atMost(SOON).until(() -> house.sent() == DaemonHouse.SUBSCRIBERS);

            disk.leave(100 << 20);
            house.deliver(MAILS);
            await().atMost(SOON).until(() -> house.said().contains("mails wait on the server"));
            Run narrow = house.run("status");
            disk.leave(0);
            Run full = house.run("status");
            disk.makeRoom();
            house.awaitAllDone();

            assertThat(narrow.status()).isZero();
            assertThat(narrow.out()).contains("new mails wait on the server until there is room");
            assertThat(full.status()).isEqualTo(69);
            assertThat(full.out()).contains("only 0 MB are free");
            assertThat(daemon.isAlive()).isTrue();
            assertThat(house.said()).containsOnlyOnce("wait on the server").doesNotContain("ERROR");
            house.requireEveryMailOnce();
        }
    }

    @Test
    void p6_p15_what_was_sent_when_the_disk_filled_up_is_written_down_when_there_is_room(@TempDir Path folder)
            throws Exception {
        try (SmallDisk disk = SmallDisk.inMemory(Files.createDirectory(folder.resolve("disk")));
                DaemonHouse house = house(folder, "full-sending", disk.folder())) {
            house.deliver(MAILS);
            Process daemon = house.start();
            await().atMost(SOON).until(() -> house.inFlight().size() == CONNECTIONS);

            disk.leave(0);
            await().atMost(SOON).until(() -> house.said().contains("nothing is being sent"));
            Run full = house.run("status");
            disk.makeRoom();
            house.awaitAllDone();

            assertThat(full.status()).isEqualTo(69);
            assertThat(daemon.isAlive()).isTrue();
            assertThat(house.said()).containsOnlyOnce("WARN").doesNotContain("ERROR");
            house.requireEveryMailOnce();
            assertThat(house.repeats(1)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"syncing, 'fsync,fdatasync', EIO", "filling, pwrite64, ENOSPC", "writing, pwrite64, EIO"})
    void p6_p13_a_disk_that_refuses_to_write_for_a_while_costs_nothing(
            String name, String calls, String error, @TempDir Path folder) throws Exception {
        try (DaemonHouse house = house(folder, name, folder)) {
            house.deliver(MAILS);
            Process daemon = house.start();
            await().atMost(SOON).until(() -> house.inFlight().size() == CONNECTIONS);

            try (BrokenCalls _ = BrokenCalls.of(daemon, calls, error)) {
                house.deliver(MAILS);
                await().atMost(SOON).until(() -> house.said().contains("nothing is being sent"));
            }
            house.awaitAllDone();

            assertThat(daemon.isAlive()).isTrue();
            house.requireEveryMailOnce();
            assertThat(house.repeats(1)).isEmpty();
        }
    }

    @Test
    void p13_a_file_system_that_breaks_for_good_loses_nothing_of_what_was_committed(@TempDir Path folder)
            throws Exception {
        try (SmallDisk disk = SmallDisk.inFile(Files.createDirectory(folder.resolve("disk")));
                DaemonHouse house = house(folder, "broken", disk.folder())) {
            house.deliver(MAILS);
            Process daemon = house.start();
            house.awaitAllDone();

            disk.breakDown();
            house.deliver(MAILS);
            await().atMost(SOON).until(() -> house.said().contains("ERROR"));
            assertThat(daemon.isAlive()).isTrue();
            daemon.destroy();
            assertThat(house.status(daemon, SOON)).isZero();
            disk.repair();
            house.start();
            house.awaitAllDone();

            house.requireEveryMailOnce();
            assertThat(house.repeats(1)).isEmpty();
        }
    }
}
