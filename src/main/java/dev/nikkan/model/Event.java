package dev.nikkan.model;

import java.util.Optional;

/// Any other announcement: its kind, and what its Subject names.
///
/// @param subject decoded, unfolded, without the list's `[tag]`
/// @param title what the event is about, as the Subject words it
/// @param status the level a last call or an action speaks of
/// @param group the acronym, lower case
public record Event(
        EventKind kind,
        String subject,
        Optional<String> title,
        Optional<DraftName> draft,
        Optional<Revision> revision,
        Optional<RfcNumber> rfc,
        Optional<String> group,
        Optional<String> status)
        implements Announcement {}
