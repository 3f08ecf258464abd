package dev.nikkan.intake;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.intake.ImapFailure.Kind;
import dev.nikkan.intake.MailFetch.Listed;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Incoming;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// One comparison of an open folder with the store: every UID that the store does not have is fetched and stored, or
/// noted as failing, gone or too large. Nothing that happens to one UID hinders another.
final class FolderPass {
    /// UIDs in one command: a server may refuse lines of more than 8,192 octets (RFC 7162 §4).
    private static final int UIDS_A_COMMAND = 500;

    private record Fetched(Listed mail, Octets octets) {}

    private final ImapSession session;
    private final MailboxMemory memory;
    private final Intake intake;
    private final StoringLane lane;
    private final FetchLimits limits;
    private final BooleanSupplier stopping;
    private final MailFetch fetch;
    private final Unfetched unfetched;
    private final List<Long> stored = new ArrayList<>();

    FolderPass(
            ImapSession session,
            MailboxMemory memory,
            Intake intake,
            StoringLane lane,
            FetchLimits limits,
            BooleanSupplier stopping) {
        this.session = session;
        this.memory = memory;
        this.intake = intake;
        this.lane = lane;
        this.limits = limits;
        this.stopping = stopping;
        this.fetch = new MailFetch(session, limits.chunk());
        this.unfetched = new Unfetched(intake.store(), memory);
    }

    /// UIDs that are in the folder and not in the store.
    NavigableSet<Long> missing(boolean whole) throws ImapFailure {
        List<Long> shown = session.search(whole ? "ALL" : "UID " + memory.windowStart() + ":*");
        return memory.missing(shown, whole);
    }

    /// Fetches and stores these.
    ///
    /// @return the UIDs stored, empty when the watch is being stopped
    List<Long> fetch(NavigableSet<Long> missing) throws ImapFailure {
        List<Long> all = List.copyOf(missing);
        try {
            for (int i = 0; i < all.size() && !stopping.getAsBoolean(); i += UIDS_A_COMMAND) {
                fetchSome(new TreeSet<>(all.subList(i, Math.min(all.size(), i + UIDS_A_COMMAND))));
            }
        } finally {
            lane.drain();
        }
        return List.copyOf(stored);
    }

    private void fetchSome(NavigableSet<Long> uids) throws ImapFailure {
        SortedMap<Long, Listed> listed = fetch.list(uids);
        List<Listed> batch = new ArrayList<>();
        List<Listed> troubled = new ArrayList<>();
        long octets = 0;
        for (Listed mail : listed.values()) {
            if (memory.isTroubled(mail.uid())) {
                troubled.add(mail);
            } else if (mail.size() > limits.chunk()) {
                fetchBig(mail);
            } else {
                if (octets + mail.size() > limits.batchOctets() || batch.size() == limits.batchMails()) {
                    fetchBatch(batch);
                    batch.clear();
                    octets = 0;
                }
                batch.add(mail);
                octets += mail.size();
            }
        }
        fetchBatch(batch);
        for (Listed mail : troubled) {
            fetchTroubled(mail);
        }
        for (long uid : uids) {
            if (!listed.containsKey(uid)) {
                notGiven(new Listed(uid, 0, Optional.empty()));
            }
        }
    }

    private void fetchTroubled(Listed mail) throws ImapFailure {
        if (mail.size() > limits.chunk()) {
            fetchBig(mail);
        } else {
            fetchAlone(mail, false);
        }
    }

    private void fetchBatch(List<Listed> batch) throws ImapFailure {
        if (batch.isEmpty() || stopping.getAsBoolean()) {
            return;
        }
        intake.faults().passed(FaultPoint.FETCH_BEFORE_BATCH);
        SortedMap<Long, Listed> left = new TreeMap<>();
        batch.forEach(mail -> left.put(mail.uid(), mail));
        List<Listed> doubtful = new ArrayList<>();
        List<Fetched> whole = new ArrayList<>(batch.size());
        try {
            fetch.bodies(new TreeSet<>(left.keySet()), (uid, octets) -> {
                intake.faults().passed(FaultPoint.FETCH_AFTER_MESSAGE);
                Listed mail = left.remove(uid);
                if (mail != null && octets.size() == mail.size()) {
                    whole.add(new Fetched(mail, octets));
                } else if (mail != null) {
                    doubtful.add(mail);
                }
            });
        } catch (ImapFailure e) {
            storeAll(whole);
            endUnlessRefused(e, left.values());
        }
        storeAll(whole);
        for (Listed mail : doubtful) {
            fetchAlone(mail, true);
        }
        for (Listed mail : left.values()) {
            fetchAlone(mail, false);
        }
    }

    /// A lost connection ends the pass, and the mail it was lost at is suspected. A refused command does not: each mail
    /// that has not come is then asked for by itself.
    private void endUnlessRefused(ImapFailure e, Collection<Listed> left) throws ImapFailure {
        if (e.kind() == Kind.COMMAND_REFUSED) {
            return;
        }
        Optional<Listed> suspect = left.stream().findFirst();
        if (suspect.isPresent() && !stopping.getAsBoolean()) {
            unfetched.failed(suspect.get(), e.sentence());
        }
        throw e;
    }

    /// @param doubted whether it came in another length than RFC822.SIZE once already
    private void fetchAlone(Listed mail, boolean doubted) throws ImapFailure {
        Optional<Octets> came;
        try {
            came = fetch.body(mail.uid());
        } catch (ImapFailure e) {
            endUnlessRefused(e, List.of(mail));
            unfetched.failed(mail, e.sentence());
            return;
        }
        if (came.isEmpty()) {
            notGiven(mail);
        } else if (came.get().size() == mail.size()) {
            storeAll(List.of(new Fetched(mail, came.get())));
        } else if (doubted) {
            storeMismatch(mail, came.get());
        } else {
            fetchAlone(mail, true);
        }
    }

    private void fetchBig(Listed mail) throws ImapFailure {
        if (mail.size() > limits.mail()) {
            unfetched.tooLarge(mail, limits.mail());
        } else if (acquireRoom()) {
            try {
                lane.drain();
                fetchLarge(mail);
                lane.drain();
            } finally {
                intake.roomForLargeMail().release();
            }
        } else {
            unfetched.failed(mail, "other large mails leave no room in memory");
        }
    }

    private boolean acquireRoom() {
        try {
            return intake.roomForLargeMail().tryAcquire(limits.roomWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fetchLarge(Listed mail) throws ImapFailure {
        intake.faults().passed(FaultPoint.FETCH_BEFORE_BATCH);
        try {
            Octets came = fetch.large(mail, limits.mail());
            if (came.size() != mail.size()) {
                came = fetch.large(mail, limits.mail());
            }
            intake.faults().passed(FaultPoint.FETCH_AFTER_MESSAGE);
            if (came.size() == mail.size()) {
                storeAll(List.of(new Fetched(mail, came)));
            } else if (came.size() == 0) {
                notGiven(mail);
            } else {
                storeMismatch(mail, came);
            }
        } catch (ImapFailure e) {
            endUnlessRefused(e, List.of(mail));
            unfetched.failed(mail, e.sentence());
        }
    }

    private void storeAll(List<Fetched> mails) {
        List<Long> uids = mails.stream().map(fetched -> fetched.mail().uid()).toList();
        lane.store(mails.stream().map(this::incoming).toList(), _ -> {
            memory.add(uids);
            stored.addAll(uids);
        });
    }

    private Incoming incoming(Fetched fetched) {
        Listed mail = fetched.mail();
        // Where UIDs mean nothing tomorrow, a place would take another mail for this one: then only octets count.
        Optional<MailboxUid> place = memory.hasLastingUids() ? Optional.of(memory.place(mail.uid())) : Optional.empty();
        return new Incoming(fetched.octets(), place, Origin.MAILBOX, mail.arrival());
    }

    private void storeMismatch(Listed mail, Octets came) {
        storeAll(List.of(new Fetched(mail, came)));
        lane.drain();
        unfetched.mismatch(mail, came.size());
    }

    /// The server names the UID and gives no body with it.
    private void notGiven(Listed mail) throws ImapFailure {
        if (fetch.shows(mail.uid())) {
            unfetched.failed(mail, "the server shows the mail and does not give it");
        } else {
            unfetched.vanished(mail.uid());
        }
    }
}
