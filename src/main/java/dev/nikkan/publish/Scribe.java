package dev.nikkan.publish;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.store.StoreException;
import dev.nikkan.store.Summaries;
import dev.nikkan.store.Summaries.Cost;
import dev.nikkan.store.Summaries.Task;
import dev.nikkan.store.Summaries.Wanted;
import dev.nikkan.store.Summaries.Writer;
import dev.nikkan.store.Summaries.Written;
import dev.nikkan.summary.Material;
import dev.nikkan.summary.Outcome;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.Summarizer;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.summary.engine.Usage;
import dev.nikkan.summary.gate.Fault;
import dev.nikkan.summary.gate.Neighbour;
import dev.nikkan.summary.gate.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the drafts of the last days summarised, in the background, as their mails come in. What is to be done is
/// asked of the store at each look, so a restart forgets nothing; nobody waits for it, so an edition takes what
/// is there.
public final class Scribe implements AutoCloseable {
    /// Today and what an edition of the last days may still be built from again.
    private static final int DAYS = 3;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    /// How long a draft is let be of which nobody would say anything.
    private static final Duration PUT_OFF = Duration.ofMinutes(10);

    /// How long after that it still goes last.
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final int AT_A_LOOK = 64;
    /// A first answer and a second.
    private static final int CALLS_EACH = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

    private final Summaries summaries;
    private final Engine engine;
    private final Prompts prompts;
    private final Summarizer summarizer;
    private final SummarySettings settings;
    private final InstantSource clock;
    private final Writer writer;
    private final Map<DraftRevision, Instant> putOff = new ConcurrentHashMap<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("scribe").unstarted(this::live);
    private volatile boolean closing;
    private volatile String lastWord = "";
    private volatile String lastWhy = "";

    public Scribe(Summaries summaries, Engine engine, Prompts prompts, SummarySettings settings, InstantSource clock) {
        this.summaries = summaries;
        this.engine = engine;
        this.prompts = prompts;
        this.summarizer = new Summarizer(engine, prompts);
        this.settings = settings;
        this.clock = clock;
        this.writer = SummaryShelf.writer(engine.settings());
    }

    public void start() {
        thread.start();
    }

    /// Something may have come in.
    public void wake() {
        wakeUps.release();
    }

    private void live() {
        while (!closing) {
            try {
                lookWhateverComes();
                if (wakeUps.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// A row that nobody foresaw must not end the summaries of all others.
    private void lookWhateverComes() throws InterruptedException {
        try {
            look();
        } catch (RuntimeException e) {
            String word = e.toString();
            if (!closing && !word.equals(lastWord)) {
                LOG.error("The drafts to be summarised cannot be found; it is tried again.", e);
                lastWord = word;
            }
        }
    }

    /// Has summarised what can be now.
    ///
    /// @return how many drafts were settled, with a summary or without
    public int look() throws InterruptedException {
        try {
            int settled = 0;
            for (Language language : settings.languages()) {
                settled += look(new Task(writer, language, prompts.version(language)));
            }
            return settled;
        } catch (StoreException e) {
            say(String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private int look(Task task) throws InterruptedException {
        Instant now = clock.instant();
        putOff.values().removeIf(until -> until.plus(FORGOTTEN).isBefore(now));
        // What went wrong goes last: if it does so again, the others have been asked before.
        List<Wanted> wanted = summaries.wanted(task, Day.of(now).plus(1 - DAYS), AT_A_LOOK + putOff.size()).stream()
                .filter(draft -> !putOffUntil(draft).isAfter(now))
                .sorted(Comparator.comparing(this::putOffUntil))
                .toList();
        if (wanted.isEmpty() || engine.pause().isPresent()) {
            return 0;
        }
        Queue<Wanted> queue = new ConcurrentLinkedQueue<>();
        int settled = 0;
        for (Wanted draft : wanted) {
            if (summaries.reuse(draft, task)) {
                settled++;
            } else {
                queue.add(draft);
            }
        }
        return settled + ask(queue, task);
    }

    private Instant putOffUntil(Wanted wanted) {
        return putOff.getOrDefault(wanted.draft(), Instant.MIN);
    }

    private int ask(Queue<Wanted> queue, Task task) throws InterruptedException {
        AtomicInteger allowed = new AtomicInteger(allowed(Day.of(clock.instant())));
        AtomicInteger settled = new AtomicInteger();
        List<Thread> writing = new ArrayList<>();
        for (int i = 0; i < engine.settings().concurrency(); i++) {
            writing.add(Thread.startVirtualThread(() -> {
                Wanted next = queue.poll();
                while (next != null && mayGoOn() && allowed.getAndDecrement() > 0) {
                    settled.addAndGet(summarize(next, task) ? 1 : 0);
                    next = queue.poll();
                }
            }));
        }
        try {
            for (Thread one : writing) {
                one.join();
            }
        } catch (InterruptedException e) {
            writing.forEach(Thread::interrupt);
            throw e;
        }
        return settled.get();
    }

    private boolean mayGoOn() {
        return !closing && engine.pause().isEmpty();
    }

    /// How many drafts today's limits leave, each counted as if its first answer were refused.
    private int allowed(Day today) {
        Cost spent = summaries.spent(today);
        int calls = (settings.dailyCalls() - spent.calls()) / CALLS_EACH;
        if (calls <= 0 || spent.tokens() >= settings.dailyTokens()) {
            say("The daily limit of %d calls and %d tokens is reached (%d calls, %d tokens on %s); abstracts stand in."
                    .formatted(settings.dailyCalls(), settings.dailyTokens(), spent.calls(), spent.tokens(), today));
            return 0;
        }
        long left = settings.dailyTokens() - spent.tokens();
        long each = spent.calls() == 0 ? 0 : spent.tokens() / spent.calls() * CALLS_EACH;
        return each == 0 ? calls : (int) Math.max(1, Math.min(calls, left / each));
    }

    /// @return whether it need not be asked for again
    private boolean summarize(Wanted wanted, Task task) {
        try {
            Material material = material(wanted.draft(), wanted.title(), wanted.abstractText());
            Outcome outcome = summarizer.summarize(material, task.language(), () -> neighbours(wanted, task));
            synchronized (summarizer) {
                List<Neighbour> now = neighbours(wanted, task);
                return kept(wanted, task, summarizer.beside(now, outcome, material, task.language()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (StoreException e) {
            say(String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} could not be summarised; its abstract stands in.", wanted.draft(), e);
            return givenUp(wanted, task, e);
        }
    }

    /// What broke once on a draft would break, and perhaps cost, at each look. Nobody knows how many calls were
    /// answered before: as many as may have been are booked, so that the daily limit holds.
    private boolean givenUp(Wanted wanted, Task task, Throwable cause) {
        List<Fault> broken = List.of(new Fault(Reason.UNUSABLE, cause.getClass().getSimpleName()));
        try {
            return kept(
                    wanted, task, new Outcome.Refused("", broken, List.of(), CALLS_EACH, new Usage(CALLS_EACH, 0, 0)));
        } catch (StoreException e) {
            say(String.valueOf(e.getMessage()));
            putOff(wanted);
            return false;
        }
    }

    private List<Neighbour> neighbours(Wanted wanted, Task task) {
        return summaries.told(wanted.day(), task).stream()
                .map(told -> new Neighbour(material(told.draft(), told.title(), told.abstractText()), told.text()))
                .toList();
    }

    private static Material material(DraftRevision draft, String title, String abstractText) {
        return new Material(draft, title, abstractText);
    }

    private boolean kept(Wanted wanted, Task task, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Written(var text, var model, int _, var usage, var took) -> {
                keep(wanted, task, new Written(true, text, model, List.of(), cost(0, usage), took));
                say("The model " + model + " answers.");
                yield true;
            }
            case Outcome.Refused(var text, var faults, var first, int _, var usage) -> {
                List<String> reasons = Stream.concat(first.stream(), faults.stream())
                        .map(Fault::toString)
                        .map(reason -> reason.replaceAll("[\\p{Cc}\\p{Cf}]", " "))
                        .distinct()
                        .toList();
                keep(wanted, task, new Written(false, text, "", reasons, cost(0, usage), Duration.ZERO));
                yield true;
            }
            case Outcome.Unanswered(var why, var _, int _, var usage) -> {
                summaries.book(writer, cost(1, usage));
                lastWhy = why;
                notePause();
                putOff(wanted);
                say("The model at %s gives no summaries: %s. Abstracts stand in, and it is asked again."
                        .formatted(engine.settings().endpoint(), why));
                yield false;
            }
        };
    }

    private void keep(Wanted wanted, Task task, Written written) {
        summaries.keep(wanted, task, written);
        notePause(); // which the store takes to be over when there is an answer, and this may be one from before it
    }

    private void notePause() {
        engine.pause()
                .ifPresent(pause -> summaries.pause(
                        writer, new Summaries.Pause(clock.instant().plus(pause), lastWhy)));
    }

    private static Cost cost(int unanswered, Usage usage) {
        return new Cost(usage.calls(), unanswered, usage.inputTokens(), usage.outputTokens());
    }

    private void putOff(Wanted wanted) {
        putOff.put(wanted.draft(), clock.instant().plus(PUT_OFF));
    }

    /// One line for a change, not one for every draft.
    private void say(String word) {
        if (!closing && !word.equals(lastWord)) {
            LOG.info("{}", word);
            lastWord = word;
        }
    }

    /// Lets go what is on its way: nothing is lost but an answer.
    @Override
    public void close() {
        closing = true;
        engine.close();
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
