package dev.nikkan.web;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// What monitors are told: whether all is well, and nothing of anybody. Looked at every ten seconds at most,
/// however often it is asked for. Thread-safe.
final class Wellbeing {
    private static final long KEPT = Duration.ofSeconds(10).toNanos();
    private static final Reply WELL = Reply.text(200, "ok\n");
    private static final Reply ILL = Reply.text(503, "not ok: `nikkan status` on the machine says why\n");

    private final BooleanSupplier healthy;
    private final LongSupplier nanoTime;
    private boolean known;
    private long lookedAt;
    private Reply reply = ILL;

    Wellbeing(BooleanSupplier healthy, LongSupplier nanoTime) {
        this.healthy = healthy;
        this.nanoTime = nanoTime;
    }

    synchronized Reply reply() {
        long now = nanoTime.getAsLong();
        if (!known || now - lookedAt >= KEPT) {
            reply = look();
            known = true;
            lookedAt = now;
        }
        return reply;
    }

    private Reply look() {
        try {
            return healthy.getAsBoolean() ? WELL : ILL;
        } catch (RuntimeException _) {
            return ILL; // the store cannot even be asked
        }
    }
}
