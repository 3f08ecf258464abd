package dev.nikkan.parse;

import java.util.function.LongSupplier;

/// The moment at which the parser gives a message up.
final class Deadline {
    private final LongSupplier nanoTime;
    private final long start;

    Deadline(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void check() throws LimitExceededException {
        if (nanoTime.getAsLong() - start > Limits.TIME.toNanos()) {
            throw new LimitExceededException("Reading it took longer than " + Limits.TIME.toSeconds() + " seconds.");
        }
    }
}
