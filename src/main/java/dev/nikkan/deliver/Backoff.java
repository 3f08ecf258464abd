package dev.nikkan.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a server that could not be reached is tried again: after a second, then twice as long each time, up to five
/// minutes, each time between half and the whole of that, so that clients of one server do not return together. After
/// a refused login a quarter of an hour, because servers lock accounts that insist. All connections share one.
/// Thread-safe.
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofMinutes(5);
    private static final Duration LOGIN = Duration.ofMinutes(15);

    private final RandomGenerator random;
    private Duration longest = Duration.ZERO;
    private long until;
    private boolean failing;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param now of the monotonic clock, in nanoseconds
    synchronized boolean isOver(long now) {
        return !failing || now - until >= 0;
    }

    /// @return how long it is now
    synchronized Duration failed(NoConnectionException.Kind kind, long now) {
        longest = switch (kind) {
            case LOGIN_REFUSED -> LOGIN;
            case UNREACHABLE, NOT_SECURE -> failing ? min(longest.multipliedBy(2), LAST) : FIRST;
        };
        failing = true;
        long half = longest.toNanos() / 2;
        Duration wait = Duration.ofNanos(half + random.nextLong(half + 1));
        until = now + wait.toNanos();
        return wait;
    }

    synchronized void succeeded() {
        failing = false;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
