package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Octets;
import dev.nikkan.model.ReadMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// P5, for all mails there are: the parser comes back, and what it says is printable on one line.
class ArbitraryMailTest {
    private static final List<String> SEEDS = List.of(
            Mails.draftPost("Content-Type: multipart/mixed; boundary=b\n", "--b\n\n" + Mails.PIGEONS + "--b--\n"),
            Mails.draftPost("Content-Transfer-Encoding: quoted-printable\nSubject: =?utf-8?b?aGk=?=\n", Mails.PIGEONS),
            Mails.draftPost("Authentication-Results: mx.example.org; dkim=pass header.d=ietf.org\n", Mails.PIGEONS),
            event("2018-last-call-two-drafts"),
            event("2026-last-call-status-change"),
            event("2006-protocol-action-several-levels"),
            event("2026-protocol-action-status-change"),
            event("2009-conflict-review-as-an-answer"),
            event("2007-wg-review-recharter"),
            event("2012-wg-action-conclusion"),
            event("2020-interim-several-days-changed"),
            event("2023-announcement-iab-call-for-comment"));

    private static final List<String> EVENT_SUBJECTS = List.of(
            "Last Call: ",
            "Protocol Action: ",
            "Results of IETF-conflict review for draft-a-b-00",
            "WG Review: ",
            "WG Action: ",
            "Loft (loft) WG Interim Meeting: ",
            "Anything");

    private static final List<String> PIECES = List.of(
            "\n",
            "\r",
            "\0",
            "\n\n",
            " ",
            ":",
            ";",
            "\"",
            "(",
            ")",
            "<",
            ">",
            "=?",
            "?=",
            "--b",
            "--b--",
            "\n\t",
            "\\",
            "\u00e9",
            "From: ",
            "Subject: ",
            "Content-Type: multipart/mixed; boundary=b\n",
            "draft-",
            "Abstract:",
            "RFC 1",
            "- '",
            "2026-02-30",
            " by ",
            " to ",
            "https://");

    private final MessageParser parser = new MessageParser(Optional.of("mx.example.org"));

    @Property(tries = 500)
    void p5_octets_of_any_kind_are_read(@ForAll byte[] octets) {
        assertPrintable(octets);
    }

    @Property(tries = 500)
    void p5_a_header_of_any_text_is_read(@ForAll String value) {
        for (String name : List.of("From", "Date", "Subject", "List-Id", "To", "Content-Type", "Received")) {
            assertPrintable((name + ": " + value + "\n\ntext").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String event(String file) {
        return new String(Mails.file("event/" + file + ".eml").array(), StandardCharsets.ISO_8859_1);
    }

    @Property(tries = 500)
    void p5_an_event_of_any_subject_and_text_is_read(@ForAll String value, @ForAll String text) {
        for (String subject : EVENT_SUBJECTS) {
            String mail = "From: iesg-secretary@ietf.org\nSubject: " + subject + value + "\n\n" + text;
            assertPrintable(mail.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Property(tries = 3000)
    void p5_a_good_mail_with_any_damage_is_read(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder mail = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(mail.length());
            switch (random.nextInt(3)) {
                case 0 -> mail.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> mail.delete(at, Math.min(mail.length(), at + random.nextInt(40)));
                default -> mail.setCharAt(at, (char) random.nextInt(256));
            }
            mail.append('x');
        }
        assertPrintable(mail.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertPrintable(byte[] octets) {
        ReadMessage message = parser.parse(Octets.of(octets));

        assertThat(ReadingJson.line("x", message, Optional.empty())).doesNotContainPattern("\\p{Cc}");
        String subject = message.envelope().subject().orElse("");
        assertThat(subject.chars().anyMatch(c -> Characters.isControl((char) c)))
                .isFalse();
    }
}
