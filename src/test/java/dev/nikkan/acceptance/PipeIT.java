package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged product in a real pipe, whose reader goes before all is read.
final class PipeIT {
    private static final String PROGRAM =
            Path.of("target", "nikkan", "bin", "nikkan").toAbsolutePath().toString();
    private static final Instant SENT = Instant.parse("2026-11-16T10:00:00Z");

    @TempDir
    private Path folder;

    private Path mbox(int mails) throws Exception {
        StringBuilder mbox = new StringBuilder();
        for (int i = 1; i <= mails; i++) {
            mbox.append("From - Mon Nov 16 10:00:00 2026\n")
                    .append(Announcements.ofDraft(i, SENT).replace("\r", ""))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("all.mbox"), mbox);
    }

    /// @param line in which `nikkan` is the program, `$1`.. the arguments, and file 4 a pipe whose reader has gone
    private Run bash(String line, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", """
                nikkan() { "$PROGRAM" "$@"; }
                mkfifo pipe && exec 3<> pipe 4> pipe 3<&-
                """ + line, "bash"));
        command.addAll(List.of(arguments));
        return Run.of(folder, Map.of("PROGRAM", PROGRAM), command);
    }

    @Test
    void when_nobody_reads_any_more_a_command_ends_at_once_and_quietly() throws Exception {
        Path mbox = mbox(3_000);

        Run run = bash("nikkan parse \"$1\" | head -1; exit ${PIPESTATUS[0]}", mbox.toString());

        assertThat(run.status()).as(run.toString()).isEqualTo(141);
        assertThat(run.out()).hasLineCount(1).contains("\"draft-example-proposal-1\"");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void so_it_does_where_only_the_end_of_it_comes_to_be_written() throws Exception {
        Run version = bash("nikkan --version >&4");

        assertThat(version.status()).as(version.toString()).isEqualTo(141);
        assertThat(version.err()).isEmpty();
    }

    @Test
    void what_changes_the_store_is_done_to_the_end_and_another_failure_is_still_said() throws Exception {
        Path mbox = mbox(30);
        String store = folder.resolve("nikkan.db").toString();

        Run imported = bash("nikkan --store \"$1\" import \"$2\" >&4", store, mbox.toString());
        Files.delete(folder.resolve("pipe"));
        Run failed = bash("nikkan --store \"$1\" raw 4711 >&4", store);
        Files.delete(folder.resolve("pipe"));
        Run found = bash("nikkan --store \"$1\" search kind:id --limit 0", store);

        assertThat(imported.status()).as(imported.toString()).isZero();
        assertThat(imported.err()).isEmpty();
        assertThat(failed.status()).as(failed.toString()).isEqualTo(66);
        assertThat(found.err()).contains("30 found");
    }
}
