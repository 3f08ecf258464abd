package dev.nikkan.acceptance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Mails as I-D-Announce sends them.
final class Announcements {
    private Announcements() {}

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
