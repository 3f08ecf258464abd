package dev.nikkan.intake;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches from outside that a step ends in time. A read time-out is not enough: a server that drips one octet a second
/// never runs into it.
final class Supervisor implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    Supervisor(String name) {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /// Runs `whenOver` on another thread unless the limit is closed or extended in time.
    Limit limit(Duration within, Runnable whenOver) {
        Limit limit = new Limit(within, whenOver);
        limit.schedule(within.toNanos());
        return limit;
    }

    /// For a library that wants to time its own writes.
    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    final class Limit implements AutoCloseable {
        private final Runnable whenOver;
        private volatile long endsAt;
        private boolean closed;
        private @Nullable ScheduledFuture<?> check;

        private Limit(Duration within, Runnable whenOver) {
            this.whenOver = whenOver;
            this.endsAt = System.nanoTime() + within.toNanos();
        }

        /// Cheap enough for each message of a fetch: the timer finds out when it fires.
        void extend(Duration within) {
            endsAt = System.nanoTime() + within.toNanos();
        }

        /// Begins again, also with less time than was left.
        synchronized void restart(Duration within) {
            extend(within);
            if (check != null) {
                check.cancel(false);
            }
            schedule(within.toNanos());
        }

        private synchronized void schedule(long nanos) {
            if (closed) {
                return;
            }
            try {
                check = timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                whenOver.run(); // the watch is being closed: every limit is over
            }
        }

        private void check() {
            long left = endsAt - System.nanoTime();
            if (left > 0) {
                schedule(left);
            } else if (!isClosed()) {
                whenOver.run();
            }
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (check != null) {
                check.cancel(false);
            }
        }
    }
}
