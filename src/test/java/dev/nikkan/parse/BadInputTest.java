package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Octets;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P5: no input makes the process die, stop listening or fall behind for good.
class BadInputTest {
    private static final Duration DUE = Duration.ofSeconds(2);

    /// Deep structures are read on a small stack: whatever recursed would show.
    private static ReadMessage readOnSmallStack(Octets octets) throws InterruptedException {
        List<ReadMessage> read = new ArrayList<>();
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(null, () -> read.add(Mails.read(octets)), "small stack", 256 * 1024);
        thread.setUncaughtExceptionHandler((_, problem) -> thrown.add(problem));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
        return read.getFirst();
    }

    private static ReadMessage inTime(String text) {
        return assertTimeout(DUE, () -> readOnSmallStack(Mails.raw(text)));
    }

    private static Reading other(OtherKind kind) {
        return new Reading.Other(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "   \n", "no header here", "two words: are no field\n\ntext"})
    void p5_what_has_no_header_is_no_mail(String text) {
        assertThat(Mails.read(text).reading()).isEqualTo(other(OtherKind.NOT_MAIL));
    }

    @Test
    void p5_a_thousand_blank_lines_before_a_header_make_it_no_mail() {
        assertThat(inTime("\n".repeat(1000) + "Subject: x\n\ntext").reading()).isEqualTo(other(OtherKind.NOT_MAIL));
    }

    @Test
    void p5_binary_octets_are_no_mail() {
        byte[] octets = new byte[100_000];
        new java.util.Random(1).nextBytes(octets);
        octets[0] = 0;

        assertThat(Mails.read(Octets.of(octets)).reading()).isEqualTo(other(OtherKind.NOT_MAIL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Subject: x", "Subject: x\n", "Subject: x\n\n", "From a@b.example Sun Nov 22 2026\nSubject: x\n"
            })
    void p5_a_header_without_a_body_is_mail(String text) {
        assertThat(Mails.read(text).envelope().subject()).contains("x");
        assertThat(Mails.read(text).reading()).isInstanceOf(Reading.FreeText.class);
    }

    @Test
    void p5_a_header_field_of_a_megabyte_is_refused() {
        String line = "X-Long: " + "a".repeat(1_000_000) + "\n";
        String folded = "X-Long:" + (" " + "a".repeat(70) + "\n").repeat(14_000);

        assertThat(inTime("From: a@b.example\n" + line + "\ntext").reading()).isInstanceOf(Reading.Unreadable.class);
        assertThat(inTime("From: a@b.example\n" + folded + "\ntext").reading()).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000})
    void p5_a_header_of_too_many_fields_is_refused_and_its_first_fields_are_kept(int count) {
        ReadMessage message = inTime("Subject: first\n" + "Received: by a.example; x\n".repeat(count) + "\ntext");

        assertThat(message.reading()).isInstanceOf(Reading.Unreadable.class);
        assertThat(message.envelope().subject()).contains("first");
    }

    @Test
    void p5_a_body_line_of_two_megabytes_is_read() {
        String long_ = Mails.draftPost("", Mails.PIGEONS + "\n" + "x".repeat(2 * 1024 * 1024) + "\n");

        ReadMessage message = inTime(long_);

        assertThat(Mails.announcement(message)).isInstanceOf(DraftPost.class);
        assertThat(message.damage()).contains("Its text is cut after 2 MB.");
    }

    @Test
    void p5_two_megabytes_of_line_ends_are_read() {
        assertThat(Mails.announcement(inTime(Mails.draftPost("", Mails.PIGEONS + "\n".repeat(2_000_000)))))
                .isInstanceOf(DraftPost.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 1_000, 10_000})
    void p5_parts_nested_too_deep_are_refused_without_recursion(int depth) {
        StringBuilder mail = new StringBuilder("From: a@b.example\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < depth; i++) {
            mail.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i, i + 1));
        }

        assertThat(inTime(mail.toString()).reading())
                .isEqualTo(new Reading.Unreadable("Its parts are nested deeper than 30."));
    }

    @Test
    void p5_messages_within_messages_are_not_opened() {
        String mail = "Content-Type: message/rfc822\n\n".repeat(10_000);

        assertThat(inTime("From: a@b.example\n" + mail).reading()).isInstanceOf(Reading.FreeText.class);
    }

    @Test
    void p5_a_hundred_thousand_parts_without_text_are_refused() {
        String parts = "--b\nContent-Type: image/png\n\nx\n".repeat(100_000);

        assertThat(inTime("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + parts)
                        .reading())
                .isEqualTo(new Reading.Unreadable("There is no text in its first 500 parts."));
    }

    @Test
    void p5_text_before_a_hundred_thousand_parts_is_read() {
        String parts = "--b\n\n" + Mails.PIGEONS + "--b\nContent-Type: image/png\n\nx\n".repeat(100_000);

        ReadMessage message = inTime(Mails.draftPost("Content-Type: multipart/mixed; boundary=b\n", parts));

        assertThat(((DraftPost) Mails.announcement(message)).title()).contains("Pigeons at Scale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed; boundary=",
                "multipart/mixed; boundary=\"\"",
                "multipart/mixed; boundary=x",
                "multipart/mixed; boundary=-",
                "multipart/mixed; boundary=\"unclosed",
                "multipart; ; ;=",
                "text/plain; charset",
                "text/plain; charset=",
                "text/plain; charset=\"../../etc/passwd\"",
                "text/plain; charset=utf-7",
                "text/plain; charset=ebcdic-cp-us",
                "text/plain; charset=utf-16",
                "text/plain; charset=x-unknown",
                "///",
                ""
            })
    void p5_a_broken_content_type_loses_neither_mail_nor_draft(String type) {
        DraftPost post =
                (DraftPost) Mails.announcement(inTime(Mails.draftPost("Content-Type: " + type + "\n", Mails.PIGEONS)));

        assertThat(post.draft()).hasToString("draft-example-pigeons-03");
    }

    @Test
    void p5_twenty_thousand_parameters_and_addresses_and_comments_take_no_time() {
        String parameters = "Content-Type: text/plain" + ";a=b".repeat(20_000) + "\n";
        StringBuilder pieces = new StringBuilder("Content-Type: text/plain");
        for (int i = 0; i < 20_000; i++) {
            pieces.append(";n*").append(i).append("=b");
        }
        String addresses = "To: " + "a@b.example, ".repeat(20_000) + "\n";
        String comments = "Date: " + "(".repeat(100_000) + "\n";
        String quotes = "Cc: " + "\"".repeat(99_999) + "\n";

        assertThat(Mails.announcement(inTime(Mails.draftPost(parameters, Mails.PIGEONS))))
                .isInstanceOf(DraftPost.class);
        assertThat(Mails.announcement(inTime(Mails.draftPost(pieces + "\n", Mails.PIGEONS))))
                .isInstanceOf(DraftPost.class);
        assertThat(Mails.announcement(inTime(Mails.draftPost(addresses + quotes, Mails.PIGEONS))))
                .isInstanceOf(DraftPost.class);
        assertThat(inTime("From: a@b.example\n" + comments + "\ntext")
                        .envelope()
                        .sent())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?utf-8?q?a?= ", "=?utf-8?b?", "=?", "[x] ", "Re: ", "(", "'", " to ", "RFC 1 on ", "x"})
    void p5_a_long_subject_takes_no_time(String piece) {
        for (String from :
                List.of("internet-drafts@ietf.org", "rfc-editor@rfc-editor.org", "iesg-secretary@ietf.org")) {
            for (String start : List.of("", "Last Call: ", "Protocol Action: ", "WG Review: ", "I-D Action: ")) {
                String subject = start + piece.repeat(200_000 / piece.length());
                assertThatCode(() -> inTime("From: " + from + "\nSubject: " + subject + "\n\ntext"))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void p5_ten_thousand_encoded_words_take_no_time() {
        assertThat(inTime("Subject: " + "=?utf-8?q?a?=\n ".repeat(10_000) + "\n\ntext")
                        .envelope()
                        .subject()
                        .map(String::length))
                .contains(10_000);
    }

    @Test
    void p5_a_mail_that_takes_too_long_is_refused() {
        AtomicLong ticks = new AtomicLong();
        MessageParser slow = new MessageParser(
                Optional.empty(),
                Optional.empty(),
                () -> ticks.addAndGet(Duration.ofSeconds(1).toNanos()));

        assertThat(slow.parse(Mails.octets(Mails.draftPost("", Mails.PIGEONS))).reading())
                .isEqualTo(new Reading.Unreadable("Reading it took longer than 2 seconds."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Transfer-Encoding: x-unknown\n",
                "Content-Transfer-Encoding: quoted-printable quoted-printable\n",
                "Content-Type: text/plain; charset=x-unknown\n",
                "Content-Type: text/plain; charset=IBM037\n",
                "Content-Type: text/plain; charset=utf-16\n"
            })
    void p5_what_had_to_be_repaired_is_said(String header) {
        ReadMessage message = inTime(Mails.draftPost(header, Mails.PIGEONS));

        assertThat(message.damage()).isPresent();
        assertThat(((DraftPost) Mails.announcement(message)).title()).contains("Pigeons at Scale");
    }

    @Test
    void p5_broken_base64_gives_what_decodes_and_says_so() {
        String encoded = java.util.Base64.getMimeEncoder()
                .encodeToString(Mails.PIGEONS.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String broken = encoded.substring(0, 400) + "!*!\n" + encoded.substring(400, encoded.length() - 3);

        ReadMessage message = inTime(Mails.draftPost("Content-Transfer-Encoding: base64\n", broken));

        assertThat(((DraftPost) Mails.announcement(message)).title()).contains("Pigeons at Scale");
        assertThat(message.damage()).contains("Its transfer encoding is broken.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quoted-printable", "base64"})
    void mail_with_lf_for_crlf_has_nothing_broken(String encoding) {
        String body = encoding.equals("base64")
                ? java.util.Base64.getMimeEncoder(76, new byte[] {'\n'})
                        .encodeToString(Mails.PIGEONS.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : Mails.PIGEONS.replace("Ada Example", "Ada=20=\nExample");

        ReadMessage message = inTime(Mails.draftPost("Content-Transfer-Encoding: " + encoding + "\n", body));

        assertThat(((DraftPost) Mails.announcement(message)).title()).contains("Pigeons at Scale");
        assertThat(message.damage()).isEmpty();
    }

    @Test
    void a_body_part_without_a_header_is_whole() {
        ReadMessage message = inTime(Mails.draftPost(
                "Content-Type: Multipart/Mixed; Boundary=\"NextPart\"\n",
                "--NextPart\n\n" + Mails.PIGEONS + "\n--NextPart--\n"));

        assertThat(((DraftPost) Mails.announcement(message)).title()).contains("Pigeons at Scale");
        assertThat(message.damage()).isEmpty();
    }

    @Test
    void p5_text_that_is_not_utf_8_is_read_as_windows_1252() {
        String body = Mails.PIGEONS.replace("Ada Example", "Ad\u00e4 Example");

        ReadMessage message = inTime(Mails.draftPost("Content-Type: text/plain; charset=utf-8\n", body));

        assertThat(((DraftPost) Mails.announcement(message)).authors().names()).containsExactly("Adä Example");
        assertThat(message.damage()).contains("Its text is not UTF-8.");
    }

    @Test
    void p5_control_characters_stay_out_of_what_a_mail_says() {
        String body = Mails.PIGEONS
                .replace("Pigeons at Scale", "Pigeons\u0000 at\u001b[31m\u0007 Scale")
                .replace("carry packets", "carry\u0085\u2028 pack\u0001ets\rnow");
        String header = "Message-ID: <a\u0000b@x.example>\n";

        ReadMessage message = Mails.read(Mails.draftPost(header, body)
                .replace("Subject: I-D", "Subject: =?utf-8?q?I-D=0D=0AX-Injected:_yes=00?=\nX-Old: I-D"));
        String line = ReadingJson.line("x", message, Optional.empty());

        assertThat(message.envelope().subject()).contains("I-D X-Injected: yes");
        assertThat(line.replace("\\n\\n", ""))
                .doesNotContain("\\u00", "\\r", "\\n", "\\b")
                .doesNotContainPattern("\\p{Cc}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- '(draft-a-00.txt) as a ",
                "<draft-",
                "- RFC1 from a to b (\n\n",
                "comments by 2026-13-45 ",
                "https://",
                "The (a) WG (b) in the ",
                "\n- ",
                "2026-01-01 12:00 to ",
                " and RFC 1, ",
                "'"
            })
    void p5_an_event_of_endless_lists_is_read_in_time(String piece) {
        String text = piece.repeat(2_000_000 / piece.length());
        String subject = "Last Call: " + piece.strip().repeat(200);
        String[] openings = {
            "The IESG has received a request from the following document: ",
            "The IESG has received a request to make the following status changes: ",
            "The IESG has approved the following document: ",
            "The IESG has approved changing the status of the following document: ",
            "The IESG has completed a review of draft-a-b-00.\n\nThe IESG has no problem with the publication of ",
            "A new IETF WG has been proposed in the ",
            "The A (a) WG will hold an interim meeting on ",
            "Anything "
        };

        for (String opening : openings) {
            ReadMessage message =
                    inTime("From: iesg-secretary@ietf.org\nSubject: " + subject + "\n\n" + opening + text);

            assertThat(message.reading()).isNotInstanceOf(Reading.Unreadable.class);
        }
    }
}
