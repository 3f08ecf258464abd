package dev.nikkan.acceptance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Random;

/// Mails as I-D-Announce sends them.
final class Announcements {
    private Announcements() {}

    /// The same with an attachment that makes it so many octets long, up to a line's length.
    static String ofDraft(int number, Instant sent, int size) {
        String plain = ofDraft(number, sent);
        String multipart = plain.replaceFirst(
                        "Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
                        "Content-Type: multipart/mixed; boundary=\"limb\"\r\n\r\n--limb\r\n\r\n")
                + "\r\n--limb\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        String end = "\r\n--limb--\r\n";
        byte[] noise = new byte[(size - multipart.length() - end.length()) / 78 * 57];
        new Random(number).nextBytes(noise);
        return multipart + Base64.getMimeEncoder().encodeToString(noise) + end;
    }

    /// @param number makes the draft and the mail unlike any other
    static String ofDraft(int number, Instant sent) {
        return """
                From: internet-drafts@ietf.org
                To: <i-d-announce@ietf.org>
                Message-ID: <%1$d@example.net>
                Date: %2$s
                List-Id: <i-d-announce.ietf.org>
                Subject: I-D Action: draft-example-proposal-%1$d-00.txt
                MIME-Version: 1.0
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: 8bit

                Internet-Draft draft-example-proposal-%1$d-00.txt is now available.

                   Title:   Proposal %1$d for Surviving
                   Author:  Ann Example
                   Name:    draft-example-proposal-%1$d-00.txt
                   Pages:   7
                   Dates:   %3$tF

                Abstract:

                   This document describes proposal %1$d. It survives.

                The IETF datatracker status page for this Internet-Draft is:
                https://datatracker.ietf.org/doc/draft-example-proposal-%1$d/
                """.formatted(
                        number,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.atOffset(ZoneOffset.UTC)),
                        sent.atOffset(ZoneOffset.UTC))
                .replace("\n", "\r\n");
    }
}
