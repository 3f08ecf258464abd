package dev.nikkan.summary.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Stops asking an endpoint that does not answer. After [#FAILURES] questions in a row without an answer nobody
/// asks for a while; then each further failure makes the next pause twice as long, up to [#LONGEST]. An endpoint that
/// declines a question as such may mean that question alone (too long, filtered), or all of them (a model's name, an
/// account that is used up): which of them, the answers to others tell. Thread-safe.
final class Breaker {
    static final int FAILURES = 5;
    /// So many questions declined in a row are no longer these questions' own fault.
    static final int DECLINED = 3;

    private static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final InstantSource clock;
    private int failures;
    private int declined;
    private boolean everAnswered;
    private Instant closedUntil = Instant.MIN;

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /// How long nobody should ask; empty when one may.
    synchronized Optional<Duration> pause() {
        Instant now = clock.instant();
        return closedUntil.isAfter(now) ? Optional.of(Duration.between(now, closedUntil)) : Optional.empty();
    }

    /// A pause stays: nobody asks during one, so this answers a question from before it.
    synchronized void answered() {
        failures = 0;
        declined = 0;
        everAnswered = true;
    }

    /// @return whether it is the question's own fault, others being answered
    synchronized boolean declined() {
        declined++;
        if (declined >= DECLINED) {
            stop(LONGEST);
        }
        return everAnswered && declined < DECLINED;
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
