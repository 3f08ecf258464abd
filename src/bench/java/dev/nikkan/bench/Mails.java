package dev.nikkan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/// Made-up announcements of the size of real ones, 3.9 KB: each of another draft. The same number gives the same mail.
final class Mails {
    private static final String[] WORDS =
            ("the a of and to this document specifies describes protocol extension message"
                            + " server client header field routing path network security key exchange transport congestion"
                            + " control discovery registration registry value algorithm signature certificate measurement"
                            + " address prefix option packet flow session stream frame encoding format profile framework"
                            + " requirements architecture deployment operational considerations which allows an endpoint"
                            + " between nodes without changes in existing implementations when used with other mechanisms")
                    .split(" ");

    private Mails() {}

    static String announcement(int number, LocalDate day) {
        Random random = new Random(number);
        String name = "draft-bench-" + WORDS[number % WORDS.length] + "-topic" + number;
        String time = "%02d:%02d:%02d".formatted(number / 3600 % 24, number / 60 % 60, number % 60);
        String date = day.format(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy", Locale.ROOT)) + " " + time + " +0000";
        String id = "%016x.%d".formatted(random.nextLong(), number);
        return """
                Return-Path: <i-d-announce-bounces@ietf.org>
                Delivered-To: digest@example.org
                Received: from mail2.ietf.org (mail2.ietf.org [192.0.2.31]) by mx.example.org (Postfix)
                 with ESMTPS id %1$s for <digest@example.org>; %2$s
                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=ietf.org; s=ietf1; t=1795391669;
                 bh=%3$s=; h=Date:To:From:Subject:List-Id;
                 b=%4$s
                Received: from [10.244.8.188] (unknown [192.0.2.27]) by mail2.ietf.org (Postfix) with ESMTP id %1$s
                 for <i-d-announce@ietf.org>; %2$s
                MIME-Version: 1.0
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: 7bit
                From: internet-drafts@ietf.org
                To: i-d-announce@ietf.org
                X-Test-IDTracker: no
                X-IETF-IDTracker: 12.52.0
                Auto-Submitted: auto-generated
                Precedence: bulk
                Message-ID: <%1$s@dt-datatracker-bench>
                Date: %2$s
                Message-ID-Hash: %5$s
                X-MailFrom: internet-drafts@ietf.org
                X-Mailman-Version: 3.3.9rc6
                Reply-To: internet-drafts@ietf.org
                Subject: I-D Action: %6$s-00.txt
                Archived-At: <https://mailarchive.ietf.org/arch/msg/i-d-announce/%5$s>
                List-Archive: <https://mailarchive.ietf.org/arch/browse/i-d-announce>
                List-Help: <mailto:i-d-announce-request@ietf.org?subject=help>
                List-Id: Announcements of new Internet Drafts <i-d-announce.ietf.org>
                List-Owner: <mailto:i-d-announce-owner@ietf.org>
                List-Post: <mailto:i-d-announce@ietf.org>
                List-Subscribe: <mailto:i-d-announce-join@ietf.org>
                List-Unsubscribe: <mailto:i-d-announce-leave@ietf.org>

                Internet-Draft %6$s-00.txt is now available.

                   Title:   %7$s
                   Authors: Anna Example
                            Bertil Example
                   Name:    %6$s-00.txt
                   Pages:   %8$d
                   Dates:   %9$s

                Abstract:

                %10$s

                The IETF datatracker status page for this Internet-Draft is:
                https://datatracker.ietf.org/doc/%6$s/

                There is also an HTML version available at:
                https://www.ietf.org/archive/id/%6$s-00.html

                Internet-Drafts are also available by rsync at:
                rsync.ietf.org::internet-drafts


                _______________________________________________
                I-D-Announce mailing list -- i-d-announce@ietf.org
                To unsubscribe send an email to i-d-announce-leave@ietf.org
                """.formatted(
                        id,
                        date,
                        noise(random, 43),
                        noise(random, 340),
                        noise(random, 27),
                        name,
                        sentence(random, 7),
                        3 + number % 60,
                        day,
                        paragraphs(random))
                .replace("\n", "\r\n");
    }

    /// What does not deflate.
    private static String noise(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(62)));
        }
        return text.toString();
    }

    private static String sentence(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            text.append(i == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : " " + word);
        }
        return text.toString();
    }

    private static String paragraphs(Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 16; line++) {
            text.append("   ").append(sentence(random, 9)).append('.').append(line % 6 == 5 ? "\n\n" : "\n");
        }
        return text.toString().stripTrailing();
    }

    /// Puts the mails `from` up to and without `end` into a folder, a file each.
    static void write(Path folder, int from, int end, LocalDate day) throws IOException {
        Files.createDirectories(folder);
        for (int i = from; i < end; i++) {
            Files.writeString(
                    folder.resolve("1795000000.%06d.bench".formatted(i)), announcement(i, day), StandardCharsets.UTF_8);
        }
    }
}
