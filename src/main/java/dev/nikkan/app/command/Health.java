package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.Reparse;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.publish.EditionTime;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.DiskRoom;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Instance;
import dev.nikkan.store.Outbox;
import dev.nikkan.store.SourceLog;
import dev.nikkan.store.Store;
import dev.nikkan.store.StoreStatus;
import dev.nikkan.store.StoreStatus.SourceLine;
import dev.nikkan.store.Summaries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// How the daemon is, seen from its store alone: the daemon may hang, and need not be asked.
///
/// @param daemon the process that holds the store's lock
/// @param nextDigest the oldest day whose edition is still to come
/// @param overdueDigests days whose edition should have been made
/// @param waiting why the oldest of them was not made
/// @param trouble what keeps mails from being sent
/// @param freeDisk octets
/// @param outdated mails that an older parser has read
/// @param overdue what makes `status` fail, a sentence each
/// @param warnings what somebody should look at
record Health(
        Instant now,
        Optional<Long> daemon,
        StoreStatus store,
        Day today,
        Account account,
        Day nextDigest,
        Instant nextDue,
        List<Day> overdueDigests,
        Optional<String> held,
        Optional<String> waiting,
        Optional<String> trouble,
        long freeDisk,
        int outdated,
        List<String> overdue,
        List<String> warnings) {
    /// A watch hears from its server at each poll and each renewal of IDLE, so twice the longer of them is
    /// silence.
    private static final Duration LEAST_SILENCE = Duration.ofMinutes(10);
    /// Servers restart; what takes longer somebody should know of.
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(5);
    /// What the last fetch and the making of an edition may take.
    private static final Duration MAKING = Duration.ofMinutes(5);
    /// What a server that is being looked after may take. The subscribers' own servers are not asked about: one of
    /// them always puts something off.
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final double ALARMING = 0.2;

    static Health of(Store store, Configuration configuration, InstantSource clock) {
        return of(store, configuration, clock, DaemonLock.holder(store.file()));
    }

    /// @param daemon that holds the lock. The daemon itself must not look: closing the file again would give
    ///     the lock away
    static Health of(Store store, Configuration configuration, InstantSource clock, Optional<Long> daemon) {
        Instant now = clock.instant();
        StoreStatus status = StoreStatus.of(store, now);
        Editions editions = new Editions(store, clock, FaultPoints.INERT);
        EditionTime time = EditionTime.of(configuration.digest());
        List<Day> owed = owed(status, configuration, editions, time.lastDue(now.minus(MAKING)));
        Day next = time.lastDue(now).next();
        Optional<String> held = new Instance(store, RandomGenerator.getDefault()).held(now);
        Health health = new Health(
                now,
                daemon,
                status,
                Day.of(now),
                editions.account(Day.of(now)),
                next,
                time.due(next),
                owed,
                held,
                editions.whyWaiting(),
                new Outbox(store).trouble(),
                store.freeSpace(),
                Reparse.outdated(store),
                new ArrayList<>(),
                new ArrayList<>());
        health.judge(configuration);
        health.judgeSummaries(configuration.summary(), new Summaries(store, clock));
        return health;
    }

    /// The configured first day counts, else that of the first start. With neither no daemon has ever run on this
    /// store, and no digest is owed.
    private static List<Day> owed(StoreStatus status, Configuration configuration, Editions editions, Day lastDue) {
        return configuration
                .digest()
                .firstDay()
                .or(status::firstDay)
                .map(first -> editions.owed(first, lastDue))
                .orElse(List.of());
    }

    private void judgeSummaries(SummarySettings settings, Summaries summaries) {
        Summaries.Cost spent = summaries.spent(today);
        boolean reached = spent.calls() + 1 >= settings.dailyCalls() || spent.tokens() >= settings.dailyTokens();
        if (settings.engine().isPresent() && reached) {
            warnings.add("the model has cost %d calls and %d tokens today, the daily limit; abstracts stand in"
                    .formatted(spent.calls(), spent.tokens()));
        }
        settings.engine()
                .flatMap(engine ->
                        summaries.pause(new Summaries.Writer(engine.dialect().name(), engine.model())))
                .ifPresent(pause -> warnings.add("the model is not asked until %s, because %s; abstracts stand in"
                        .formatted(pause.until(), pause.why())));
    }

    private void judge(Configuration configuration) {
        if (!configuration.sources().isEmpty() && daemon.isEmpty()) {
            overdue.add("no daemon is running on this store; `nikkan run` starts one, under systemd `systemctl start"
                    + " nikkan`, and `journalctl -u nikkan` says why it ended");
        }
        store.sources().stream()
                .filter(line -> watched(configuration, line))
                .filter(line -> silent(configuration, line))
                .forEach(line -> overdue.add(
                        "%s/%s has not answered since %s".formatted(line.account(), line.folder(), heard(line))));
        unseen(configuration).forEach(name -> overdue.add(name + " has never been read"));
        overdueDigests.forEach(day -> overdue.add("the digest of " + day + " is overdue"));
        if (!overdueDigests.isEmpty() && daemon.isPresent() && held.isEmpty()) {
            waiting.ifPresent(warnings::add);
        }
        List<String> ofSending = mailsWait() ? overdue : warnings;
        held.ifPresent(
                reason -> ofSending.add("sending is held: " + reason + "; `nikkan send --release` lifts the hold"));
        trouble.ifPresent(reason -> ofSending.add("mails cannot be sent: " + reason));
        judgeDisk();
        if (store.recent() > 0 && store.unverified() > ALARMING * store.recent()) {
            warnings.add("%d of the last week's %d mails were not found authentic; has the provider changed?"
                            .formatted(store.unverified(), store.recent())
                    + " Mend [trust], then `nikkan quarantine retry --unverified`");
        }
        if (store.vanishedLately() > 0) {
            warnings.add("%d mails of the last %d days were gone before they were fetched"
                    .formatted(store.vanishedLately(), StoreStatus.LATELY_DAYS));
        }
    }

    private boolean mailsWait() {
        return store.oldestWaiting()
                .filter(planned -> planned.isBefore(now.minus(LONGEST_WAIT)))
                .isPresent();
    }

    /// Seen by `status` itself: on a full disk the daemon cannot even write down that it is full.
    private void judgeDisk() {
        String free = (freeDisk >> 20) + " MB are free on the disk of the store";
        if (freeDisk < DiskRoom.TO_SEND) {
            overdue.add("only " + free + ": nothing is fetched or sent until there is room");
        } else if (freeDisk < DiskRoom.TO_FETCH) {
            warnings.add("only " + free + ": new mails wait on the server until there is room");
        }
    }

    /// A source that is no longer configured may stay silent.
    private static boolean watched(Configuration configuration, SourceLine line) {
        return configuration.sources().isEmpty()
                || configuration.sources().stream()
                        .anyMatch(source -> source.account().equals(line.account())
                                && source.folders().contains(line.folder()));
    }

    private boolean silent(Configuration configuration, SourceLine line) {
        boolean unconnected = line.state() == SourceLog.State.CONNECTING || line.state() == SourceLog.State.FAILING;
        if (unconnected && line.since().isBefore(now.minus(LONGEST_OUTAGE))) {
            return true;
        }
        Duration poll = configuration.sources().stream()
                .filter(source -> source.account().equals(line.account()))
                .map(source -> longer(source.poll(), source.idleRenew()).multipliedBy(2))
                .findFirst()
                .orElse(LEAST_SILENCE);
        return heard(line).isBefore(now.minus(longer(poll, LEAST_SILENCE)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// A watch that never had an answer is measured from its beginning.
    private static Instant heard(SourceLine line) {
        return line.answeredAt().orElse(line.since());
    }

    /// Configured, and not in the store though a daemon has run for a while.
    private Stream<String> unseen(Configuration configuration) {
        if (store.sources().isEmpty()) {
            return Stream.of();
        }
        return configuration.sources().stream()
                .flatMap(source -> source.folders().stream()
                        .filter(folder -> store.sources().stream()
                                .noneMatch(line -> line.account().equals(source.account())
                                        && line.folder().equals(folder)))
                        .map(folder -> name(source, folder)));
    }

    private static String name(SourceSettings source, String folder) {
        return source.account() + "/" + folder;
    }
}
