package dev.nikkan.model;

import java.util.Map;

/// A day's edition, what came before it and what stands around it, all as the store had them at one moment.
public record DayInHistory(EditionContent content, PostingHistory history, DayFrame frame) {
    /// With nothing around it.
    public DayInHistory(EditionContent content, PostingHistory history) {
        this(content, history, DayFrame.NONE);
    }

    public DayInHistory withClosing(Map<Language, String> words) {
        return new DayInHistory(content, history, frame.withClosing(words));
    }
}
