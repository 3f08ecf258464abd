package dev.nikkan.parse;

import java.time.Duration;

/// How far the parser goes into one message. Genuine announcements stay below a thousandth of each.
final class Limits {
    static final int DEPTH = 30;
    static final int PARTS = 500;
    static final int HEADER_FIELDS = 1_000;
    static final int FIELD_OCTETS = 256 * 1024;
    static final int LINE_OCTETS = 1024 * 1024;
    static final int MESSAGE_OCTETS = 50 * 1024 * 1024;
    /// What is beyond is left unread, not refused: announcements say all they have to say in the first few lines.
    static final int TEXT_OCTETS = 2 * 1024 * 1024;

    static final int TEXT_LINES = 50_000;
    static final int ADDRESSES = 1_000;
    /// No pattern is tried on a Subject longer than this.
    static final int SUBJECT_CHARACTERS = 4_000;

    /// Of an event's text no more is kept; the longest charters have a tenth of it.
    static final int EVENT_CHARACTERS = 200_000;

    static final Duration TIME = Duration.ofSeconds(2);

    private Limits() {}
}
