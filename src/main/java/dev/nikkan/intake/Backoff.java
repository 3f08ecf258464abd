package dev.nikkan.intake;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next connection: doubling, with jitter, for ever.
final class Backoff {
    private final Timing timing;
    private final RandomGenerator random;
    private int failures;

    Backoff(Timing timing, RandomGenerator random) {
        this.timing = timing;
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    Duration next(ImapFailure.Kind kind) {
        Duration pause = switch (kind) {
            case UNREACHABLE -> between(0.5, 1, doubled(timing.unreachableRetry()));
            case LOST, NO_FOLDER, COMMAND_REFUSED -> between(0.5, 1, doubled(timing.longestRetry()));
            case LOGIN_REFUSED -> between(1, 1.2, timing.loginRetry());
        };
        failures++;
        return pause;
    }

    private Duration doubled(Duration longest) {
        Duration pause = timing.firstRetry().multipliedBy(1L << Math.min(failures, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /// Jitter: the daemons of many people must not knock at one server in step.
    private Duration between(double least, double most, Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() * random.nextDouble(least, most)));
    }
}
