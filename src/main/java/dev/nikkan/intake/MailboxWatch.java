package dev.nikkan.intake;

import dev.nikkan.model.Mailbox;
import dev.nikkan.store.SourceLog;
import dev.nikkan.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one watched folder: connect, compare all UIDs with the store, sit in IDLE, compare again; and after any
/// trouble begin anew, for ever. One thread and one connection of its own.
///
/// No event is relied on: a push only makes the next comparison come sooner.
public final class MailboxWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MailboxWatch.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration ALARM_AFTER = Duration.ofMinutes(30);

    private final SourceSettings source;
    private final String folder;
    private final Intake intake;
    private final SourceLog sourceLog;
    private final InstantSource clock;
    private final LongSupplier freeDisk;
    private final Timing timing;
    private final FetchLimits limits;
    private final Backoff backoff;

    private final Thread thread;
    private final Supervisor supervisor;
    private final StoringLane lane;
    private final ConcurrentLinkedQueue<CompletableFuture<Instant>> requests = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile SeverableSocket socket = new SeverableSocket();
    private volatile @Nullable ImapSession session;
    private @Nullable MailboxMemory memory;
    private SourceLog.@Nullable State state;
    private long failingSince;
    private boolean failing;
    private boolean alarmed;
    /// Whether mails wait on the server for room on our disk.
    private boolean held;

    /// What the store last failed of, until it works again.
    private @Nullable String storeTrouble;

    /// @param freeDisk the octets that are free where the store lies
    public MailboxWatch(
            SourceSettings source,
            String folder,
            Intake intake,
            SourceLog sourceLog,
            InstantSource clock,
            RandomGenerator random,
            LongSupplier freeDisk) {
        this(source, folder, intake, sourceLog, clock, random, freeDisk, Timing.DEFAULT, FetchLimits.DEFAULT);
    }

    MailboxWatch(
            SourceSettings source,
            String folder,
            Intake intake,
            SourceLog sourceLog,
            InstantSource clock,
            RandomGenerator random,
            LongSupplier freeDisk,
            Timing timing,
            FetchLimits limits) {
        this.source = source;
        this.folder = folder;
        this.intake = intake;
        this.sourceLog = sourceLog;
        this.clock = clock;
        this.freeDisk = freeDisk;
        this.timing = timing;
        this.limits = limits;
        this.backoff = new Backoff(timing, random);
        String name = source.account() + "/" + folder;
        this.supervisor = new Supervisor("supervise " + name);
        this.lane = intake.lane(name);
        this.thread = Thread.ofPlatform().daemon().name("watch " + name).unstarted(this::live);
    }

    public void start() {
        thread.start();
    }

    /// Asks for a comparison of the whole folder that begins after this call.
    ///
    /// @return completed with the moment that comparison began, once all it found is stored; incomplete while
    ///     the folder cannot be read. It never fails. What depends on it runs on the watch's thread, so be brief.
    public CompletableFuture<Instant> requestFullPass() {
        CompletableFuture<Instant> request = new CompletableFuture<>();
        requests.add(request);
        wakeUp();
        return request;
    }

    private void wakeUp() {
        wake.release();
        ImapSession current = session;
        if (current != null) {
            current.endIdle();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void live() {
        while (!isClosing()) {
            long began = System.nanoTime();
            try {
                useOneConnection();
                backoff.reset();
            } catch (ImapFailure e) {
                recover(e.kind(), e.sentence(), began);
            } catch (StoreException e) {
                storeFailed(String.valueOf(e.getMessage()), began);
            } catch (Throwable e) {
                // A daemon that has stopped listening is worse than any state a fresh connection could be in.
                log.error("{} failed in a way that is not foreseen", name(), e);
                recover(ImapFailure.Kind.LOST, e.toString(), began);
            }
        }
        report(SourceLog.State.STOPPED);
    }

    private void recover(ImapFailure.Kind kind, String sentence, long began) {
        if (!isClosing()) {
            Duration pause = pauseAfter(kind, began);
            logFailure(kind, sentence, pause);
            failed(sentence, pause);
        }
    }

    /// Said once, however often it is tried: a full disk lasts for hours.
    private void storeFailed(String sentence, long began) {
        if (!isClosing()) {
            if (!sentence.equals(storeTrouble)) {
                storeTrouble = sentence;
                log.error("{} is not read: {}", name(), sentence);
            }
            noteFailing();
            failed(sentence, pauseAfter(ImapFailure.Kind.LOST, began));
        }
    }

    private Duration pauseAfter(ImapFailure.Kind kind, long began) {
        if (age(began).compareTo(timing.longestRetry()) > 0) {
            backoff.reset();
        }
        return backoff.next(kind);
    }

    private void failed(String sentence, Duration pause) {
        held = false;
        state = SourceLog.State.FAILING;
        quietly(() -> sourceLog.failed(source.account(), folder, sentence));
        pause(pause);
    }

    /// Links break every day and mend by themselves: news for the operator is what needs him, and what lasts.
    private void logFailure(ImapFailure.Kind kind, String sentence, Duration pause) {
        noteFailing();
        boolean lasts = age(failingSince).compareTo(ALARM_AFTER) > 0;
        boolean alarm = switch (kind) {
            case LOGIN_REFUSED, NO_FOLDER -> true;
            case UNREACHABLE, LOST, COMMAND_REFUSED -> lasts && !alarmed;
        };
        if (alarm) {
            alarmed = true;
            log.warn("{} is not watched: {}; next try in {} s", name(), sentence, seconds(pause));
        } else {
            log.info("{}: {}; next try in {} s", name(), sentence, seconds(pause));
        }
    }

    private void noteFailing() {
        if (!failing) {
            failing = true;
            alarmed = false;
            failingSince = System.nanoTime();
        }
    }

    private static long seconds(Duration pause) {
        return Math.max(1, pause.toSeconds());
    }

    private void pause(Duration pause) {
        try {
            var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end it, and close() says that in its own way.
            log.debug("{} was interrupted", name(), e);
        }
    }

    private void useOneConnection() throws ImapFailure {
        report(SourceLog.State.CONNECTING);
        socket = new SeverableSocket();
        if (isClosing()) {
            return;
        }
        try (ImapSession opened = ImapSession.open(source, timing, socket, supervisor)) {
            session = opened;
            listen(opened);
        } finally {
            session = null;
        }
    }

    private void listen(ImapSession current) throws ImapFailure {
        long began = System.nanoTime();
        MailboxMemory mailbox = openFolder(current);
        report(SourceLog.State.READING);
        intake.resume();
        boolean idles = current.offers("IDLE");
        boolean whole = true;
        while (!isClosing() && age(began).compareTo(timing.session()) < 0) {
            passUntilQuiet(current, mailbox, whole);
            whole = false;
            if (idles) {
                idles = idle(current);
            } else {
                poll(current);
            }
        }
    }

    private MailboxMemory openFolder(ImapSession current) throws ImapFailure {
        long uidValidity = current.open(folder, AfterStoreStep.changesFolder(source.afterStore()));
        Mailbox mailbox = new Mailbox(source.account(), folder, uidValidity);
        MailboxMemory known = memory;
        if (known != null && known.hasLastingUids() && known.mailbox().equals(mailbox)) {
            return known;
        }
        if (known != null && !known.mailbox().equals(mailbox)) {
            log.warn("{} is now {}: all of it is read again", known.mailbox(), mailbox);
        }
        if (uidValidity == 0) {
            log.warn("{} has no UIDVALIDITY: mails are known by their octets alone", name());
        }
        MailboxMemory fresh = new MailboxMemory(mailbox, intake.store(), source.poll());
        memory = fresh;
        return fresh;
    }

    /// Passes until the server has told of nothing new in the meantime.
    private void passUntilQuiet(ImapSession current, MailboxMemory mailbox, boolean first) throws ImapFailure {
        boolean whole = first;
        do {
            var _ = wake.drainPermits();
            current.forgetNews();
            held = !pass(current, mailbox, whole);
            whole = false;
        } while (current.hasNews() && !held && !isClosing());
    }

    /// @return whether there was room for what it found
    private boolean pass(ImapSession current, MailboxMemory mailbox, boolean first) throws ImapFailure {
        List<CompletableFuture<Instant>> granted = List.copyOf(requests);
        Instant began = clock.instant();
        boolean whole = first || !granted.isEmpty();
        FolderPass pass = new FolderPass(current, mailbox, intake, lane, limits, this::isClosing);
        NavigableSet<Long> missing = pass.missing(whole);
        if (!missing.isEmpty() && !roomOnDisk(missing.size())) {
            return false;
        }
        List<Long> stored = pass.fetch(missing);
        AfterStoreStep afterStore = new AfterStoreStep(current, source.afterStore());
        if (whole) {
            afterStore.applyToAll(mailbox);
        } else {
            afterStore.apply(new TreeSet<>(stored));
        }
        // A pass may have been cut short by the end of the watch: then it shows nothing.
        if (!isClosing()) {
            passed(stored.size());
            granted.forEach(request -> request.complete(began));
            requests.removeIf(CompletableFuture::isDone);
        }
        return true;
    }

    private void passed(int stored) {
        if (failing) {
            log.info("{} is watched again", name());
        }
        failing = false;
        storeTrouble = null;
        if (stored > 0) {
            log.info("{}: {} new", name(), stored);
        }
        sourceLog.passed(source.account(), folder);
    }

    /// On the server the mails are safe; on a full disk nothing is.
    private boolean roomOnDisk(int waiting) {
        long free = freeDisk.getAsLong();
        if (free >= limits.freeDisk()) {
            if (held) {
                log.info("{}: there is room on the disk again", name());
            }
            return true;
        }
        String sentence = "only " + (free >> 20) + " MB are free on the store's disk; " + waiting
                + " mails wait on the server until there is room";
        if (!held) {
            log.warn("{}: {}", name(), sentence);
        }
        state = SourceLog.State.FAILING;
        quietly(() -> sourceLog.failed(source.account(), folder, sentence));
        return false;
    }

    /// @return whether IDLE can be used again
    private boolean idle(ImapSession current) throws ImapFailure {
        report(SourceLog.State.IDLING);
        Duration atMost = held ? timing.answer() : shorter(source.idleRenew(), source.poll());
        switch (current.idle(atMost)) {
            case NEWS -> {}
            case RENEW -> answer(current);
            case REFUSED -> {
                log.info(
                        "{}: the server refuses IDLE, so it is asked every {} s",
                        name(),
                        source.poll().toSeconds());
                return false;
            }
        }
        return true;
    }

    private void poll(ImapSession current) throws ImapFailure {
        report(SourceLog.State.POLLING);
        try {
            Duration pause = held ? timing.answer() : source.poll();
            var _ = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            log.debug("{} was interrupted", name(), e);
        }
        answer(current);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void answer(ImapSession current) throws ImapFailure {
        if (!isClosing()) {
            current.noop();
            sourceLog.answered(source.account(), folder);
        }
    }

    private void report(SourceLog.State next) {
        if (state != next && !held) {
            state = next;
            quietly(() -> sourceLog.entered(source.account(), folder, next));
        }
    }

    /// What the watch does matters more than the note of it: a store that cannot write shows when a mail comes.
    private void quietly(Runnable note) {
        try {
            note.run();
        } catch (StoreException e) {
            log.debug("{}: its state could not be noted", name(), e);
        }
    }

    private static Duration age(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private String name() {
        return source.account() + "/" + folder;
    }

    /// Ends within seconds, also when the server is mute. What was handed over for storing is stored.
    @Override
    public void close() {
        closing.countDown();
        wakeUp();
        try {
            // Never started where the daemon failed before: nothing to wait for.
            if (thread.getState() != Thread.State.NEW && !thread.join(FAREWELL)) {
                socket.sever("the watch is closed");
                var _ = thread.join(FAREWELL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.sever("the watch is closed");
            supervisor.close();
            lane.close();
        }
    }
}
