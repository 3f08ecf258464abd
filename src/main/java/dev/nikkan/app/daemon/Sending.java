package dev.nikkan.app.daemon;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.deliver.Courier;
import dev.nikkan.deliver.SmtpSession;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.deliver.SmtpTimeouts;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.Intake;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import dev.nikkan.publish.Press;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Instance;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Outbox;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Sending at the operator's word, beside a daemon or instead of one.
public final class Sending {
    /// How it ended.
    public enum Outcome {
        /// Nothing is left to be sent.
        DONE,
        /// The day cannot be sent.
        REFUSED,
        /// Something is still to be sent, by the daemon or by another `send`.
        WAITING,
        /// The SMTP server did not take it.
        UNREACHABLE
    }

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration DAEMONS_TIME = Duration.ofMinutes(10);
    /// Looking takes the lock for a moment, in which no daemon could start.
    private static final int GLANCES_AT_ITS_LOCK = 5;

    private final Configuration configuration;
    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<String> out;
    private final Editions editions;
    private final Outbox outbox;
    private final Instance instance;

    /// @param machine that this runs on ([Machine])
    /// @param out told of each step, a line each
    public Sending(
            Configuration configuration,
            Store store,
            InstantSource clock,
            RandomGenerator random,
            Optional<String> machine,
            Consumer<String> out) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.out = out;
        this.editions = new Editions(store, clock, FaultPoints.INERT);
        this.outbox = new Outbox(store);
        this.instance = new Instance(store, random, machine);
    }

    public void release() {
        Optional<String> held = instance.held(clock.instant());
        instance.release(clock.instant());
        out.accept(held.map(reason -> "Sending is released. It was held because " + reason + ".")
                .orElse("Sending was not held."));
    }

    /// Marks the open days before `day` as skipped, from the first day that a digest is owed for.
    public void skipBefore(Day day) {
        Day first = firstDay();
        int skipped = first.isBefore(day) ? editions.skip(first, day) : 0;
        out.accept(skipped + " days before " + day + " are skipped.");
        instance.held(clock.instant())
                .ifPresent(reason ->
                        out.accept("Sending is still held: " + reason + ". `nikkan send --release` lifts the hold."));
    }

    public void resendUnsure(Day day) {
        out.accept(outbox.resendUnsure(day, clock.instant()) + " unsure mails of " + day + " are sent again.");
    }

    public void dropUnsure(Day day) {
        out.accept(outbox.dropUnsure(day) + " unsure mails of " + day + " are given up.");
    }

    /// Sends a day to every subscriber who does not have it.
    public Outcome send(Day day) {
        try (Optionally<DaemonLock> lock = new Optionally<>(
                DaemonLock.take(store.file(), ProcessHandle.current().pid()))) {
            boolean alone = lock.isPresent();
            if (alone) {
                takeOver();
                new Intake(new MailStore(store, clock), configuration.trust(), Optional.empty(), FaultPoints.INERT)
                        .resume();
            }
            Optional<Outcome> refused = plan(day);
            if (refused.isPresent()) {
                return refused.get();
            }
            return alone ? deliver(day) : watch(day);
        }
    }

    /// In a store that was restored or copied, what else is planned may have been sent since: then only the day
    /// asked for goes.
    private void takeOver() {
        instance.takeOver();
        new Subscribers(store, clock).heedSuppressions();
        instance.held(clock.instant())
                .ifPresent(reason -> out.accept("Sending is held: " + reason
                        + ". Only this day is sent; `nikkan send --release` lifts the hold."));
    }

    private Optional<Outcome> plan(Day day) {
        Press press = press();
        Editions.Outcome outcome = editions.build(day, firstDay(), List.of(), true, press);
        return switch (outcome) {
            case Editions.Built(int deliveries) -> {
                out.accept("The edition of " + day + " is made: " + deliveries + " mails to send.");
                yield Optional.empty();
            }
            case Editions.Already(Editions.State state) -> planAgain(day, state, press);
            case Editions.Unbalanced(var account, int pending) -> {
                out.accept("The edition of " + day + " is not made: its account does not balance (" + account + ", "
                        + pending + " mails still to be read).");
                yield Optional.of(Outcome.WAITING);
            }
        };
    }

    private Optional<Outcome> planAgain(Day day, Editions.State state, Press press) {
        if (state == Editions.State.SKIPPED) {
            out.accept(day + " was skipped by the operator and has no edition.");
            return Optional.of(Outcome.REFUSED);
        }
        outbox.served(day).forEach(address -> out.accept(address + " has it already."));
        editions.release(day);
        int planned = editions.planForNewcomers(day, press);
        Outbox.Progress progress = outbox.progress(day);
        out.accept(
                "The edition of " + day + " was made before: " + progress.sent() + " mails have been sent and are not"
                        + " sent again, " + planned + " are for new subscribers, " + (progress.waiting() - planned)
                        + " were waiting.");
        return Optional.empty();
    }

    private Outcome deliver(Day day) {
        Optional<String> trouble;
        try (Courier courier = new Courier(
                smtp(),
                SmtpTimeouts.STANDARD,
                new Courier.Surroundings(outbox, instance, clock, random, store::freeSpace, FaultPoints.INERT))) {
            courier.start();
            trouble = courier.drain();
        }
        outbox.settle();
        trouble.ifPresent(reason -> out.accept("Not everything could be sent: " + reason));
        return account(day);
    }

    private Outcome watch(Day day) {
        out.accept("A daemon is running on this store; it sends.");
        int glances = (int) DAEMONS_TIME.dividedBy(GLANCE);
        Outbox.Progress seen = outbox.progress(day);
        for (int glance = 0; glance < glances && seen.waiting() > 0; glance++) {
            LockSupport.parkNanos(GLANCE.toNanos());
            Outbox.Progress now = outbox.progress(day);
            if (now.waiting() != seen.waiting()) {
                out.accept(now.waiting() + " still to be sent.");
            }
            seen = now;
            if (glance % GLANCES_AT_ITS_LOCK == 0
                    && DaemonLock.holder(store.file()).isEmpty()) {
                out.accept("The daemon has ended. What is left goes when it runs again, or with another"
                        + " `nikkan send --day " + day + "`.");
                break;
            }
        }
        return account(day);
    }

    private Outcome account(Day day) {
        Outbox.Progress progress = outbox.progress(day);
        out.accept("%s: %d sent, %d failed, %d waiting, %d unsure, %d suppressed."
                .formatted(
                        day,
                        progress.sent(),
                        progress.failed(),
                        progress.waiting(),
                        progress.unsure(),
                        progress.suppressed()));
        return progress.waiting() + progress.unsure() > 0 ? Outcome.WAITING : Outcome.DONE;
    }

    /// Sends a test copy outside the ledger: nobody's delivery is touched.
    public Outcome copy(Day day, EmailAddress to, Optional<Language> language) {
        Press press = press();
        Language wanted = language.orElse(configuration.digest().language());
        Outcome outcome = Outcome.DONE;
        try (SmtpSession session = new SmtpSession(smtp(), SmtpTimeouts.STANDARD, FaultPoints.INERT)) {
            List<Editions.Body> bodies =
                    press.compose(editions.inHistory(day), List.of(Variant.of(wanted)), Editions.Lineage.UNKNOWN);
            List<Editions.Header> headers =
                    press.headers(day, headings(bodies), new Subscriber(0, to, Choice.of(wanted)));
            for (int i = 0; i < bodies.size(); i++) {
                if (!copy(session, headers.get(i), bodies.get(i), to)) {
                    outcome = Outcome.UNREACHABLE;
                }
            }
        }
        return outcome;
    }

    private static List<Editions.Heading> headings(List<Editions.Body> bodies) {
        return bodies.stream()
                .map(body -> new Editions.Heading(body.part(), body.subject()))
                .toList();
    }

    private boolean copy(SmtpSession session, Editions.Header header, Editions.Body body, EmailAddress to) {
        Attempt attempt = session.send(header.octets(), body.octets(), smtp().envelopeSender(), to);
        out.accept("Part " + body.part() + " to " + to + ": " + attempt.reply());
        return attempt instanceof Attempt.Accepted;
    }

    private Press press() {
        return Daemon.press(configuration, store, clock, random);
    }

    private SmtpSettings smtp() {
        return configuration.smtp().orElseThrow();
    }

    private Day firstDay() {
        return configuration.digest().firstDay().orElseGet(() -> editions.firstDay(Day.of(clock.instant())));
    }

    /// A resource that may not be there.
    private record Optionally<T extends AutoCloseable>(Optional<T> resource) implements AutoCloseable {
        boolean isPresent() {
            return resource.isPresent();
        }

        @Override
        public void close() {
            resource.ifPresent(Optionally::close);
        }

        private static void close(AutoCloseable resource) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
