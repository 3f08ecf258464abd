package dev.nikkan.publish;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.Language;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.StoreException;
import dev.nikkan.store.Summaries;
import dev.nikkan.store.Summaries.Cost;
import dev.nikkan.store.Summaries.Task;
import dev.nikkan.summary.DayBrief;
import dev.nikkan.summary.DayOutcome;
import dev.nikkan.summary.DaySummarizer;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.summary.engine.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a model write the overview of a day that has ended: one call a language, in the last minutes of the
/// grace, so that the edition finds it and leaves at its time. Only where a mail came after that call, or where
/// there is no grace to ask in, does an edition wait, as long as configured and never past ten minutes after
/// midnight. An overview that came too late, or for which nobody answered, is asked for later and shows where
/// the day is built again.
///
/// Thread-safe. The calls are made on threads of their own.
public final class OverviewDesk implements Preparation, AutoCloseable {
    /// A call and its repetition, of a slow model.
    private static final Duration AHEAD = Duration.ofMinutes(3);

    /// When an edition with the usual grace leaves; one with a longer grace, or a later hour, leaves at its own.
    private static final Duration LEAVES = Duration.ofMinutes(10);
    /// An edition that is later than this is made up for, and nobody looks at the clock for it.
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final Duration PUT_OFF = Duration.ofMinutes(10);
    private static final int DAYS = 3;
    /// A first answer and a second.
    private static final int CALLS_EACH = 2;

    private static final Logger LOG = LoggerFactory.getLogger(OverviewDesk.class);

    /// Where the desk reads and writes.
    public record Shelves(Editions editions, Overviews overviews, Summaries summaries) {}

    private final Shelves shelves;
    private final Engine engine;
    private final Prompts prompts;
    private final DaySummarizer summarizer;
    private final SummarySettings settings;
    private final SignalFinder finder;
    private final DigestSettings digest;
    private final InstantSource clock;
    private final Runnable whenDone;
    private final Map<Day, Attempt> attempts = new HashMap<>();
    private volatile boolean closing;

    /// @param whenDone called when an edition that waits need not wait any longer
    public OverviewDesk(
            Shelves shelves,
            Engine engine,
            Prompts prompts,
            SummarySettings settings,
            SignalFinder finder,
            DigestSettings digest,
            InstantSource clock,
            Runnable whenDone) {
        this.shelves = shelves;
        this.engine = engine;
        this.prompts = prompts;
        this.summarizer = new DaySummarizer(engine, prompts);
        this.settings = settings;
        this.finder = finder;
        this.digest = digest;
        this.clock = clock;
        this.whenDone = whenDone;
    }

    /// Asking about a day as it stood.
    ///
    /// @param account of the day then: with another the signals may be others
    /// @param again when it may be asked again; none while it is being asked, and where all has been said
    private record Attempt(Account account, Thread thread, Optional<Instant> again, boolean over) {
        Attempt ended(Optional<Instant> next) {
            return new Attempt(account, thread, next, true);
        }
    }

    /// Asks what can be asked now: of the day whose edition is due soon, and of the last ones that have theirs
    /// without an overview. Returns at once.
    public void look() {
        if (!digest.overview() || engine.pause().isPresent()) {
            return;
        }
        Instant now = clock.instant();
        EditionTime time = EditionTime.of(digest);
        Day newest = time.lastDue(now.plus(shorter(digest.grace(), AHEAD)));
        for (int back = 0; back < DAYS; back++) {
            Day day = newest.plus(-back);
            Optional<Editions.State> state = shelves.editions().state(day);
            Duration deadline = Duration.between(now, time.due(day));
            if (state.isPresent()) {
                if (state.get() != Editions.State.SKIPPED) {
                    ask(day, now, Duration.ofDays(1));
                }
            } else if (deadline.isPositive()) {
                ask(day, now, deadline);
            }
        }
    }

    @Override
    public boolean done(Day day) {
        if (!digest.overview() || engine.pause().isPresent()) {
            return true;
        }
        Instant now = clock.instant();
        Duration patience = patience(day, now);
        return patience.isZero() || !ask(day, now, patience);
    }

    private Duration patience(Day day, Instant now) {
        Instant due = EditionTime.of(digest).due(day);
        Instant usual = day.end().plus(LEAVES);
        Instant leaves = due.isAfter(usual) ? due : usual;
        if (now.isAfter(leaves.plus(LATE))) {
            return settings.overviewWait();
        }
        Duration left = Duration.between(now, leaves);
        return left.isPositive() ? shorter(left, settings.overviewWait()) : Duration.ZERO;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// @return whether the day is being asked about
    private synchronized boolean ask(Day day, Instant now, Duration deadline) {
        Account account = shelves.editions().account(day);
        Attempt last = attempts.get(day);
        if (last != null && last.account().equals(account)) {
            if (!last.over() || last.again().isEmpty() || last.again().get().isAfter(now)) {
                return !last.over();
            }
        } else if (last != null) {
            last.thread().interrupt();
        }
        if (closing) {
            return false;
        }
        attempts.keySet().removeIf(old -> old.isBefore(day.plus(-DAYS)));
        Thread thread = Thread.ofVirtual().name("overview").unstarted(() -> within(deadline, day, account));
        attempts.put(day, new Attempt(account, thread, Optional.empty(), false));
        thread.start();
        return true;
    }

    /// The call has deadlines of its own; this one is the edition's.
    private void within(Duration deadline, Day day, Account account) {
        Instant later = clock.instant().plus(PUT_OFF);
        Thread asking = Thread.ofVirtual().name("overview of " + day).start(() -> settle(day, account, later));
        try {
            if (!asking.join(deadline)) {
                asking.interrupt();
                ended(day, account, Optional.of(later));
            }
        } catch (InterruptedException _) {
            asking.interrupt();
        }
        whenDone.run();
    }

    /// Whatever comes of it, an edition must not wait for it for ever.
    private void settle(Day day, Account account, Instant later) {
        Optional<Instant> again = Optional.of(later);
        try {
            again = written(day, later);
        } finally {
            ended(day, account, again);
        }
    }

    private synchronized void ended(Day day, Account account, Optional<Instant> again) {
        attempts.computeIfPresent(
                day,
                (_, attempt) -> attempt.account().equals(account) && !attempt.over() ? attempt.ended(again) : attempt);
    }

    /// Has the overviews of a day written that it lacks.
    ///
    /// @return when to ask again; empty where all has been said
    private Optional<Instant> written(Day day, Instant later) {
        try {
            DayInHistory inHistory = shelves.editions().inHistory(day);
            Digest plain = Press.digest(
                    inHistory, finder, digest, SummaryShelf.of(settings, shelves.summaries(), shelves.overviews()));
            boolean all = true;
            for (Language language : settings.languages()) {
                Optional<DayBrief> brief = DayBriefs.of(plain, language);
                all &= brief.isEmpty() || settled(brief.get());
            }
            return all ? Optional.empty() : Optional.of(later);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            if (!closing) {
                LOG.warn("The overview of {} is put off: {}", day, e.getMessage());
            }
        } catch (RuntimeException | StackOverflowError e) {
            // What broke once would break, and perhaps cost, each time.
            LOG.error("The overview of {} could not be made; the facts stand alone.", day, e);
            return Optional.empty();
        }
        return Optional.of(later);
    }

    private boolean settled(DayBrief brief) throws InterruptedException {
        Task task = new Task(
                SummaryShelf.writer(engine.settings()), brief.language(), prompts.overviewVersion(brief.language()));
        if (shelves.overviews().settled(brief.day(), task, brief.source())) {
            return true;
        }
        Cost spent = shelves.summaries().spent(Day.of(clock.instant()));
        if (spent.calls() + CALLS_EACH > settings.dailyCalls() || spent.tokens() >= settings.dailyTokens()) {
            return false;
        }
        return switch (summarizer.summarize(brief)) {
            case DayOutcome.Written(var summary, var faults, int _, var usage, var took) -> {
                keep(brief, task, new Overviews.Written(true, summary, lines(faults), cost(0, usage), took));
                LOG.info("The model {} wrote the overview of {}.", summary.model(), brief.day());
                yield true;
            }
            case DayOutcome.Refused(var text, var faults, int _, var usage) -> {
                DaySummary refused = new DaySummary("", text, Map.of(), Map.of(), "");
                keep(brief, task, new Overviews.Written(false, refused, lines(faults), cost(0, usage), Duration.ZERO));
                LOG.info("The overview of {} did not pass the checks; `nikkan summaries list` says why.", brief.day());
                yield true;
            }
            case DayOutcome.Unanswered(var why, var _, int _, var usage) -> {
                shelves.summaries().book(task.writer(), cost(1, usage));
                engine.pause()
                        .ifPresent(pause -> shelves.summaries()
                                .pause(
                                        task.writer(),
                                        new Summaries.Pause(clock.instant().plus(pause), why)));
                LOG.info("The model gives no overview of {}: {}. The facts stand alone.", brief.day(), why);
                yield false;
            }
        };
    }

    private void keep(DayBrief brief, Task task, Overviews.Written written) {
        shelves.overviews().keep(brief.day(), task, brief.source(), written);
    }

    private static Cost cost(int unanswered, Usage usage) {
        return new Cost(usage.calls(), unanswered, usage.inputTokens(), usage.outputTokens());
    }

    private static List<String> lines(List<String> faults) {
        return faults.stream()
                .map(reason -> reason.replaceAll("[\\p{Cc}\\p{Cf}]", " "))
                .toList();
    }

    /// Lets go what is on its way.
    @Override
    public synchronized void close() {
        closing = true;
        attempts.values().forEach(attempt -> attempt.thread().interrupt());
    }
}
