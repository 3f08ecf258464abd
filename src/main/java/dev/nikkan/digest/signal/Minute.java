package dev.nikkan.digest.signal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// An instant as a reader wants it, `2026-11-23 00:10`, in UTC.
final class Minute {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private Minute() {}

    static String of(Instant instant) {
        return FORM.format(instant);
    }
}
