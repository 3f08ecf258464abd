package dev.nikkan.summary.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Stops asking an endpoint that does not answer. After [#FAILURES] questions in a row without an answer nobody
/// asks for a while; then each further failure makes the next pause twice as long, up to [#LONGEST].
/// Thread-safe.
final class Breaker {
    static final int FAILURES = 5;
    private static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /// How long nobody should ask; empty when one may.
    synchronized Optional<Duration> pause() {
        Instant now = clock.instant();
        return closedUntil.isAfter(now) ? Optional.of(Duration.between(now, closedUntil)) : Optional.empty();
    }

    synchronized void answered() {
        failures = 0;
        closedUntil = Instant.MIN;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            Duration pause = FIRST.multipliedBy(1L << Math.min(10, failures - FAILURES));
            stop(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        }
    }

    /// Of an endpoint that said no, or for how long.
    synchronized void stop(Duration pause) {
        Instant until = clock.instant().plus(pause);
        if (until.isAfter(closedUntil)) {
            closedUntil = until;
        }
    }
}
