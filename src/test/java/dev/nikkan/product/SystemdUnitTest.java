package dev.nikkan.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nikkan.fixtures.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemdUnitTest {
    private static final Path UNIT = Path.of("systemd", "nikkan.service");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for nikkan.service: ([0-9.]+)");

    @TempDir
    private Path folder;

    @BeforeEach
    void systemd_is_installed() {
        if (System.getenv("CI") == null) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not installed");
        }
    }

    @Test
    void systemd_finds_nothing_wrong_with_the_unit() throws Exception {
        Path unit = folder.resolve("nikkan.service");
        // verify wants the program to be there, and this machine need not have the product installed.
        Files.writeString(unit, Files.readString(UNIT).replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true"));

        Run verify = systemdAnalyze("verify", unit.toString());

        assertThat(verify.err()).isEmpty();
        assertThat(verify.status()).isZero();
    }

    @Test
    void the_service_is_hardly_exposed() throws Exception {
        Run security = systemdAnalyze(
                "security", "--offline=true", UNIT.toAbsolutePath().toString());

        Matcher exposure = EXPOSURE.matcher(security.out());
        assertThat(exposure.find()).as(security.toString()).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(2.0);
    }

    private Run systemdAnalyze(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("systemd-analyze"));
        command.addAll(List.of(arguments));
        return Run.of(folder, Map.of("SYSTEMD_PAGER", "", "SYSTEMD_COLORS", "0", "LC_ALL", "C.UTF-8"), command);
    }
}
