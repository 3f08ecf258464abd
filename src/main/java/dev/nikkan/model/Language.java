package dev.nikkan.model;

import java.util.Locale;

/// The languages a digest is written in; [#tag()] is its BCP 47 tag and its name in configuration and store.
public enum Language {
    JA,
    EN;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As it is typed and completed.
    @Override
    public String toString() {
        return tag();
    }
}
