package dev.nikkan.deliver;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes whoever is waiting. Whoever begins to wait after it rang waits for the next time: what the bell is about
/// stands in the store, which is looked at anyway. Thread-safe.
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How often it has rung.
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it has rung more often than `heard`, at most for `time`.
    void await(long heard, Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (rings == heard && left > 0) {
                left = rung.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
