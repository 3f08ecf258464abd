package dev.nikkan.intake;

import dev.nikkan.store.ArchiveProgress;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Stored;
import java.util.List;
import java.util.function.Consumer;

/// A way for many mails into the store, a batch at a time and several batches at once. Used by one thread.
public sealed interface MailLane extends AutoCloseable permits StoringLane, ArchiveLane {
    /// Begins with a batch, once there is room for it, and throws what hindered those before.
    ///
    /// @param archives how far files are imported with these mails
    /// @param whenStored runs on the caller's thread, once the batch is safe
    void store(List<Incoming> mails, List<ArchiveProgress> archives, Consumer<List<Stored>> whenStored);

    /// Waits until everything is stored and read, and throws what hindered it.
    void drain();

    @Override
    void close();
}
