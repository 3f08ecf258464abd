package dev.nikkan.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Buckets that each hold so many tries and slowly fill up again. Of so many keys at most the longest unused is
/// forgotten, which a full bucket was anyway, unless somebody commands as many networks. Thread-safe.
final class RateLimit {
    private static final int KEYS = 10_000;

    private final int tries;
    private final long nanosEach;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    /// @param tries at once
    /// @param each after which there is one more
    /// @param nanoTime a clock that only runs forward
    RateLimit(int tries, Duration each, LongSupplier nanoTime) {
        this.tries = tries;
        this.nanosEach = each.toNanos();
        this.nanoTime = nanoTime;
    }

    /// @param full when the bucket is full again if nobody tries
    private record Bucket(long full) {}

    /// Whether there is one try left, which is then used.
    synchronized boolean allows(String key) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.get(key);
        long full = bucket == null || bucket.full - now < 0 ? now : bucket.full;
        if (full - now > nanosEach * (tries - 1)) {
            return false;
        }
        buckets.put(key, new Bucket(full + nanosEach));
        return true;
    }
}
