package dev.nikkan.intake.archive;

import dev.nikkan.model.Octets;
import dev.nikkan.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/// A message of an archive that is larger than a mail may be: known by its hash, its octets read past.
///
/// @param size in octets
/// @param head its first octets, with as much of the header as is in them
/// @param separatorDate as of an [ArchivedMail]
public record OversizeMail(long size, Sha256 sha256, Octets head, Optional<Instant> separatorDate) {}
