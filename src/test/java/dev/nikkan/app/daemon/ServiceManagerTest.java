package dev.nikkan.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceManagerTest {
    @TempDir
    private Path folder;

    @Test
    void systemd_hears_that_the_daemon_is_ready_lives_and_stops() throws Exception {
        needLibrary();
        Path socket = folder.resolve("notify");
        try (DatagramListener systemd = new DatagramListener(socket, Duration.ofSeconds(20))) {
            Process daemon = start(socket.toString());

            assertThat(systemd.receive()).isEqualTo("READY=1\nSTATUS=待機中 INBOX READY=1");
            assertThat(systemd.receive()).isEqualTo("STATUS=idle");
            assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
            assertThat(systemd.receive()).isEqualTo("STOPPING=1");
            assertThat(exitOf(daemon)).isZero();
        }
    }

    @Test
    void a_socket_that_nobody_listens_on_does_not_stop_the_daemon() throws Exception {
        needLibrary();

        Process daemon = start(folder.resolve("nobody").toString());

        assertThat(exitOf(daemon)).isZero();
    }

    @Test
    void without_a_service_manager_nothing_is_said() {
        ServiceManager nobody = ServiceManager.of(Map.of("WATCHDOG_USEC", "1000000"));

        nobody.ready("listening");

        assertThat(nobody.watchdog()).isEmpty();
    }

    @Test
    void the_watchdog_is_systemds_unless_it_means_another_process() throws IOException {
        needLibrary();
        String own = Long.toString(ProcessHandle.current().pid());

        assertThat(watchdog("300000000", own)).hasValue(Duration.ofMinutes(5));
        assertThat(watchdog("300000000", "1")).isEmpty();
        assertThat(watchdog("soon", own)).isEmpty();
    }

    private static Optional<Duration> watchdog(String microseconds, String pid) {
        return ServiceManager.of(Map.of("NOTIFY_SOCKET", "/none", "WATCHDOG_USEC", microseconds, "WATCHDOG_PID", pid))
                .watchdog();
    }

    /// What a daemon says in its life; a process of its own, since sd_notify reads the process' real environment.
    static final class Life {
        static void main() {
            ServiceManager systemd = ServiceManager.of(System.getenv());
            systemd.ready("待機中 INBOX\nREADY=1");
            systemd.status("idle");
            systemd.alive();
            systemd.stopping();
        }
    }

    private static Process start(String socket) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Life.class.getName());
        builder.environment().put("NOTIFY_SOCKET", socket);
        return builder.inheritIO().start();
    }

    private static int exitOf(Process daemon) throws InterruptedException {
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return daemon.exitValue();
    }

    private static void needLibrary() throws IOException {
        if (System.getenv("CI") == null) {
            try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 2)) {
                assumeTrue(files.anyMatch(file -> file.endsWith("libsystemd.so.0")), "libsystemd is not installed");
            }
        }
    }
}
