package dev.nikkan.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C or SIGTERM, noticed by a command that comes to a good end before the process does. The process then reports
/// the signal, 130 or 143, as every other.
final class Interruption implements AutoCloseable {
    /// A batch takes a tenth of a second; who waits on a pipe does not hear at all.
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::asked);
    private volatile boolean asked;

    private Interruption() {}

    static Interruption awaited() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean isAsked() {
        return asked;
    }

    private void asked() {
        asked = true;
        try {
            var _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // it has just been asked
            }
        }
    }
}
