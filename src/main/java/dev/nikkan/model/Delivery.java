package dev.nikkan.model;

import java.time.Instant;

/// A mail that is due: one part of one day's digest to one subscriber.
///
/// @param attempts tries begun before this one
/// @param header the header block that is this recipient's own, with CRLF; the part's body follows it
public record Delivery(
        long id,
        Day day,
        int part,
        Language language,
        EmailAddress address,
        int attempts,
        Instant plannedAt,
        Octets header) {}
