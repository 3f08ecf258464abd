package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.store.Access;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        assertThat(run.out()).isEqualTo("1 messages, 1 new, 0 stored already\n");
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
    void octets_stay_as_they_are() {
        CommandRun.in(folder, "--store", store, "import", mail.toString());

        try (Store opened = Store.open(Path.of(store), Access.READ, FaultPoints.INERT)) {
            assertThat(new MailStore(opened, () -> CommandRun.NOW)
                            .octets(1)
                            .orElseThrow()
                            .array())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(MAIL);
        }
    }

    @Test
    void standard_input_is_an_archive_too() {
        byte[] mbox = ("From a@example.org Sun Nov 22 12:00:00 2026\n" + MAIL + "\n").getBytes(StandardCharsets.UTF_8);

        CommandRun run = CommandRun.given(folder, mbox, Map.of(), "--store", store, "import", "-");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("1 messages, 1 new");
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
        assertThat(run.err()).contains(damaged + " is damaged");
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
