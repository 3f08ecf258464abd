package dev.nikkan.model;

import java.util.Optional;

/// An announcement in an edition.
public sealed interface Item {
    /// The row of the mail that announced it.
    long message();

    /// The mail's own day; before the edition's day when it came late.
    Day day();

    /// The mail in the IETF's archive.
    Optional<String> archivedAt();

    /// @param previous the highest lower revision that the store knows
    record Post(long message, Day day, Optional<String> archivedAt, DraftPost post, Optional<PreviousRevision> previous)
            implements Item {}

    record Rfc(long message, Day day, Optional<String> archivedAt, RfcPublication rfc) implements Item {}

    record Other(long message, Day day, Optional<String> archivedAt, EventSummary event) implements Item {}
}
