package dev.nikkan.model;

/// What a message turned out to be. Everything a message can say ends in one of these: what is in a mail is never an
/// exception.
public sealed interface Reading {
    record Announced(Announcement announcement) implements Reading {}

    /// Without a kind of its own. From a trusted list it is an announcement all the same, and this is what it says.
    record FreeText(Notice notice) implements Reading {}

    /// Not an announcement, and why.
    record Other(OtherKind kind) implements Reading {}

    /// Claims to be the announcement of a draft or an RFC, and neither body nor Subject gives name and revision, or the
    /// RFC's number; or passed a limit of the parser.
    ///
    /// @param reason one sentence for the operator
    record Unreadable(String reason) implements Reading {}
}
