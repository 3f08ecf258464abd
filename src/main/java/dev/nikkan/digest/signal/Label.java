package dev.nikkan.digest.signal;

import dev.nikkan.model.Language;
import java.util.Locale;

/// What a topic is called.
public record Label(String ja, String en) {
    static Label same(String text) {
        return new Label(text, text);
    }

    /// For the beginning of a line; a name that is written small (vCon) stays so.
    public String heading(Language language) {
        String label = in(language);
        boolean word = label.matches("[a-z-]+( .*)?");
        return word ? label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1) : label;
    }

    public String in(Language language) {
        return switch (language) {
            case JA -> ja;
            case EN -> en;
        };
    }
}
