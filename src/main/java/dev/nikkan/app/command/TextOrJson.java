package dev.nikkan.app.command;

import java.util.Locale;

/// For people or for programs.
enum TextOrJson {
    TEXT,
    JSON;

    /// As it is typed and completed.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
