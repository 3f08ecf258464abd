package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Access;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportCommandTest {
    private static final String MAIL = """
            Received: from mail.example.org by mx.example.org; Sun, 22 Nov 2026 12:00:05 +0000
            From: internet-drafts@ietf.org
            Date: Sun, 22 Nov 2026 12:00:00 +0000
            Message-ID: <1@example.org>
            To: <i-d-announce@ietf.org>
            Subject: I-D Action: draft-ietf-quic-http-07.txt

            Internet-Draft draft-ietf-quic-http-07.txt is now available.

               Title:   HTTP
               Authors: A. Author
               Name:    draft-ietf-quic-http-07.txt
               Pages:   7
               Dates:   2026-11-22
            """;

    @TempDir
    private Path folder;

    private String store = "";
    private Path mail = Path.of("");

    @BeforeEach
    void write_the_mail() throws Exception {
        store = folder.resolve("nikkan.db").toString();
        mail = Files.writeString(folder.resolve("a.eml"), MAIL);
    }

    @Test
    void an_imported_announcement_is_in_its_days_digest() {
        CommandRun run = CommandRun.in(folder, "--store", store, "import", mail.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("1 messages, 1 new, 0 stored already\nnew: 1 id\n");
        assertThat(CommandRun.in(folder, "--store", store, "digest", "--day", "2026-11-22")
                        .out())
                .contains("Internet-Draft: 1件", "draft-ietf-quic-http-07");
    }

    @Test
    void importing_again_makes_no_new_row() {
        CommandRun.in(folder, "--store", store, "import", mail.toString());

        CommandRun again = CommandRun.in(folder, "--store", store, "import", mail.toString());

        assertThat(again.out()).isEqualTo("1 messages, 0 new, 1 stored already\n");
    }

    @Test
    void what_a_killed_import_left_unread_is_read_before_what_follows_it() throws Exception {
        try (Store opened = Store.open(Path.of(store), Access.CREATE, FaultPoints.INERT)) {
            new MailStore(opened, () -> CommandRun.NOW)
                    .add(List.of(new Incoming(
                            Octets.of(MAIL.getBytes(StandardCharsets.UTF_8)),
                            Optional.empty(),
                            Origin.IMPORT,
                            Optional.empty())));
        }
        Files.writeString(mail, MAIL.replace("<1@example.org>", "<2@example.org>"));

        CommandRun.in(folder, "--store", store, "import", mail.toString());

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet entry = statement.executeQuery("SELECT message_id FROM v_draft_post")) {
            assertThat(entry.next()).isTrue();
            assertThat(entry.getString(1)).isEqualTo("1@example.org");
        }
    }

    @Test
    void p5_an_import_after_one_that_was_killed_stores_octets_before_it_reads_them() throws Exception {
        try (Store opened = Store.open(Path.of(store), Access.CREATE, FaultPoints.INERT)) {
            new MailStore(opened, () -> CommandRun.NOW).beginImport();
        }

        CommandRun afterTheKill = CommandRun.in(folder, "--store", store, "import", mail.toString());
        Files.writeString(mail, MAIL.replace("http-07", "http-08"));
        CommandRun asUsual = CommandRun.in(folder, "--store", store, "import", mail.toString());

        assertThat(afterTheKill.status()).as(afterTheKill.err()).isZero();
        assertThat(asUsual.status()).as(asUsual.err()).isZero();
        // Only what is stored first has its tries counted.
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet tries = statement.executeQuery("SELECT group_concat(attempts ORDER BY id) FROM message")) {
            assertThat(tries.getString(1)).isEqualTo("1,0");
        }
    }

    @Test
    void octets_stay_as_they_are() {
        CommandRun.in(folder, "--store", store, "import", mail.toString());

        CommandRun run = CommandRun.in(folder, "--store", store, "raw", "1");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo(MAIL);
    }

    @Test
    void octets_that_are_not_there_are_no_input() {
        CommandRun.in(folder, "--store", store, "import", mail.toString());

        CommandRun run = CommandRun.in(folder, "--store", store, "raw", "2");

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.err()).contains("no octets of a mail 2");
    }

    @Test
    void standard_input_is_an_archive_too() {
        byte[] mbox = ("From a@example.org Sun Nov 22 12:00:00 2026\n" + MAIL + "\n").getBytes(StandardCharsets.UTF_8);

        CommandRun run = CommandRun.given(folder, mbox, Map.of(), "--store", store, "import", "-");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("1 messages, 1 new");
    }

    private Path mbox(int... numbers) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append("From a@example.org Sun Nov 22 12:00:00 2026\n")
                    .append(MAIL.replace("http-07", "http-%02d".formatted(number)))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("a.mbox"), text);
    }

    private CommandRun importing(String... more) {
        return CommandRun.in(
                folder,
                Stream.concat(Stream.of("--store", store, "import"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void a_file_imported_before_is_passed_over_until_it_changes_or_is_asked_for() throws Exception {
        String mbox = mbox(1, 2, 3).toString();
        importing(mbox);

        CommandRun unchanged = importing(mbox);
        CommandRun asked = importing("--again", mbox);
        mbox(1, 2, 3, 4);
        CommandRun changed = importing(mbox);

        assertThat(unchanged.out()).isEqualTo("3 messages, 0 new, 3 stored already\n");
        assertThat(unchanged.err()).contains("a.mbox is imported already; --again reads it all the same");
        assertThat(asked.out()).isEqualTo("3 messages, 0 new, 3 stored already\n");
        assertThat(asked.err()).isEmpty();
        assertThat(changed.out()).isEqualTo("4 messages, 1 new, 3 stored already\nnew: 1 id\n");
    }

    @Test
    void an_import_that_was_ended_goes_on_behind_what_is_stored() throws Exception {
        String mbox = mbox(1, 2, 3).toString();
        importing(mbox);
        sql("UPDATE archive SET finished = 0, messages = 2, octet = 2 * (SELECT size FROM archive) / 3");
        sql("DELETE FROM search_entry WHERE message = 3");
        sql("DELETE FROM draft_post WHERE message = 3");
        sql("DELETE FROM raw_message WHERE message = 3");
        sql("DELETE FROM message WHERE id = 3");

        CommandRun again = importing(mbox);

        assertThat(again.err()).contains("a.mbox: going on behind message 2");
        assertThat(again.out()).isEqualTo("3 messages, 1 new, 2 stored already\nnew: 1 id\n");
    }

    private void sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void the_account_is_one_object_for_programs() throws Exception {
        CommandRun run = importing("--json", mbox(1, 2, 2).toString());

        JsonNode account = new ObjectMapper().readTree(run.out());
        assertThat(account.at("/messages").asInt()).isEqualTo(3);
        assertThat(account.at("/new").asInt()).isEqualTo(2);
        assertThat(account.at("/stored_already").asInt()).isEqualTo(1);
        assertThat(account.at("/kinds/id").asInt()).isEqualTo(2);
        assertThat(account.at("/finished").asBoolean()).isTrue();
    }

    @Test
    void p15_a_message_of_more_than_25_mb_has_a_row_that_says_so() throws Exception {
        Files.writeString(mail, MAIL + "x".repeat(26 << 20));

        CommandRun run = importing(mail.toString());
        CommandRun again = importing(mail.toString());

        assertThat(run.out()).isEqualTo("1 messages, 1 new, 0 stored already\nnew: 1 in quarantine (oversize)\n");
        assertThat(again.out()).isEqualTo("1 messages, 0 new, 1 stored already\n");
    }

    @Test
    void p15_a_message_of_more_than_25_mb_belongs_to_the_day_that_its_header_names() throws Exception {
        String old = MAIL.replaceAll("Sun, 22 Nov 2026", "Wed, 26 Feb 2003");
        Files.writeString(mail, old + "x".repeat(26 << 20));

        importing(mail.toString());

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM v_message")) {
            assertThat(row.getString("day")).isEqualTo("2003-02-26");
            assertThat(row.getString("list")).isEqualTo("i-d-announce.ietf.org");
            assertThat(row.getString("subject")).isEqualTo("I-D Action: draft-ietf-quic-http-07.txt");
            assertThat(row.getString("sent_at")).isEqualTo("2003-02-26T12:00:00Z");
            assertThat(row.getString("kind")).isEqualTo("unreadable");
            assertThat(row.getString("status")).isEqualTo("quarantined");
        }
    }

    @Test
    void the_list_of_mail_that_names_none_can_be_given() throws Exception {
        Files.writeString(mail, MAIL.replace("To: <i-d-announce@ietf.org>\n", ""));

        CommandRun.in(folder, "--store", store, "import", "--list", "i-d-announce.ietf.org", mail.toString());

        assertThat(CommandRun.in(folder, "--store", store, "digest", "--day", "2026-11-22")
                        .out())
                .contains("Internet-Draft: 1件");
    }

    @Test
    void without_a_list_it_is_other() throws Exception {
        Files.writeString(mail, MAIL.replace("To: <i-d-announce@ietf.org>\n", ""));

        CommandRun.in(folder, "--store", store, "import", mail.toString());

        assertThat(CommandRun.in(folder, "--store", store, "digest", "--day", "2026-11-22")
                        .out())
                .contains("Internet-Draft: 0件");
    }

    @Test
    void the_list_can_be_given_when_the_mail_is_imported_again() throws Exception {
        // given
        Files.writeString(mail, MAIL.replace("To: <i-d-announce@ietf.org>\n", ""));
        CommandRun.in(folder, "--store", store, "import", mail.toString());

        // when
        CommandRun wrong = CommandRun.in(folder, "--store", store, "import", "--list", "i-d-announce", mail.toString());
        CommandRun right =
                CommandRun.in(folder, "--store", store, "import", "--list", "i-d-announce.ietf.org", mail.toString());

        // then
        assertThat(wrong.err())
                .contains("Mails of i-d-announce are kept and not digested; those of i-d-announce.ietf.org and"
                        + " ietf-announce.ietf.org are.");
        assertThat(right.err()).doesNotContain("not digested");
        assertThat(right.out()).startsWith("1 messages, 0 new, 1 stored already\n");
        assertThat(CommandRun.in(folder, "--store", store, "digest", "--day", "2026-11-22")
                        .out())
                .contains("Internet-Draft: 1件");
    }

    @Test
    void a_list_given_later_takes_no_mail_from_the_list_that_it_names() {
        CommandRun.in(folder, "--store", store, "import", mail.toString());

        CommandRun.in(folder, "--store", store, "import", "--list", "other.example.org", mail.toString());

        assertThat(CommandRun.in(folder, "--store", store, "digest", "--day", "2026-11-22")
                        .out())
                .contains("Internet-Draft: 1件");
    }

    @Test
    void a_path_that_is_not_there_is_said_before_anything_is_imported() {
        CommandRun run = CommandRun.in(
                folder,
                "--store",
                store,
                "import",
                mail.toString(),
                folder.resolve("nowhere").toString());

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.err()).contains("nowhere does not exist; nothing was imported");
        assertThat(Path.of(store)).doesNotExist();
    }

    @Test
    void a_damaged_archive_gives_what_came_before_the_damage() throws Exception {
        Path damaged = folder.resolve("damaged.gz");
        Files.write(damaged, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

        CommandRun run = CommandRun.in(folder, "--store", store, "import", mail.toString(), damaged.toString());

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.out()).startsWith("1 messages, 1 new");
        assertThat(run.err()).contains(damaged + " cannot be read to its end: it is damaged");
    }

    @Test
    void p3_a_damaged_file_is_named_and_the_files_behind_it_are_imported() throws Exception {
        Path archives = Files.createDirectory(folder.resolve("archives"));
        byte[] february = gzip(mbox(3, 4));
        Files.write(archives.resolve("01.gz"), gzip(mbox(1, 2)));
        Files.write(archives.resolve("02.gz"), Arrays.copyOf(february, february.length - 10));
        Files.writeString(archives.resolve("03.eml"), MAIL.replace("http-07", "http-05"));
        Path last = mbox(6, 7);

        CommandRun first = importing(archives.toString(), last.toString());
        CommandRun second = importing(archives.toString(), last.toString());
        Files.write(archives.resolve("02.gz"), february);
        CommandRun mended = importing(archives.toString(), last.toString());

        assertThat(first.out()).isEqualTo("6 messages, 6 new, 0 stored already\nnew: 6 id\n");
        assertThat(first.err())
                .isEqualTo("nikkan: %s cannot be read to its end: it is damaged (what is compressed has no end)."
                                .formatted(archives.resolve("02.gz"))
                        + " What came before is imported; mend it and import it again.\n");
        assertThat(first.status()).isEqualTo(65);
        assertThat(second.out()).isEqualTo("6 messages, 0 new, 6 stored already\n");
        assertThat(second.err())
                .contains("02.gz: going on behind message 1\n", "02.gz cannot be read to its end: it is damaged");
        assertThat(second.status()).isEqualTo(65);
        assertThat(mended.out()).isEqualTo("7 messages, 1 new, 6 stored already\nnew: 1 id\n");
        assertThat(mended.status()).as(mended.err()).isZero();
    }

    @Test
    void p3_a_tar_file_that_was_cut_off_between_two_mails_is_damaged_and_read_again() throws Exception {
        Path file = folder.resolve("a.tar");
        byte[] tar = tar("1.eml", MAIL, "2.eml", MAIL.replace("http-07", "http-08"));
        Files.write(file, Arrays.copyOf(tar, 512 + 512));

        CommandRun first = importing(file.toString());
        CommandRun second = importing(file.toString());
        Files.write(file, tar);
        CommandRun mended = importing(file.toString());

        assertThat(first.status()).isEqualTo(65);
        assertThat(first.out()).startsWith("1 messages, 1 new");
        assertThat(first.err()).contains("a.tar cannot be read to its end: it is damaged (the end of the tar file");
        assertThat(second.status()).isEqualTo(65);
        assertThat(mended.status()).as(mended.err()).isZero();
        assertThat(mended.out()).isEqualTo("2 messages, 1 new, 1 stored already\nnew: 1 id\n");
    }

    @Test
    void p10_a_name_in_an_archive_neither_steers_the_terminal_nor_makes_a_line() throws Exception {
        String name = "\u001b[2J\u202egz\nnikkan: all is well\u009b.gz";
        Path file = Files.write(folder.resolve("a\u001b[2J.tar"), tar(name, "\u001f\u008b\b"));

        CommandRun imported = importing(file.toString());
        CommandRun parsed = CommandRun.in(folder, "parse", file.toString());

        assertThat(imported.status()).isEqualTo(65);
        assertThat(imported.err()).hasLineCount(1).contains("a?[2J.tar", "?[2J?gz?nikkan: all is well?.gz");
        assertThat(parsed.err()).hasLineCount(1).contains("a?[2J.tar", "?[2J?gz?nikkan: all is well?.gz");
    }

    private static byte[] tar(String... namesAndContents) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, "UTF-8")) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = namesAndContents[i + 1].getBytes(StandardCharsets.ISO_8859_1);
                TarArchiveEntry entry = new TarArchiveEntry(namesAndContents[i]);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(Path file) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            Files.copy(file, out);
        }
        return packed.toByteArray();
    }

    @Test
    void a_damaged_archive_on_standard_input_is_bad_input() {
        CommandRun run = CommandRun.given(
                folder, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}, Map.of(), "--store", store, "import", "-");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("standard input cannot be read to its end: it is damaged");
    }

    @Test
    void what_cannot_be_read_has_a_row_and_waits_in_quarantine() throws Exception {
        Files.writeString(mail, MAIL.replaceAll("draft-ietf-quic-http-07", "???"));

        CommandRun run = CommandRun.in(folder, "--store", store, "import", mail.toString());

        assertThat(run.status()).isZero();
        assertThat(CommandRun.in(folder, "--store", store, "quarantine", "list").out())
                .startsWith("1\t2026-11-22\tunreadable\tinternet-drafts@ietf.org\t");
        assertThat(CommandRun.in(folder, "--store", store, "quarantine", "show", "1")
                        .out())
                .contains("cause    unreadable", "reason   ");
        assertThat(CommandRun.in(folder, "--store", store, "quarantine", "show", "--raw", "1")
                        .out())
                .isEqualTo(Files.readString(mail));
        assertThat(CommandRun.in(folder, "--store", store, "quarantine", "retry", "--all")
                        .out())
                .isEqualTo("1 to be read again\n1 are set aside now\n");
        assertThat(CommandRun.in(folder, "--store", store, "quarantine", "show", "2")
                        .status())
                .isEqualTo(65);
        String status =
                CommandRun.in(folder, "--store", store, "status", "--json").out();
        assertThat(new ObjectMapper()
                        .readTree(status)
                        .at("/quarantine/unreadable")
                        .asInt())
                .isEqualTo(1);
    }
}
