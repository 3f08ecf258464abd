package dev.nikkan.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the header of any message says. All of it is the sender's word.
///
/// @param messageId without angle brackets; for display, never an identity
/// @param subject decoded and unfolded
/// @param from the first address of From, lower case
/// @param list from List-Id
/// @param addressed the addresses in Sender, To and Cc, lower case: archives from before mid-2003 have no List-Id
/// @param sent Date as an instant; empty when it cannot be read
/// @param received the topmost readable Received: the arrival, in an archive
/// @param archivedAt Archived-At (RFC 5064), without angle brackets
public record Envelope(
        Optional<String> messageId,
        Optional<String> subject,
        Optional<String> from,
        Optional<MailingList> list,
        List<String> addressed,
        Optional<Instant> sent,
        Optional<Instant> received,
        Optional<String> archivedAt,
        Verification verification) {
    public static final Envelope EMPTY = new Envelope(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Verification.NOT_CHECKED);

    public Envelope {
        addressed = List.copyOf(addressed);
    }
}
