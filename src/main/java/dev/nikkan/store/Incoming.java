package dev.nikkan.store;

import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import java.time.Instant;
import java.util.Optional;

/// A mail to be stored.
///
/// @param place where it lies; empty for one read from a file
/// @param arrival INTERNALDATE, or what an archive says of it
/// @param assumed the list of an archived mail that names none, as the operator says
public record Incoming(
        Octets octets,
        Optional<MailboxUid> place,
        Origin origin,
        Optional<Instant> arrival,
        Optional<MailingList> assumed) {
    public Incoming(Octets octets, Optional<MailboxUid> place, Origin origin, Optional<Instant> arrival) {
        this(octets, place, origin, arrival, Optional.empty());
    }
}
