package dev.nikkan.intake;

import dev.nikkan.intake.Intake.Batch;
import dev.nikkan.store.ArchiveProgress;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.PackedMail;
import dev.nikkan.store.ReadyVerdict;
import dev.nikkan.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A way for many mails, of which one batch is fetched and packed on the caller's thread while the one before is being
/// committed on a second and the one before that is being read on a third. Memory holds these three.
///
/// A batch's verdicts are committed with the octets of the next but one, so that the disk is waited for once a batch.
/// Used by one thread.
public final class StoringLane implements MailLane {
    private final Intake intake;
    private final ExecutorService storing;
    private final ExecutorService reading;
    private @Nullable CompletableFuture<List<Stored>> running;
    private Consumer<List<Stored>> afterwards = _ -> {};
    private boolean drained = true;

    /// These are the storing thread's.
    private final List<Batch> inHand = new ArrayList<>();

    private CompletableFuture<List<ReadyVerdict>> beingRead = CompletableFuture.completedFuture(List.of());
    private List<ReadyVerdict> verdicts = List.of();

    StoringLane(Intake intake, String name) {
        this.intake = intake;
        this.storing = LaneThread.named("store " + name);
        this.reading = LaneThread.named("read " + name);
    }

    /// Waits for the batch before and begins with this one.
    ///
    /// @param whenStored runs on the caller's thread, once the batch is safe
    public void store(List<Incoming> mails, Consumer<List<Stored>> whenStored) {
        store(mails, List.of(), whenStored);
    }

    @Override
    public void store(List<Incoming> mails, List<ArchiveProgress> archives, Consumer<List<Stored>> whenStored) {
        List<PackedMail> packed = mails.stream().map(intake::pack).toList();
        awaitStored();
        if (!packed.isEmpty() || !archives.isEmpty()) {
            drained = false;
            afterwards = whenStored;
            running = CompletableFuture.supplyAsync(() -> storeNow(packed, archives), storing);
        }
    }

    @Override
    public void drain() {
        awaitStored();
        if (!drained) {
            drained = true;
            LaneThread.join(CompletableFuture.runAsync(this::finish, storing));
        }
    }

    private void awaitStored() {
        CompletableFuture<List<Stored>> last = running;
        running = null;
        if (last != null) {
            afterwards.accept(LaneThread.join(last));
        }
    }

    private List<Stored> storeNow(List<PackedMail> mails, List<ArchiveProgress> archives) {
        try {
            Batch batch = commit(mails, archives);
            inHand.add(batch);
            verdicts = LaneThread.join(beingRead);
            beingRead = CompletableFuture.supplyAsync(() -> intake.read(batch), reading);
            return batch.stored();
        } catch (RuntimeException | Error e) {
            letGo();
            throw e;
        }
    }

    private void finish() {
        try {
            List<ReadyVerdict> all = new ArrayList<>(verdicts);
            all.addAll(LaneThread.join(beingRead));
            verdicts = all;
            commit(List.of(), List.of());
        } finally {
            letGo();
        }
    }

    private Batch commit(List<PackedMail> mails, List<ArchiveProgress> archives) {
        Batch batch = intake.commit(mails, verdicts, archives);
        verdicts = List.of();
        if (inHand.size() > 1) {
            inHand.removeFirst();
        }
        return batch;
    }

    /// What is stored and not read stays pending, for [Intake#resume()].
    private void letGo() {
        inHand.forEach(intake::letGo);
        inHand.clear();
        beingRead = CompletableFuture.completedFuture(List.of());
        verdicts = List.of();
    }

    @Override
    public void close() {
        storing.close(); // lets a batch that was begun end
        reading.close();
    }
}
