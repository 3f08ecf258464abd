package dev.nikkan.app.command;

import dev.nikkan.text.OneLine;
import java.util.Locale;

/// What `doctor` says of one part.
///
/// @param sentence what was found, and where something is wrong what to do
record Diagnosis(Level level, String part, String sentence) {
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Diagnosis ok(String part, String sentence) {
        return new Diagnosis(Level.OK, part, sentence);
    }

    static Diagnosis warn(String part, String sentence) {
        return new Diagnosis(Level.WARN, part, sentence);
    }

    static Diagnosis fail(String part, String sentence) {
        return new Diagnosis(Level.FAIL, part, sentence);
    }

    /// What a server said may be in the sentence: it must not steer the terminal.
    @Override
    public String toString() {
        String word = level.name().toLowerCase(Locale.ROOT);
        return "%-4s %-9s %s".formatted(word, part, OneLine.of(sentence));
    }
}
