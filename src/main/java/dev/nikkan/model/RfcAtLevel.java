package dev.nikkan.model;

import java.util.Optional;

/// An RFC whose status a last call or an action speaks of.
///
/// @param title as the mail words it; a last call gives none
/// @param level the status it is to have, `Historic`
public record RfcAtLevel(RfcNumber number, Optional<String> title, Optional<String> level) {}
