package dev.nikkan.model;

import java.util.Optional;

/// A draft that a last call, an action or a review names.
///
/// @param level what it is called or approved for, `Proposed Standard`, `Informational RFC`
public record DraftAtLevel(
        DraftName name, Optional<Revision> revision, Optional<String> title, Optional<String> level) {}
