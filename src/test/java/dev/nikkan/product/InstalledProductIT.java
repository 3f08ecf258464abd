package dev.nikkan.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `target/nikkan`, copied to another folder as on another machine, and run where no Java is on the PATH.
final class InstalledProductIT {
    private static final Path BUILT = Path.of("target", "nikkan").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path program = Path.of("/");

    @BeforeEach
    void install() throws Exception {
        Path readlink = Files.createDirectory(folder.resolve("tools")).resolve("readlink");
        Files.writeString(readlink, "#!/bin/sh\nexec /usr/bin/readlink \"$@\"\n");
        Files.setPosixFilePermissions(readlink, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path installed = folder.resolve("with blank");
        assertThat(run(folder, "/bin/cp", "-a", BUILT.toString(), installed.toString())
                        .status())
                .isZero();
        program = installed.resolve("bin/nikkan");
    }

    @Test
    void the_version_is_said_without_a_warning() throws Exception {
        Run version = run(folder, program.toString(), "--version");

        assertThat(version.err()).isEmpty();
        assertThat(version.out()).contains("0.1.0");
        assertThat(version.status()).isZero();
    }

    @Test
    void it_starts_through_symbolic_links() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), program);
        Path second = Files.createSymbolicLink(folder.resolve("again"), link.getFileName());

        assertThat(run(folder, second.toString(), "--version").status()).isZero();
    }

    @Test
    void it_starts_from_its_own_folder() throws Exception {
        Path bin = program.resolveSibling(".");

        assertThat(run(bin, "./nikkan", "--version").status()).isZero();
        assertThat(run(bin, "/bin/sh", "nikkan", "--version").status()).isZero();
    }

    @Test
    void an_unknown_command_is_a_usage_error() throws Exception {
        Run unknown = run(folder, program.toString(), "nonsense");

        assertThat(unknown.status()).isEqualTo(64);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("nonsense").doesNotContain("\tat ");
    }

    @Test
    void a_daemon_that_cannot_start_says_why_and_ends_with_that_status() throws Exception {
        Files.writeString(folder.resolve("nikkan.toml"), """
                [store]
                path = "n.db"
                [[source]]
                host = "127.0.0.1"
                port = 9
                security = "none"
                user = "me"
                password = "${WORD}"
                [smtp]
                host = "127.0.0.1"
                port = 9
                security = "none"
                from = "Nikkan <nikkan@example.org>"
                """);
        Files.createDirectory(folder.resolve("n.db.suppressed"));

        Run daemon = run(folder, Map.of("WORD", "secret"), program.toString(), "-c", "nikkan.toml", "run");

        assertThat(daemon.err()).contains("n.db.suppressed").doesNotContain("Exception", "\tat ");
        assertThat(daemon.status()).isEqualTo(74);
    }

    @Test
    void the_class_cache_is_used() throws Exception {
        Run version = run(folder, Map.of("NIKKAN_JAVA_OPTS", "-Xshare:on"), program.toString(), "--version");

        assertThat(version.err()).isEmpty();
        assertThat(version.status()).isZero();
    }

    @Test
    void a_jar_whose_time_changed_costs_the_class_cache_and_nothing_else() throws Exception {
        Path jar = program.resolve("../../lib/nikkan.jar").normalize();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        Run version = run(folder, program.toString(), "--version");

        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("nikkan").doesNotContain("[cds]");
        assertThat(version.status()).isZero();
    }

    @Test
    void the_demos_servers_are_no_part_of_the_daemon() throws Exception {
        try (Stream<Path> lib = Files.list(BUILT.resolve("lib"));
                JarFile own = new JarFile(BUILT.resolve("lib/nikkan.jar").toFile())) {
            assertThat(lib).noneMatch(file -> file.getFileName().toString().startsWith("greenmail"));
            assertThat(own.stream()).noneMatch(entry -> entry.getName().startsWith("dev/nikkan/demo/"));
        }
        assertThat(BUILT.resolve("lib/demo/nikkan-demo.jar")).exists();
    }

    private Run run(Path from, String... command) throws IOException, InterruptedException {
        return run(from, Map.of(), command);
    }

    /// With a PATH that has the one program the start script may call, and no Java.
    private Run run(Path from, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        List<String> bare = new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=" + folder.resolve("tools")));
        environment.forEach((name, value) -> bare.add(name + "=" + value));
        bare.addAll(List.of(command));
        return Run.of(from, Map.of(), bare);
    }
}
