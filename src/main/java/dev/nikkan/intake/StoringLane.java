package dev.nikkan.intake;

import dev.nikkan.store.Incoming;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stores and reads one batch while the next is being fetched. At most one batch is on its way, so memory holds two.
final class StoringLane implements AutoCloseable {
    private final Intake intake;
    private final ThreadPoolExecutor thread;
    private @Nullable CompletableFuture<Void> running;
    private @Nullable Runnable afterwards;

    StoringLane(Intake intake, String name) {
        this.intake = intake;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name).factory());
        thread.allowCoreThreadTimeOut(true); // nothing happens for hours
    }

    /// Waits for the batch before and begins with this one.
    ///
    /// @param whenStored runs on the caller's thread, once the batch is safe
    void store(List<Incoming> mails, Runnable whenStored) {
        drain();
        if (!mails.isEmpty()) {
            running = CompletableFuture.runAsync(() -> intake.accept(mails), thread);
            afterwards = whenStored;
        }
    }

    /// Waits until everything is stored, and throws what hindered it.
    void drain() {
        CompletableFuture<Void> last = running;
        Runnable then = afterwards;
        running = null;
        afterwards = null;
        if (last != null && then != null) {
            join(last);
            then.run();
        }
    }

    private static void join(CompletableFuture<Void> batch) {
        try {
            batch.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        thread.close(); // lets a batch that was begun end
    }
}
