package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.fixtures.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged `reparse` is killed in the middle, and run again.
final class ReparseIT {
    private static final Path PROGRAM =
            Path.of("target", "nikkan", "bin", "nikkan").toAbsolutePath();
    private static final int MAILS = 800;
    private static final Instant SENT = Instant.parse("2026-11-16T10:00:00Z");

    @TempDir
    private Path folder;

    private List<String> command(String store, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(PROGRAM.toString(), "--store", folder.resolve(store).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Run run(String store, String... arguments) throws Exception {
        Run run = Run.of(folder, Map.of(), command(store, arguments));
        assertThat(run.status()).as(run.toString()).isZero();
        return run;
    }

    private List<String> query(String store, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(store));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private void execute(String store, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(store));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<List<String>> derived(String store) {
        return List.of(
                query(store, "SELECT * FROM v_message ORDER BY id"),
                query(store, "SELECT * FROM v_draft_post ORDER BY draft, revision"),
                query(store, "SELECT * FROM v_day ORDER BY day"),
                query(store, "SELECT rowid FROM search('surviving') ORDER BY rowid"),
                query(store, "PRAGMA integrity_check"));
    }

    /// A store whose mails an older, poorer parser has read.
    private void makeOld(String store) throws Exception {
        StringBuilder mbox = new StringBuilder();
        for (int i = 1; i <= MAILS; i++) {
            mbox.append("From - Mon Nov 16 10:00:00 2026\n")
                    .append(Announcements.ofDraft(i, SENT).replace("\r", ""))
                    .append('\n');
        }
        run(store, "import", Files.writeString(folder.resolve("all.mbox"), mbox).toString());
        execute(store, "UPDATE message SET parser = 0");
        execute(store, "UPDATE draft_post SET title = 'old', pages = NULL");
        execute(store, "DELETE FROM draft_post WHERE message % 7 = 0");
        execute(store, """
                UPDATE message SET status = 'quarantined', kind = 'unreadable', cause = 'unreadable', reason = 'old'
                WHERE id % 7 = 0""");
    }

    @Test
    void p13_killed_in_the_middle_it_goes_on_and_comes_to_the_same_end() throws Exception {
        makeOld("killed.db");
        run("killed.db", "backup", folder.resolve("whole.db").toString());
        List<List<String>> before = derived("killed.db");

        Run dry = run("killed.db", "reparse", "--dry-run", "--format", "json");
        assertThat(dry.out())
                .contains("\"read\" : " + MAILS, "\"unchanged\" : 0", "\"quarantined unreadable\"", "\"parsed id\"")
                .contains("\"draft_post.title\"");
        assertThat(derived("killed.db")).isEqualTo(before);
        Process killed = new ProcessBuilder(command("killed.db", "reparse"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> query("killed.db", "SELECT value FROM meta WHERE key = 'rereading'").stream()
                        .anyMatch(mark -> !mark.contains(" 0 ")));
        assertThat(killed.destroyForcibly().waitFor()).isEqualTo(137);
        Run rest = run("killed.db", "reparse");
        run("whole.db", "reparse");

        assertThat(rest.err()).contains("An interrupted run goes on");
        assertThat(derived("killed.db")).isEqualTo(derived("whole.db"));
        assertThat(query("killed.db", "SELECT count(*) FROM v_draft_post WHERE title LIKE 'Proposal%'"))
                .containsExactly(MAILS + "|");
        assertThat(query("killed.db", "SELECT value FROM meta WHERE key = 'rereading'"))
                .isEmpty();
        assertThat(run("killed.db", "reparse").out()).startsWith(MAILS + " mails read again, " + MAILS + " unchanged");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("nikkan-reparse"))
                    .toList();
        }
    }

    /// Runs until the copy is there.
    private Process dryRun(String store) throws IOException {
        Process run = new ProcessBuilder(command(store, "reparse", "--dry-run"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dry.log").toFile())
                .start();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> copies().stream().anyMatch(copy -> Files.exists(copy.resolve("copy.db-wal"))));
        return run;
    }

    /// The copy has subscribers' addresses.
    @Test
    void a_dry_run_that_is_ended_leaves_no_copy_and_that_of_a_killed_one_goes_at_the_next() throws Exception {
        makeOld("nikkan.db");

        Process ended = dryRun("nikkan.db");
        ended.destroy();
        assertThat(ended.waitFor()).isEqualTo(143);
        assertThat(copies()).isEmpty();
        Process killed = dryRun("nikkan.db");
        assertThat(killed.destroyForcibly().waitFor()).isEqualTo(137);
        assertThat(copies()).hasSize(1);
        run("nikkan.db", "reparse", "--dry-run");

        assertThat(copies()).isEmpty();
    }
}
