package dev.nikkan.store;

import java.time.Instant;

/// What became of an [Incoming].
///
/// @param id the row of these octets
/// @param added whether the row is new; if not, the store had them already
/// @param storedAt when the row was made
public record Stored(long id, boolean added, Instant storedAt) {}
