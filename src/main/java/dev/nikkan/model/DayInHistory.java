package dev.nikkan.model;

/// A day's edition and what came before it, both as the store had them at one moment.
public record DayInHistory(EditionContent content, PostingHistory history) {}
