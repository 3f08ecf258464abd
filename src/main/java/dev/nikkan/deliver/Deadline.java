package dev.nikkan.deliver;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Does something unless it is closed in time. A read time-out begins anew with each octet, and a blocked write has
/// none at all; this has one end, for all of it.
final class Deadline implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);

    Deadline(Duration time, Runnable late) {
        Thread.ofVirtual().name("smtp-deadline").start(() -> {
            if (!inTime(time)) {
                late.run();
            }
        });
    }

    private boolean inTime(Duration time) {
        try {
            return done.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
