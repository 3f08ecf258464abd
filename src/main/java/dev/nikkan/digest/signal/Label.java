package dev.nikkan.digest.signal;

import dev.nikkan.model.Language;

/// What a topic is called.
public record Label(String ja, String en) {
    static Label same(String text) {
        return new Label(text, text);
    }

    public String in(Language language) {
        return switch (language) {
            case JA -> ja;
            case EN -> en;
        };
    }
}
