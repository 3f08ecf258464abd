package dev.nikkan.model;

import java.util.Locale;

/// The announcements that publish neither a draft nor an RFC. [#text()] is the kind's name in store and JSON.
public enum EventKind {
    LAST_CALL,
    PROTOCOL_ACTION,
    DOCUMENT_ACTION,
    CONFLICT_REVIEW,
    WG_REVIEW,
    WG_ACTION,
    INTERIM,
    /// A mail of a trusted list that is of no kind of its own, a [Notice]: a NomCom call, a message of a chair.
    ANNOUNCEMENT;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind of that [#text()].
    ///
    /// @throws IllegalArgumentException if there is none
    public static EventKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
