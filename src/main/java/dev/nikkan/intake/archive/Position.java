package dev.nikkan.intake.archive;

/// How far a file of many messages has been read.
///
/// @param messages those before this position
/// @param octet where the next one begins, if the file can be entered there; 0 if it has to be read from its beginning,
///     as a compressed one has
public record Position(long messages, long octet) {
    public static final Position BEGINNING = new Position(0, 0);
}
