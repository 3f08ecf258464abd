package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReparseCommandTest {
    private static final String MAIL = """
            From: internet-drafts@ietf.org
            To: i-d-announce@ietf.org
            Subject: I-D Action: draft-ietf-quic-http-07.txt
            List-Id: <i-d-announce.ietf.org>
            Message-ID: <1@ietf.org>
            Date: Sun, 22 Nov 2026 10:00:00 +0000

            Internet-Draft draft-ietf-quic-http-07.txt is now available.

               Title:   HTTP over QUIC
               Authors: A. Author
               Name:    draft-ietf-quic-http-07.txt
               Pages:   7
               Dates:   2026-11-22
            """;

    @TempDir
    private Path folder;

    private String store = "";

    /// A store of which an older version has read the one mail.
    @BeforeEach
    void make_an_old_store() throws Exception {
        store = folder.resolve("nikkan.db").toString();
        Path mail = Files.writeString(folder.resolve("a.eml"), MAIL);
        CommandRun.in(folder, "--store", store, "import", mail.toString());
        execute("UPDATE draft_post SET title = 'HTTP over what'");
        execute("UPDATE message SET parser = 0");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private String digest() {
        return CommandRun.in(folder, "--store", store, "digest", "--day", "2026-11-22", "--format", "json")
                .out();
    }

    @Test
    void it_says_what_changes_field_by_field() {
        CommandRun run = CommandRun.in(folder, "--store", store, "reparse");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("1 mails read again, 0 unchanged, 1 changed\n")
                .contains("draft_post.title: 0 gained, 0 lost, 1 changed")
                .contains("mail 1: HTTP over what -> HTTP over QUIC");
        assertThat(digest()).contains("HTTP over QUIC");
    }

    @Test
    void a_dry_run_changes_nothing_and_leaves_nothing_behind() throws IOException {
        CommandRun run = CommandRun.in(folder, "--store", store, "reparse", "--dry-run", "--format", "json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"dry_run\" : true", "\"changed\" : 1", "HTTP over QUIC");
        assertThat(digest()).contains("HTTP over what");
        assertThat(copies()).isEmpty();
    }

    private List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("nikkan-reparse"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--format=text"})
    void the_copy_that_a_killed_dry_run_left_is_removed_by_the_next_run(String option) throws IOException {
        Path left = Files.createDirectory(folder.resolve("nikkan-reparse4711"));
        for (String name : List.of("copy.db", "copy.db-wal", "copy.db-shm", "lock")) {
            Files.writeString(left.resolve(name), "somebody@example.org");
        }
        Files.createDirectory(folder.resolve("nikkan-reparse4712"));

        CommandRun run = CommandRun.in(folder, "--store", store, "reparse", option);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(copies()).isEmpty();
    }

    @Test
    void the_copy_of_a_dry_run_that_still_runs_is_left_alone() throws IOException {
        try (DryRunCopy other = DryRunCopy.beside(Path.of(store))) {
            Files.writeString(other.file(), "in use");

            CommandRun run = CommandRun.in(folder, "--store", store, "reparse", "--dry-run");

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(other.file()).hasContent("in use");
        }
        assertThat(copies()).isEmpty();
    }

    @Test
    void what_is_none_of_a_dry_run_is_left_alone() throws IOException {
        Files.createDirectory(folder.resolve("nikkan-reparse-notes"));
        Files.writeString(folder.resolve("nikkan-reparse12"), "a file");
        Path mixed = Files.createDirectory(folder.resolve("nikkan-reparse13"));
        Files.writeString(mixed.resolve("letter.txt"), "of somebody else");

        CommandRun run = CommandRun.in(folder, "--store", store, "reparse");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(copies()).containsExactly("nikkan-reparse-notes", "nikkan-reparse12", "nikkan-reparse13");
        assertThat(mixed.resolve("letter.txt")).exists();
        assertThat(run.err())
                .contains("nikkan-reparse13")
                .contains("cannot be removed")
                .hasLineCount(1);
    }

    @Test
    void status_says_how_many_mails_wait_for_it() {
        String before = CommandRun.in(folder, "--store", store, "status").out();
        CommandRun.in(folder, "--store", store, "reparse");

        assertThat(before).contains("1 mails read by an older version");
        assertThat(CommandRun.in(folder, "--store", store, "status").out()).doesNotContain("older version");
    }

    @Test
    void an_unknown_format_is_a_usage_error() {
        assertThat(CommandRun.in(folder, "--store", store, "reparse", "--format", "xml")
                        .status())
                .isEqualTo(64);
    }
}
