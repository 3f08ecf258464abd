package dev.nikkan.intake;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.archive.OversizeMail;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.store.ArchiveProgress;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.PackedMail;
import dev.nikkan.store.Pending;
import dev.nikkan.store.QuarantineCause;
import dev.nikkan.store.ReadyVerdict;
import dev.nikkan.store.StoreException;
import dev.nikkan.store.Stored;
import dev.nikkan.store.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one path of all mail into the store, whether fetched or imported: the octets are committed first, then read,
/// then what they say is committed. Whoever is killed in between leaves pending mails, which [#resume()] finds.
///
/// Thread-safe. All methods throw [StoreException].
public final class Intake {
    /// A mail whose reading has not ended this often is set aside: it may be what ended the process.
    private static final int TRIES = 2;

    private static final long NO_ROW = 0;
    private static final Instant WHENEVER = Instant.parse("9999-12-31T23:59:59Z");

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final MailStore store;
    private final TrustSettings trust;
    private final Judge judge;
    private final Function<Octets, ReadMessage> liveParser;
    private final Function<Octets, ReadMessage> archiveParser;
    private final FaultPoints faults;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final ReentrantLock inHandLock = new ReentrantLock();
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private final Semaphore roomForLargeMail = new Semaphore(1);

    /// @param ownList the List-Id of our own digests, to know them when they come back
    public Intake(MailStore store, TrustSettings trust, Optional<MailingList> ownList, FaultPoints faults) {
        // An archive was not received by our server: nobody's findings on its mails are asked for.
        this(
                store,
                trust,
                faults,
                new MessageParser(trust.authservId(), ownList, System::nanoTime)::parse,
                new MessageParser(Optional.empty(), ownList, System::nanoTime)::parse);
    }

    Intake(
            MailStore store,
            TrustSettings trust,
            FaultPoints faults,
            Function<Octets, ReadMessage> liveParser,
            Function<Octets, ReadMessage> archiveParser) {
        this.store = store;
        this.trust = trust;
        this.judge = new Judge(trust.lists());
        this.faults = faults;
        this.liveParser = liveParser;
        this.archiveParser = archiveParser;
    }

    TrustSettings trust() {
        return trust;
    }

    MailStore store() {
        return store;
    }

    FaultPoints faults() {
        return faults;
    }

    /// To be held while a large mail is in memory: the heap has room for one.
    Semaphore roomForLargeMail() {
        return roomForLargeMail;
    }

    /// Stores mails and reads those that are new. When this returns, all have a row, and a verdict.
    ///
    /// @return one for each of `mails`, in their order
    public List<Stored> accept(List<Incoming> mails) {
        Batch batch = commit(mails.stream().map(this::pack).toList(), List.of(), List.of());
        try {
            commit(List.of(), read(batch), List.of());
        } finally {
            letGo(batch);
        }
        return batch.stored();
    }

    /// A way for many mails, which stores some while it reads others.
    ///
    /// @param name of its threads
    public StoringLane lane(String name) {
        return new StoringLane(this, name);
    }

    /// A way for mails that are safe in an archive.
    ///
    /// @param name of its threads
    public ArchiveLane archiveLane(String name) {
        return new ArchiveLane(this, name);
    }

    /// Mails that have a row.
    ///
    /// @param unread those of them that are new
    record Batch(List<Stored> stored, List<Pending> unread) {}

    PackedMail pack(Incoming mail) {
        return store.pack(mail);
    }

    /// Stores mails, and what others say, in one transaction. Who calls this has the new ones in hand until their
    /// verdicts are committed or he lets them go: [#resume()] leaves them to him.
    Batch commit(List<PackedMail> mails, List<ReadyVerdict> verdicts, List<ArchiveProgress> archives) {
        if (mails.isEmpty() && verdicts.isEmpty() && archives.isEmpty()) {
            return new Batch(List.of(), List.of());
        }
        inHandLock.lock();
        try {
            Batch batch = batch(mails, store(mails, verdicts, archives));
            verdicts.forEach(verdict -> inHand.remove(verdict.verdict().id()));
            batch.unread().forEach(mail -> inHand.add(mail.id()));
            return batch;
        } finally {
            inHandLock.unlock();
        }
    }

    private List<Stored> store(List<PackedMail> mails, List<ReadyVerdict> verdicts, List<ArchiveProgress> archives) {
        try {
            return store.commit(mails, verdicts, archives);
        } catch (RuntimeException e) {
            if (!ours(e) || verdicts.isEmpty()) {
                throw e;
            }
            verdicts.forEach(verdict -> saveAlone(verdict.verdict()));
            return store.commit(mails, List.of(), archives);
        }
    }

    private static Batch batch(List<PackedMail> mails, List<Stored> stored) {
        List<Pending> unread = new ArrayList<>(mails.size());
        for (int i = 0; i < mails.size(); i++) {
            if (stored.get(i).added()) {
                unread.add(firstTry(mails.get(i).incoming(), stored.get(i), mails.size() == 1 ? 1 : 0));
            }
        }
        return new Batch(stored, unread);
    }

    void letGo(Batch batch) {
        batch.unread().forEach(mail -> inHand.remove(mail.id()));
    }

    /// What the new mails of a batch say. Its octets are committed, so that whatever happens here can be tried again.
    List<ReadyVerdict> read(Batch batch) {
        return batch.unread().stream().map(this::read).map(Intake::ready).toList();
    }

    /// Mails of an archive that are read and not stored yet.
    ///
    /// @param at when they were read
    record Unstored(List<PackedMail> mails, List<ReadyVerdict> verdicts, Instant at) {}

    Unstored readUnstored(List<PackedMail> mails) {
        Instant now = store.now();
        return new Unstored(
                mails,
                mails.stream()
                        .map(mail -> ready(read(firstTry(mail.incoming(), new Stored(NO_ROW, true, now), 0))))
                        .toList(),
                now);
    }

    /// Stores mails together with what they say. Should the schema refuse what one of them says, they are stored first
    /// and read after, as live mail is.
    List<Stored> commit(Unstored read, List<ArchiveProgress> archives) {
        try {
            return store.commitRead(read.mails(), read.verdicts(), read.at(), archives);
        } catch (RuntimeException e) {
            if (!ours(e)) {
                throw e;
            }
            Batch batch = commit(read.mails(), List.of(), archives);
            try {
                commit(List.of(), read(batch), List.of());
            } finally {
                letGo(batch);
            }
            return batch.stored();
        }
    }

    /// Records a mail of an archive that is too large to be kept, as set aside. Which day it belongs to its head says,
    /// as of any other.
    ///
    /// @param assumed the list of a mail that names none
    /// @param reason a sentence for the operator
    public Stored addOversize(OversizeMail mail, Optional<MailingList> assumed, String reason) {
        Pending head = new Pending(NO_ROW, mail.head(), Origin.IMPORT, mail.separatorDate(), store.now(), assumed, 0);
        Verdict said = read(head);
        ReadMessage unread = unread(said.message().envelope(), reason);
        Verdict setAside = new Verdict(
                NO_ROW, unread, said.day(), new Verdict.Quarantined(QuarantineCause.OVERSIZE, reason), said.parser());
        return store.addOversize(mail.sha256(), mail.size(), mail.separatorDate(), ready(setAside));
    }

    private static Pending firstTry(Incoming mail, Stored stored, int attempts) {
        return new Pending(
                stored.id(), mail.octets(), mail.origin(), mail.arrival(), stored.storedAt(), mail.assumed(), attempts);
    }

    /// Reads what an interrupted run has left: at start-up, and whenever something went wrong.
    public void resume() {
        resume(WHENEVER);
    }

    /// The same of mails stored at a moment or before: what the operator has taken out of the quarantine, or an import
    /// that was killed has left. Younger ones may be in the hands of an import that runs.
    ///
    /// One at a time, because each may be as large as a mail can be.
    public void resume(Instant storedBy) {
        resume(storedBy, _ -> true);
    }

    /// The same of archived mail alone: for who does not know the rules of trust for live mail.
    public void resumeArchived() {
        resume(WHENEVER, mail -> mail.origin() == Origin.IMPORT);
    }

    private void resume(Instant storedBy, Predicate<Pending> wanted) {
        oneAtATime.lock();
        try {
            for (Optional<Pending> next = waiting(0, storedBy);
                    next.isPresent();
                    next = waiting(next.get().id(), storedBy)) {
                if (wanted.test(next.get())) {
                    retry(next.get());
                }
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    /// The oldest mail behind a row that is to be read and in nobody's hands.
    private Optional<Pending> waiting(long after, Instant storedBy) {
        inHandLock.lock();
        try {
            Optional<Pending> next = store.pending(after, storedBy);
            while (next.isPresent() && inHand.contains(next.get().id())) {
                next = store.pending(next.get().id(), storedBy);
            }
            return next;
        } finally {
            inHandLock.unlock();
        }
    }

    private void retry(Pending mail) {
        if (mail.attempts() >= TRIES) {
            String reason = "its reading did not end, " + mail.attempts() + " times";
            log.warn("Mail {} is set aside: {}", mail.id(), reason);
            store.quarantine(mail.id(), QuarantineCause.UNFINISHED, reason);
        } else {
            store.beginAttempt(mail.id());
            commit(List.of(), List.of(ready(read(mail))), List.of());
        }
    }

    /// What a mail says, by the rules of its origin; nothing is written.
    Verdict read(Pending mail) {
        faults.passed(FaultPoint.PARSE_BEFORE);
        ReadMessage message = parse(mail.origin() == Origin.MAILBOX ? liveParser : archiveParser, mail);
        faults.passed(FaultPoint.PARSE_AFTER);
        return judge.verdict(mail, message);
    }

    /// As of the parser: should the words of one mail be too much for search, that is this mail's misfortune.
    private static ReadyVerdict ready(Verdict verdict) {
        try {
            return ReadyVerdict.of(verdict);
        } catch (RuntimeException e) {
            log.error("What mail {} says cannot be indexed, it is set aside", verdict.id(), e);
            return ReadyVerdict.of(new Verdict(
                    verdict.id(),
                    verdict.message(),
                    verdict.day(),
                    new Verdict.Quarantined(QuarantineCause.UNREADABLE, "what it says cannot be indexed: " + e),
                    verdict.parser()));
        }
    }

    /// The parser never throws for what is in a message. Should it do so, that is one mail's misfortune; but
    /// a JVM that is at its end must end.
    private static ReadMessage parse(Function<Octets, ReadMessage> parser, Pending mail) {
        try {
            return parser.apply(mail.octets());
        } catch (StackOverflowError e) {
            return unreadable(mail.id(), e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return unreadable(mail.id(), e);
        }
    }

    private static ReadMessage unreadable(long id, Throwable e) {
        log.error("The parser failed on mail {}, which is set aside", id, e);
        return unread(Envelope.EMPTY, "the parser failed: " + e.getClass().getSimpleName());
    }

    private static ReadMessage unread(Envelope envelope, String reason) {
        return new ReadMessage(
                envelope, new Reading.Unreadable(reason), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// One mail that the schema refuses must not take the others of its batch along.
    private void saveAlone(Verdict verdict) {
        try {
            store.save(List.of(verdict));
        } catch (RuntimeException e) {
            if (!ours(e)) {
                throw e;
            }
            log.error("What mail {} says cannot be stored, it is set aside", verdict.id(), e);
            store.quarantine(verdict.id(), QuarantineCause.UNREADABLE, "what it says cannot be stored: " + e);
        }
    }

    /// Whether an exception is about what is to be written, and not about the disk.
    private static boolean ours(RuntimeException e) {
        return !(e instanceof StoreException store) || store.kind() == StoreException.Kind.BUG;
    }
}
