package dev.nikkan.deliver;

import java.time.Duration;

/// Spaces mails evenly over all connections, so that no second or minute ever sees more than the rate, not the first
/// either.
/// Thread-safe.
final class Pace {
    private final long spacingNanos;
    private long free;
    private boolean started;

    private Pace(Duration unit, int rate) {
        this.spacingNanos = rate == 0 ? 0 : unit.toNanos() / rate;
    }

    /// @param rate mails a second; 0 is no limit
    static Pace perSecond(int rate) {
        return new Pace(Duration.ofSeconds(1), rate);
    }

    /// @param rate mails a minute; 0 is no limit
    static Pace perMinute(int rate) {
        return new Pace(Duration.ofMinutes(1), rate);
    }

    /// Takes the next place.
    ///
    /// @param now of the monotonic clock
    /// @return how long to wait for it, in nanoseconds
    synchronized long reserve(long now) {
        if (spacingNanos == 0) {
            return 0;
        }
        long wait = untilFree(now);
        started = true;
        free = now + wait + spacingNanos;
        return wait;
    }

    /// How long it takes until the next place is free, in nanoseconds.
    ///
    /// @param now of the monotonic clock
    synchronized long untilFree(long now) {
        // Differences only: the origin of System.nanoTime() is arbitrary, its values may overflow.
        return started ? Math.max(0, free - now) : 0;
    }
}
