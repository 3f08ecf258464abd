package dev.nikkan.digest.signal;

/// Why a row is behind a signal.
///
/// @param words as they stand there
public record Hit(Place place, String words) {
    /// Where in an announcement, or by which comparison.
    public enum Place {
        GROUP,
        TITLE,
        ABSTRACT,
        NAME,
        AUTHORS,
        REVISION,
        PREVIOUS,
        PREDECESSOR,
        RFC
    }
}
