package dev.nikkan.store;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.Day;
import dev.nikkan.model.ReadMessage;

/// What is decided about a stored mail.
///
/// @param parser the version of the parser that read it
public record Verdict(long id, ReadMessage message, Day day, Outcome outcome, int parser) {
    public sealed interface Outcome {}

    /// An announcement of a trusted list: an entry of its day, unless the store has it already.
    public record Entry(Announcement announcement) implements Outcome {}

    /// Nothing that a digest speaks of.
    public record Other() implements Outcome {}

    /// Set aside.
    ///
    /// @param reason a sentence for the operator
    public record Quarantined(QuarantineCause cause, String reason) implements Outcome {}
}
