package dev.nikkan.intake;

import dev.nikkan.intake.Intake.Unstored;
import dev.nikkan.store.ArchiveProgress;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.PackedMail;
import dev.nikkan.store.Stored;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/// A way for mails that are safe in an archive: one batch is packed on the caller's thread while the one before
/// is being read on a second and the one before that is being stored, with what it says, on a third. Memory
/// holds these three.
///
/// Nothing of a batch is in the store before all of it is. A mail whose reading ends the process would do so at
/// every start: an import that was killed goes on by a [StoringLane], which counts the tries.
public final class ArchiveLane implements MailLane {
    private static final int AT_ONCE = 2;

    private record Batch(CompletableFuture<List<Stored>> stored, Consumer<List<Stored>> afterwards) {}

    private final Intake intake;
    private final ExecutorService reading;
    private final ExecutorService storing;
    private final Queue<Batch> begun = new ArrayDeque<>();

    /// Where one batch failed none behind it is stored: what says how far a file is imported would be wrong.
    private CompletableFuture<List<Stored>> last = CompletableFuture.completedFuture(List.of());

    ArchiveLane(Intake intake, String name) {
        this.intake = intake;
        this.reading = LaneThread.named("read " + name);
        this.storing = LaneThread.named("store " + name);
    }

    @Override
    public void store(List<Incoming> mails, List<ArchiveProgress> archives, Consumer<List<Stored>> whenStored) {
        if (mails.isEmpty() && archives.isEmpty()) {
            return;
        }
        List<PackedMail> packed = mails.stream().map(intake::pack).toList();
        await(AT_ONCE - 1);
        CompletableFuture<Unstored> read = CompletableFuture.supplyAsync(() -> intake.readUnstored(packed), reading);
        last = last.thenCombineAsync(read, (_, mailsRead) -> intake.commit(mailsRead, archives), storing);
        begun.add(new Batch(last, whenStored));
    }

    @Override
    public void drain() {
        await(0);
    }

    /// Waits until no more than so many batches are under way.
    private void await(int most) {
        while (begun.size() > most) {
            Batch oldest = begun.remove();
            oldest.afterwards().accept(LaneThread.join(oldest.stored()));
        }
    }

    @Override
    public void close() {
        storing.close(); // lets what was begun end
        reading.close();
    }
}
