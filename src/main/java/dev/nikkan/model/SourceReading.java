package dev.nikkan.model;

import java.time.Instant;
import java.util.Optional;

/// When a watched folder was last compared with the store to its end, every mail in it stored.
///
/// @param source `user@host/folder`
/// @param readAt empty if never
public record SourceReading(String source, Optional<Instant> readAt) {}
