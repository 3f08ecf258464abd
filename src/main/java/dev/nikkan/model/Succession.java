package dev.nikkan.model;

/// A draft that went on under another name.
public record Succession(DraftName predecessor, DraftName successor, Source source) {
    /// Who says so.
    public sealed interface Source {}

    /// The operator.
    public record Word() implements Source {}

    /// Nobody: it is inferred.
    ///
    /// @param score from 0 to 1
    /// @param evidence for people
    public record Inferred(double score, String evidence) implements Source {}
}
