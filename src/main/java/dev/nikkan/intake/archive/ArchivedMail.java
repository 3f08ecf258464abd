package dev.nikkan.intake.archive;

import dev.nikkan.model.Octets;
import java.time.Instant;
import java.util.Optional;

/// A message found in an archive.
///
/// @param octets as they lie there, line ends too
/// @param separatorDate of the mbox line before it: the arrival, where the message has no Received
public record ArchivedMail(Octets octets, Optional<Instant> separatorDate) {}
