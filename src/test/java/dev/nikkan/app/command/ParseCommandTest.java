package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParseCommandTest {
    private static final String MAIL = """
            From: internet-drafts@ietf.org
            Date: Sun, 22 Nov 2026 12:00:00 +0000
            Message-ID: <1@example.org>
            Subject: I-D Action: draft-ietf-quic-http-07.txt
            List-Id: <i-d-announce.ietf.org>

            Internet-Draft draft-ietf-quic-http-07.txt is now available.

               Title:   HTTP
               Authors: A. Author
               Name:    draft-ietf-quic-http-07.txt
               Pages:   7
               Dates:   2026-11-22
            """;

    @TempDir
    private Path folder;

    @Test
    void one_object_a_message_on_standard_output() throws Exception {
        Path file = Files.writeString(folder.resolve("a.eml"), MAIL);

        CommandRun run = CommandRun.in(folder, "parse", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains(
                        "\"file\":\"" + file + "\"",
                        "\"kind\":\"id\"",
                        "\"draft\":\"draft-ietf-quic-http\"",
                        "\"day\":\"2026-11-22\"");
    }

    @Test
    void an_mbox_has_a_line_for_each_message() throws Exception {
        String separator = "From a@example.org Sun Nov 22 12:00:00 2026\n";
        Path file = Files.writeString(folder.resolve("a.mbox"), separator + MAIL + "\n" + separator + MAIL + "\n");

        assertThat(CommandRun.in(folder, "parse", file.toString()).out()).hasLineCount(2);
    }

    @Test
    void what_is_no_mail_is_other_and_no_error() throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "just some words\n");
        Path empty = Files.writeString(folder.resolve("empty"), "");

        CommandRun run = CommandRun.in(folder, "parse", text.toString(), empty.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("\"kind\":\"other\""));
    }

    @Test
    void a_file_that_cannot_be_opened_does_not_hide_the_others() throws Exception {
        Path file = Files.writeString(folder.resolve("a.eml"), MAIL);

        CommandRun run =
                CommandRun.in(folder, "parse", folder.resolve("nowhere").toString(), file.toString());

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.out()).hasLineCount(1);
        assertThat(run.err()).contains("nowhere cannot be read: it does not exist");
    }

    @Test
    void a_dash_is_standard_input() {
        CommandRun run = CommandRun.given(folder, MAIL.getBytes(StandardCharsets.UTF_8), Map.of(), "parse", "-");

        assertThat(run.out()).contains("\"file\":\"-\"", "\"kind\":\"id\"");
    }

    @Test
    void without_a_file_it_is_a_usage_error() {
        assertThat(CommandRun.in(folder, "parse").status()).isEqualTo(64);
    }
}
