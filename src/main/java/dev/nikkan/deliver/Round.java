package dev.nikkan.deliver;

import dev.nikkan.deliver.Courier.Surroundings;
import dev.nikkan.deliver.Obstacles.Kind;
import dev.nikkan.fault.FaultPoint;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.Attempt.Unknown;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.store.DiskRoom;
import dev.nikkan.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all connections of a courier share: the deliveries, the pace, the ledger, and what stands in the way.
/// Thread-safe.
final class Round {
    /// How long the server must have been out of reach before mails that are past their time are given up: a
    /// machine that has just been started, late, finds the network a moment after.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int GIVEN_UP_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Surroundings around;
    private final EmailAddress sender;
    private final UnsurePolicy unsure;
    private final DueDeliveries due;
    private final Bodies bodies;
    private final Pace pace;
    private final Backoff backoff;
    private final OurFault ourFault = new OurFault();
    private final Bell work = new Bell();
    private final Bell changes = new Bell();
    private final Obstacles obstacles;
    private @Nullable Instant unreachableSince;
    /// Why everything is about to be held.
    private volatile @Nullable String refusal;
    private volatile boolean unsettled = true;
    private volatile boolean stopping;

    Round(SmtpSettings settings, Surroundings around) {
        this.around = around;
        this.sender = settings.envelopeSender();
        this.unsure = settings.unsure();
        this.due = new DueDeliveries(around.outbox(), settings.domainRate());
        this.bodies = new Bodies(around.outbox());
        this.pace = Pace.perSecond(settings.rate());
        this.backoff = new Backoff(around.random());
        this.obstacles = new Obstacles(around.outbox(), changes);
    }

    /// Where what cannot be delivered is to be returned.
    EmailAddress sender(Delivery delivery) {
        return delivery.sender().orElse(sender);
    }

    Bell changes() {
        return changes;
    }

    void wake() {
        unsettled = true;
        due.lookAgain();
        work.ring();
    }

    void stop() {
        stopping = true;
        work.ring();
        changes.ring();
    }

    boolean isStopping() {
        return stopping;
    }

    Optional<String> trouble() {
        return obstacles.first();
    }

    Obstacles obstacles() {
        return obstacles;
    }

    /// Whether nothing is due and nothing is being sent.
    boolean isDone() {
        return due.noneHandedOut() && around.outbox().due(1, now()).isEmpty() && due.noneHandedOut();
    }

    private Instant now() {
        return around.clock().instant();
    }

    // ---- taking and giving back

    /// The next delivery, if there is one and it may be sent.
    Optional<Delivery> take() {
        long free = around.freeDisk().getAsLong();
        if (free < DiskRoom.TO_SEND) {
            obstacles.met(
                    Kind.DISK,
                    "the disk has only %d MB free; sending goes on at %d MB"
                            .formatted(free >> 20, DiskRoom.TO_SEND >> 20));
            return Optional.empty();
        }
        obstacles.gone(Kind.DISK);
        if (refusal != null) {
            holdAll();
            return Optional.empty();
        }
        Optional<Delivery> next = due.take(now(), System.nanoTime());
        if (next.isEmpty() && unsettled && due.noneHandedOut()) {
            unsettled = false;
            around.outbox().settle();
        }
        obstacles.gone(Kind.STORE);
        return next;
    }

    void giveBack(Delivery delivery) {
        due.giveBack(delivery);
        changes.ring();
    }

    void rest(long heard) {
        changes.ring();
        work.await(heard, due.pause(System.nanoTime()));
    }

    long heard() {
        return work.rings();
    }

    Body body(Delivery delivery) {
        return bodies.of(delivery);
    }

    // ---- the server's door

    boolean mayConnect() {
        return backoff.isOver(System.nanoTime());
    }

    void connected() {
        backoff.succeeded();
        synchronized (this) {
            unreachableSince = null;
        }
        obstacles.gone(Kind.SERVER);
    }

    /// No delivery's attempt is spent on a door that is closed: an attempt is a question about one mail, and
    /// none was asked. But a mail's time runs all the same, and when it is up the mail is given up like any
    /// other; else a server back after three days would bring three days' digests at once.
    void notConnected(NoConnectionException failure) {
        if (stopping) {
            return;
        }
        Duration wait = backoff.failed(failure.kind(), System.nanoTime());
        Instant now = now();
        Instant since;
        synchronized (this) {
            since = Objects.requireNonNullElse(unreachableSince, now);
            unreachableSince = since;
        }
        LOG.info("{}; next try in {} s", failure.reason(), wait.toSeconds());
        obstacles.met(Kind.SERVER, failure.reason());
        if (!since.plus(PATIENCE).isAfter(now)) {
            giveUp(failure.reason(), now);
        }
    }

    private void giveUp(String reason, Instant now) {
        List<Delivery> late = around.outbox().giveUp(now.minus(RetrySchedule.LIFE), reason, GIVEN_UP_AT_ONCE, now);
        late.forEach(delivery -> LOG.warn("given up: {}", named(delivery)));
        unsettled = true;
        due.forget();
    }

    // ---- one attempt

    /// Waits for this mail's turn under the rate.
    void keepPace() {
        long wait = pace.reserve(System.nanoTime());
        long end = System.nanoTime() + wait;
        while (!stopping && end - System.nanoTime() > 0) {
            work.await(work.rings(), Duration.ofNanos(end - System.nanoTime()));
        }
    }

    /// Commits that the delivery is about to be sent.
    ///
    /// @return whether it is still to be
    boolean begin(Delivery delivery) {
        around.faults().passed(FaultPoint.SEND_BEFORE_MARK);
        return !around.outbox().begin(List.of(delivery), now()).isEmpty();
    }

    void record(Delivery delivery, Attempt attempt) {
        Instant ended = now();
        if (ourFault.tooMany(attempt)) {
            // From here on nobody takes another, also while this one is being written down.
            refusal = "the mail server refused %d times in a row for a reason that is ours to mend, at last: %s"
                    .formatted(OurFault.LIMIT, attempt.reply());
        }
        recordUntilItIs(delivery, attempt, ended, next(delivery, attempt, ended));
        unsettled = true;
        if (attempt instanceof Accepted) {
            around.faults().passed(FaultPoint.SEND_AFTER_RECORD);
        } else {
            LOG.warn("{}: {}", named(delivery), told(attempt));
        }
        holdAll();
    }

    private Optional<Instant> next(Delivery delivery, Attempt attempt, Instant ended) {
        return switch (attempt) {
            case Accepted _, Refused _ -> Optional.empty();
            case Deferred _ -> RetrySchedule.next(delivery.attempts() + 1, delivery.plannedAt(), ended);
            case Unknown _ ->
                switch (unsure) {
                    case HOLD -> Optional.empty();
                    case RESEND -> RetrySchedule.next(delivery.attempts() + 1, delivery.plannedAt(), ended);
                };
        };
    }

    /// What has happened must be written down before anything else happens: a full disk or a lock is waited out
    /// here.
    private void recordUntilItIs(Delivery delivery, Attempt attempt, Instant ended, Optional<Instant> next) {
        while (true) {
            try {
                around.outbox().record(delivery, attempt, ended, next);
                return;
            } catch (StoreException e) {
                obstacles.met(Kind.STORE, String.valueOf(e.getMessage()));
                if (stopping) {
                    LOG.error("{} is not recorded ({}): it counts as interrupted", named(delivery), told(attempt), e);
                    return;
                }
                work.await(work.rings(), Courier.POLL);
            }
        }
    }

    /// What is to be held for a refusal, if there was one too many.
    private synchronized void holdAll() {
        String reason = refusal;
        if (reason != null) {
            around.instance().hold(reason);
            due.forget();
            refusal = null;
            LOG.error("sending is held until `send --release`: {}", reason);
        }
    }

    private static String named(Delivery delivery) {
        return delivery.content() + ", to " + delivery.address();
    }

    private static String told(Attempt attempt) {
        return switch (attempt) {
            case Accepted accepted -> "accepted: " + accepted.reply();
            case Deferred deferred -> "deferred: " + deferred.reply();
            case Refused refused -> "refused: " + refused.reply();
            case Unknown unknown -> "may have arrived: " + unknown.reply();
        };
    }
}
