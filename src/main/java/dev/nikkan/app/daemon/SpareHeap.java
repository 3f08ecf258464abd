package dev.nikkan.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// The heap that a busy time has left behind. The serial collector gives memory back at a full collection only, and a
/// daemon that waits allocates too little to come to one: the first fetch of 5,000 mails left it 20 MB larger for good.
///
/// Used by one thread.
final class SpareHeap {
    /// In octets: more than the daemon's own, which is about half of it, and the young generation.
    static final long CALM = 24 << 20;

    /// A collection stops everything for some 30 ms: nothing once a minute.
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final LongSupplier committed;
    private final Runnable release;
    private Instant last = Instant.MIN;

    /// @param committed how large the heap is, in octets
    /// @param release collects it, and gives back what else a busy time leaves
    SpareHeap(LongSupplier committed, Runnable release) {
        this.committed = committed;
        this.release = release;
    }

    void giveBack(Instant now) {
        boolean rested = last.isBefore(now.minus(BETWEEN)) || last.isAfter(now);
        if (committed.getAsLong() > CALM && rested) {
            release.run();
            last = now;
        }
    }
}
