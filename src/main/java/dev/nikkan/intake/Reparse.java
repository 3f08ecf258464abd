package dev.nikkan.intake;

import dev.nikkan.parse.MessageParser;
import dev.nikkan.store.Pending;
import dev.nikkan.store.Rereading;
import dev.nikkan.store.Rereading.Mark;
import dev.nikkan.store.Rereading.Progress;
import dev.nikkan.store.Store;
import dev.nikkan.store.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Reads all stored mail again, as new mail would be read: by the same parser, under the same rules of trust. May be
/// killed at any time, and run beside a daemon.
public final class Reparse {
    private final Intake intake;
    private final Rereading rereading;
    private final int threads;

    /// @param threads how many mails are read at a time
    public Reparse(Intake intake, Store store, int threads) {
        this.intake = intake;
        this.rereading = new Rereading(
                store, intake.store(), MessageParser.VERSION, intake.trust().fingerprint());
        this.threads = threads;
    }

    /// How many stored mails were read by an older parser.
    public static int outdated(Store store) {
        return Rereading.outdated(store, MessageParser.VERSION);
    }

    /// Where to begin.
    ///
    /// @param left how many mails are to be read
    /// @param goesOn whether an earlier run was interrupted
    public record Work(Mark mark, int left, boolean goesOn) {}

    /// Goes on where an interrupted run under the same rules stopped, else begins with the first mail.
    public Work work() {
        return rereading
                .interrupted()
                .map(mark -> new Work(mark, rereading.left(mark), true))
                .orElseGet(() -> {
                    Mark mark = rereading.begin();
                    return new Work(mark, rereading.left(mark), false);
                });
    }

    /// Reads to the end.
    ///
    /// @param each is told of each transaction, once it is committed
    public void run(Work work, Consumer<Progress> each) {
        Mark mark = work.mark();
        try (ExecutorService readers = Executors.newFixedThreadPool(threads)) {
            for (List<Pending> mails = rereading.next(mark); !mails.isEmpty(); mails = rereading.next(mark)) {
                mark = apply(mark, read(readers, mails), each);
            }
        }
        rereading.end();
    }

    private Mark apply(Mark from, List<Verdict> verdicts, Consumer<Progress> each) {
        Mark mark = from;
        for (int done = 0; done < verdicts.size(); ) {
            Progress progress = rereading.apply(mark, verdicts.subList(done, verdicts.size()), intake::read);
            each.accept(progress);
            mark = progress.mark();
            done += progress.done();
        }
        return mark;
    }

    private List<Verdict> read(ExecutorService readers, List<Pending> mails) {
        List<Future<Verdict>> read = mails.stream()
                .map(mail -> readers.submit(() -> intake.read(mail)))
                .toList();
        List<Verdict> verdicts = new ArrayList<>(read.size());
        for (Future<Verdict> verdict : read) {
            verdicts.add(join(verdict));
        }
        return verdicts;
    }

    private static Verdict join(Future<Verdict> verdict) {
        try {
            return verdict.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a mail could not be read again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
