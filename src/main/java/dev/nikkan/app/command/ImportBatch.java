package dev.nikkan.app.command;

import dev.nikkan.intake.Intake;
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

    private final Intake intake;
    private final Optional<MailingList> assumed;
    private final Progress progress;
    private final List<Incoming> waiting = new ArrayList<>();
    private long octets;
    private long messages;
    private long added;

    ImportBatch(Intake intake, Optional<MailingList> assumed, Progress progress) {
        this.intake = intake;
        this.assumed = assumed;
        this.progress = progress;
    }

    void add(ArchivedMail mail) {
        waiting.add(new Incoming(mail.octets(), Optional.empty(), Origin.IMPORT, mail.separatorDate()));
        octets += mail.octets().size();
        if (waiting.size() >= MOST_MAILS || octets >= MOST_OCTETS) {
            flush();
        }
    }

    void flush() {
        List<Incoming> batch = List.copyOf(waiting);
        waiting.clear();
        octets = 0;
        messages += batch.size();
        added += intake.accept(batch, assumed).stream().filter(Stored::added).count();
        progress.show(this);
    }

    long messages() {
        return messages;
    }

    long added() {
        return added;
    }
}
