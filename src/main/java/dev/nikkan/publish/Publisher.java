package dev.nikkan.publish;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Instance;
import dev.nikkan.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the editions that are owed. Which those are is asked of the store at every look, never remembered: a crash, a
/// long sleep or a step of the clock changes nothing but the time of the next look.
///
/// Not thread-safe: one thread calls [#look()].
public final class Publisher {
    /// How long a look may be behind the clock. The JVM's timers stand still while the machine sleeps, so the wall
    /// clock is asked again and again instead of waiting for midnight once.
    public static final Duration LOOK_EVERY = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Editions editions;
    private final Instance instance;
    private final List<? extends Source> sources;
    private final Preparation preparation;
    private final Editions.Composer composer;
    private final DigestSettings settings;
    private final InstantSource clock;
    private final FaultPoints faults;
    private Optional<Day> opened = Optional.empty();
    private Optional<LastFetch> lastFetch = Optional.empty();
    /// Since when each owed day has been waiting for the sources: a later day's fetch does not begin its wait anew.
    private final Map<Day, Instant> waitingSince = new HashMap<>();
    private String lastWord = "";

    public Publisher(
            Editions editions,
            Instance instance,
            List<? extends Source> sources,
            Preparation preparation,
            Editions.Composer composer,
            DigestSettings settings,
            InstantSource clock,
            FaultPoints faults) {
        this.editions = editions;
        this.instance = instance;
        this.sources = List.copyOf(sources);
        this.preparation = preparation;
        this.composer = composer;
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
    }

    /// Makes what is owed as far as it can be made now.
    ///
    /// @return how many editions were made
    public int look() {
        Instant now = clock.instant();
        Optional<String> held = instance.held(now);
        if (held.isPresent()) {
            say("Sending is held: " + held.get() + ". `nikkan send --release` lifts the hold.");
            return 0;
        }
        open(Day.of(now));
        List<Day> owed = owed(now);
        if (owed.isEmpty()) {
            lastFetch = Optional.empty();
            waitingSince.clear();
            return 0;
        }
        if (tooFarBehind(owed)) {
            instance.hold(owed.size() + " days are owed, from " + owed.getFirst() + " on, more than catch-up-days = "
                    + settings.catchUpDays());
            return 0;
        }
        return make(owed, now);
    }

    /// The days whose time has come and that have no edition, oldest first.
    public List<Day> owed(Instant now) {
        Day firstDay = firstDay(now);
        Day last = EditionTime.of(settings).lastDue(now);
        return last.isBefore(firstDay) ? List.of() : editions.owed(firstDay, last);
    }

    private Day firstDay(Instant now) {
        return settings.firstDay().orElseGet(() -> editions.firstDay(Day.of(now)));
    }

    private void open(Day today) {
        if (!opened.equals(Optional.of(today))) {
            firstDay(today.start());
            editions.open(today);
            opened = Optional.of(today);
        }
    }

    private boolean tooFarBehind(List<Day> owed) {
        Optional<Day> released = instance.releasedThrough();
        return owed.stream()
                        .filter(day -> released.isEmpty() || day.isAfter(released.get()))
                        .count()
                > settings.catchUpDays();
    }

    private int make(List<Day> owed, Instant now) {
        LastFetch fetch = lastFetch
                .filter(begun -> begun.covers(owed.getLast()))
                .orElseGet(() -> LastFetch.begin(owed.getLast(), sources));
        lastFetch = Optional.of(fetch);
        List<String> unread = fetch.unread();
        owed.forEach(day -> waitingSince.putIfAbsent(day, now));
        List<Day> ready = unread.isEmpty()
                ? owed
                : owed.stream().takeWhile(day -> hasWaited(day, now)).toList();
        if (ready.isEmpty()) {
            waits("The edition of " + owed.getLast() + " waits for " + String.join(", ", unread) + ".");
            return 0;
        }
        int made = 0;
        for (Day day : ready) {
            if (!preparation.done(day)) {
                waits("The edition of " + day + " waits for its overview.");
                break;
            }
            if (!make(day, now, unread)) {
                break;
            }
            made++;
        }
        return made;
    }

    private boolean hasWaited(Day day, Instant now) {
        return !waitingSince.getOrDefault(day, now).plus(settings.giveUp()).isAfter(now);
    }

    private boolean make(Day day, Instant now, List<String> unread) {
        faults.passed(FaultPoint.BUILD_BEFORE_CUT);
        return switch (build(day, now, unread)) {
            case Editions.Built(int deliveries) -> {
                instance.renew();
                faults.passed(FaultPoint.BUILD_AFTER_COMMIT);
                say("The edition of " + day + " is made: " + deliveries + " mails to send.");
                yield true;
            }
            case Editions.Already _ -> true;
            case Editions.Unbalanced(var account, int pending) -> {
                waits("The edition of " + day + " is not made: its account does not balance (" + account + ", "
                        + pending + " mails still to be read).");
                yield false;
            }
        };
    }

    private Editions.Outcome build(Day day, Instant now, List<String> unread) {
        try {
            return editions.build(day, firstDay(now), unread, false, composer);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            waits("The edition of " + day + " cannot be made: " + e + "; the log has more.");
            throw e;
        }
    }

    /// Also for `status`, which another process asks.
    private void waits(String word) {
        if (!word.equals(lastWord)) {
            editions.waits(word);
        }
        say(word);
    }

    /// One line for a change, not one for every look.
    private void say(String word) {
        if (!word.equals(lastWord)) {
            LOG.info("{}", word);
            lastWord = word;
        }
    }
}
