package dev.nikkan.model;

import java.util.Locale;

/// Where a subscriber stands. Only [#ACTIVE] gets digests.
public enum SubscriberState {
    /// Asked for the digest, and has not confirmed yet that it was they who asked.
    PENDING,
    ACTIVE,
    /// Too many mails came back; a last one was sent to see whether the address still works.
    PAUSED,
    /// Left, was removed, or cannot be reached.
    OFF,
    /// Complained to their provider: only their own confirmed word brings them back.
    SUPPRESSED;

    /// As it stands in the store and in what is printed.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if it is none
    public static SubscriberState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
