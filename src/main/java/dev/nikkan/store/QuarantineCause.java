package dev.nikkan.store;

import java.util.Locale;

/// Why a mail is set aside.
public enum QuarantineCause {
    /// Claims to be an announcement and cannot be read, or passed a limit of the parser.
    UNREADABLE,
    /// Larger than we fetch.
    OVERSIZE,
    /// The server shows it and does not give it.
    UNFETCHABLE,
    /// Our mail server did not find it authentic.
    UNVERIFIED,
    /// Reading it did not end, twice.
    UNFINISHED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QuarantineCause parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
