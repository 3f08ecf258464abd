package dev.nikkan.deliver;

/// Spaces mails evenly over all connections, so that no second ever sees more than the rate, not the first either.
/// Thread-safe.
final class Pace {
    private final long spacingNanos;
    private long free;
    private boolean started;

    /// @param rate mails a second; 0 is no limit
    Pace(int rate) {
        this.spacingNanos = rate == 0 ? 0 : 1_000_000_000L / rate;
    }

    /// Takes the next place.
    ///
    /// @param now of the monotonic clock
    /// @return how long to wait for it, in nanoseconds
    synchronized long reserve(long now) {
        if (spacingNanos == 0) {
            return 0;
        }
        // Differences only: the origin of System.nanoTime() is arbitrary, its values may overflow.
        long wait = started ? Math.max(0, free - now) : 0;
        started = true;
        free = now + wait + spacingNanos;
        return wait;
    }
}
