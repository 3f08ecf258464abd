package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("nikkan-reparse"));
        }
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
