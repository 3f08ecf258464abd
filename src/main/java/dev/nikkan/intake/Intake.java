package dev.nikkan.intake;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Pending;
import dev.nikkan.store.QuarantineCause;
import dev.nikkan.store.StoreException;
import dev.nikkan.store.Stored;
import dev.nikkan.store.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one path of all mail into the store, whether fetched or imported: the octets are committed first, then read,
/// then what they say is committed. Whoever is killed in between leaves pending mails, which [#resume()] finds.
///
/// Thread-safe: one mail is read at a time. All methods throw [StoreException].
public final class Intake {
    /// A mail whose reading has not ended this often is set aside: it may be what ended the process.
    private static final int TRIES = 2;

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final MailStore store;
    private final Judge judge;
    private final Function<Octets, ReadMessage> liveParser;
    private final Function<Octets, ReadMessage> archiveParser;
    private final FaultPoints faults;
    private final ReentrantLock oneAtATime = new ReentrantLock();
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
        this.judge = new Judge(trust.lists());
        this.faults = faults;
        this.liveParser = liveParser;
        this.archiveParser = archiveParser;
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
        return accept(mails, Optional.empty());
    }

    /// The same for an archive.
    ///
    /// @param assumed the list of those mails that name none
    public List<Stored> accept(List<Incoming> mails, Optional<MailingList> assumed) {
        oneAtATime.lock();
        try {
            List<Stored> stored = store.add(mails);
            List<Verdict> verdicts = new ArrayList<>();
            for (int i = 0; i < mails.size(); i++) {
                if (stored.get(i).added()) {
                    verdicts.add(read(firstTry(mails.get(i), stored.get(i)), assumed));
                }
            }
            save(verdicts);
            return stored;
        } finally {
            oneAtATime.unlock();
        }
    }

    private static Pending firstTry(Incoming mail, Stored stored) {
        return new Pending(stored.id(), mail.octets(), mail.origin(), mail.arrival(), stored.storedAt(), 1);
    }

    /// Reads what an interrupted run has left: at start-up, and whenever something went wrong.
    public void resume() {
        resume(() -> store.pending(1));
    }

    /// The same of mails stored at a moment or before: what the operator has taken out of the quarantine, or an import
    /// that was killed has left. Younger ones may be in the hands of an import that runs.
    public void resume(Instant storedBy) {
        resume(() -> store.pending(1, storedBy));
    }

    /// One at a time, because each may be as large as a mail can be.
    private void resume(Supplier<List<Pending>> oldestPending) {
        oneAtATime.lock();
        try {
            long last = 0;
            for (List<Pending> next = oldestPending.get(); !next.isEmpty(); next = oldestPending.get()) {
                Pending mail = next.getFirst();
                if (mail.id() <= last) {
                    throw new IllegalStateException("mail " + mail.id() + " stays pending");
                }
                last = mail.id();
                retry(mail);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void retry(Pending mail) {
        if (mail.attempts() >= TRIES) {
            String reason = "its reading did not end, " + mail.attempts() + " times";
            log.warn("Mail {} is set aside: {}", mail.id(), reason);
            store.quarantine(mail.id(), QuarantineCause.UNFINISHED, reason);
        } else {
            store.beginAttempt(mail.id());
            save(List.of(read(mail, Optional.empty())));
        }
    }

    private Verdict read(Pending mail, Optional<MailingList> assumed) {
        faults.passed(FaultPoint.PARSE_BEFORE);
        ReadMessage message = parse(mail.origin() == Origin.MAILBOX ? liveParser : archiveParser, mail);
        faults.passed(FaultPoint.PARSE_AFTER);
        return judge.verdict(mail, message, assumed);
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
        return new ReadMessage(
                Envelope.EMPTY,
                new Reading.Unreadable("the parser failed: " + e.getClass().getSimpleName()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void save(List<Verdict> verdicts) {
        try {
            store.save(verdicts);
        } catch (RuntimeException e) {
            if (!ours(e)) {
                throw e;
            }
            verdicts.forEach(this::saveAlone);
        }
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
