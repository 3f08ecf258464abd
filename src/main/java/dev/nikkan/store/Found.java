package dev.nikkan.store;

import dev.nikkan.model.Day;
import java.util.Optional;

/// An entry that a search found.
///
/// @param message the mail that it stands in
/// @param archivedAt as the mail has it
public record Found(long message, Day day, Optional<String> archivedAt, Searchable entry) {}
