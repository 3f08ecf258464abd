package dev.nikkan.model;

/// One thing to know of a day.
///
/// @param name what it is about: a title as announced, or a topic
/// @param fact what the program has found of it, without a full stop
public record Takeaway(String name, String fact) {
    /// As a line of a list.
    public String text() {
        return name + " ─ " + fact;
    }
}
