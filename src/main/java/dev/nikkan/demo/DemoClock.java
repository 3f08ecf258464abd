package dev.nikkan.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Real time, moved to another day: it goes on by itself and can be set ahead.
final class DemoClock implements InstantSource {
    private final InstantSource real;
    private volatile Duration ahead;

    DemoClock(InstantSource real, Instant start) {
        this.real = real;
        this.ahead = Duration.between(real.instant(), start);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    void set(Instant instant) {
        ahead = Duration.between(real.instant(), instant);
    }
}
