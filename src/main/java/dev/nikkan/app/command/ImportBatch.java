package dev.nikkan.app.command;

import dev.nikkan.intake.StoringLane;
import dev.nikkan.intake.archive.ArchivedMail;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Mails on their way into the store, as many at a time as make a transaction worth its wait for the disk.
final class ImportBatch {
    private static final int MOST_MAILS = 500;
    private static final int MOST_OCTETS = 4 << 20;

    private final StoringLane lane;
    private final Optional<MailingList> assumed;
    private final Progress progress;
    private final List<Incoming> waiting = new ArrayList<>();
    private long octets;
    private long messages;
    private long added;

    ImportBatch(StoringLane lane, Optional<MailingList> assumed, Progress progress) {
        this.lane = lane;
        this.assumed = assumed;
        this.progress = progress;
    }

    void add(ArchivedMail mail) {
        waiting.add(new Incoming(mail.octets(), Optional.empty(), Origin.IMPORT, mail.separatorDate(), assumed));
        octets += mail.octets().size();
        if (waiting.size() >= MOST_MAILS || octets >= MOST_OCTETS) {
            flush();
        }
    }

    private void flush() {
        List<Incoming> batch = List.copyOf(waiting);
        waiting.clear();
        octets = 0;
        lane.store(batch, this::stored);
    }

    private void stored(List<Stored> batch) {
        messages += batch.size();
        added += batch.stream().filter(Stored::added).count();
        progress.show(this);
    }

    /// Waits until everything is stored and read.
    void end() {
        flush();
        lane.drain();
    }

    long messages() {
        return messages;
    }

    long added() {
        return added;
    }
}
