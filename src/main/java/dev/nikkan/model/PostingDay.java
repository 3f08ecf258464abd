package dev.nikkan.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The day a mail belongs to: that of its `Date` header as long as that can be believed, else that of its arrival.
///
/// `Date` is the sender's word; INTERNALDATE may be set by whoever appends (RFC 9051 §2.3.3). Neither is trusted
/// alone.
public final class PostingDay {
    private static final Duration BELIEVED_BEFORE = Duration.ofDays(7);
    private static final Duration BELIEVED_AFTER = Duration.ofDays(1);

    private PostingDay() {}

    /// The day of a mail fetched from a mailbox.
    ///
    /// @param arrival INTERNALDATE
    public static Day live(Optional<Instant> date, Optional<Instant> arrival, Instant stored) {
        Instant arrived = arrival.filter(instant -> instant.isBefore(stored)).orElse(stored);
        return Day.of(date.filter(sent -> believed(sent, arrived) || believed(sent, stored))
                .orElse(arrived));
    }

    /// The day of a mail in an archive, where the moment of storing says nothing.
    ///
    /// @param arrival the topmost readable Received, else the mbox separator's date
    /// @param now what no arrival can be later than
    /// @return empty when the mail bears no readable time at all
    public static Optional<Day> archived(Optional<Instant> date, Optional<Instant> arrival, Instant now) {
        if (arrival.isEmpty()) {
            return date.map(Day::of);
        }
        Instant arrived = arrival.get().isBefore(now) ? arrival.get() : now;
        return Optional.of(Day.of(date.filter(sent -> believed(sent, arrived)).orElse(arrived)));
    }

    private static boolean believed(Instant sent, Instant reference) {
        return !sent.isBefore(reference.minus(BELIEVED_BEFORE)) && !sent.isAfter(reference.plus(BELIEVED_AFTER));
    }
}
