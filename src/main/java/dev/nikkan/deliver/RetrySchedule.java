package dev.nikkan.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a deferred mail is tried again: after 5, 10, 20, 40, then every 60 minutes, until 24 hours after it was
/// planned.
final class RetrySchedule {
    static final Duration LIFE = Duration.ofHours(24);

    private static final List<Duration> FIRST =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40));
    private static final Duration THEN = Duration.ofMinutes(60);

    private RetrySchedule() {}

    /// @param attemptsMade the one that has just ended included
    /// @return empty when the mail is to be given up
    static Optional<Instant> next(int attemptsMade, Instant plannedAt, Instant now) {
        Duration wait = attemptsMade <= FIRST.size() ? FIRST.get(attemptsMade - 1) : THEN;
        return Optional.of(now.plus(wait)).filter(next -> !next.isAfter(plannedAt.plus(LIFE)));
    }

    static boolean isOver(Instant plannedAt, Instant now) {
        return now.isAfter(plannedAt.plus(LIFE));
    }
}
