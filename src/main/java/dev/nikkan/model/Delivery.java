package dev.nikkan.model;

import java.time.Instant;
import java.util.Optional;

/// A mail that is due, to one recipient.
///
/// @param sender the envelope's, where bounces go; empty: that of the configuration
/// @param attempts tries begun before this one
/// @param header the header block that is this recipient's own, with CRLF; the content's body follows it
public record Delivery(
        long id,
        Content content,
        EmailAddress address,
        Optional<EmailAddress> sender,
        int attempts,
        Instant plannedAt,
        Octets header) {
    /// What is sent.
    public sealed interface Content {}

    /// One part of one day's digest.
    ///
    /// @param variant the key of what it was made for, see [Variant#key()]
    public record DigestPart(Day day, int part, String variant) implements Content {
        @Override
        public String toString() {
            return "digest of " + day + ", part " + part;
        }
    }

    /// An answer to a subscriber's mail.
    public record Answer(long number) implements Content {
        @Override
        public String toString() {
            return "answer " + number;
        }
    }
}
