package dev.nikkan.store;

import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import java.time.Instant;
import java.util.Optional;

/// A stored mail that nobody has understood yet.
///
/// @param assumed the list of an archived mail that names none, as the operator said
/// @param attempts tries begun; each is counted before it starts, so one that ended the process counts too
public record Pending(
        long id,
        Octets octets,
        Origin origin,
        Optional<Instant> arrival,
        Instant storedAt,
        Optional<MailingList> assumed,
        int attempts) {}
