package dev.nikkan.model;

import java.util.Locale;

/// What we write to people, apart from digests.
public enum AnswerKind {
    /// Asks whether they meant it: anybody could have written in their name.
    CONFIRM_SUBSCRIBE,
    CONFIRM_UNSUBSCRIBE,
    CONFIRM_SETTINGS,
    WELCOME,
    LEFT,
    /// Their settings, as they are now.
    SETTINGS,
    /// Settings that could not be understood; nothing was changed.
    SETTINGS_REFUSED,
    /// They want to change what they do not get.
    NO_SUBSCRIBER,
    HELP,
    /// A confirmation that is used up, too old, or was never ours.
    STALE,
    /// Digests came back: does this arrive?
    PROBE;

    /// As it stands in the store.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
