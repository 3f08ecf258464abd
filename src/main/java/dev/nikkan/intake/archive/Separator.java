package dev.nikkan.intake.archive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `From ` line between two messages of an mbox: a sender, and a date as asctime(3) writes it, in UTC
/// (RFC 4155). Some programs put a zone before or behind the year.
final class Separator {
    private static final int LONGEST = 1000;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern DATE = Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\\s+("
            + String.join("|", MONTHS)
            + ")\\s+(\\d{1,2})\\s+(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?(?:\\s+(?:[A-Z]{1,5}|[+-]\\d{4}))?"
            + "\\s+(\\d{4})(?:\\s+([+-]\\d{4}))?");

    private static final Pattern SENDER = Pattern.compile("From +\\S*\\s*");
    private static final Pattern ADDRESS = Pattern.compile("From +(?:\\S+@\\S+|MAILER-DAEMON|-)?\\s*");
    private static final Pattern FIELD_OF_MAIL = Pattern.compile("(?i)(?:Received|Return-Path|Delivered-To|Date|From"
            + "|Sender|Reply-To|To|Cc|Subject|Message-ID|MIME-Version|Content-Type|List-Id|DKIM-Signature|X-[\\w-]+)"
            + ":(?s:.*)");
    private static final Pattern TIME = Pattern.compile("\\b\\d{1,2}:\\d\\d\\b");
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d\\d\\b");

    private Separator() {}

    /// Whether a line has a time and a year, in whatever form.
    static boolean resembles(byte[] line) {
        String text = text(line);
        return TIME.matcher(text).find() && YEAR.matcher(text).find();
    }

    /// Whether a line has at most one word behind `From`: no date, and not the sentence that most such lines are.
    static boolean hasOnlyASender(byte[] line) {
        return SENDER.matcher(text(line)).matches();
    }

    /// Whether a line has nothing behind `From` but what programs write there: an address, the name for none, a
    /// dash.
    static boolean hasOnlyAnAddress(byte[] line) {
        return ADDRESS.matcher(text(line)).matches();
    }

    /// Whether a line that follows begins a header field by which one knows a mail.
    static boolean isFieldOfMail(byte[] line) {
        return FIELD_OF_MAIL.matcher(text(line)).matches();
    }

    private static String text(byte[] line) {
        return new String(line, 0, Math.min(line.length, LONGEST), StandardCharsets.ISO_8859_1);
    }

    /// @return empty where the line has no date that can be read
    static Optional<Instant> date(byte[] line) {
        Matcher date = DATE.matcher(text(line));
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher date) {
        int second = date.group(5) == null ? 0 : Math.min(59, Integer.parseInt(date.group(5)));
        String zone = date.group(7);
        return LocalDateTime.of(
                        Integer.parseInt(date.group(6)),
                        MONTHS.indexOf(date.group(1)) + 1,
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)),
                        Integer.parseInt(date.group(4)),
                        second)
                .toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone));
    }
}
