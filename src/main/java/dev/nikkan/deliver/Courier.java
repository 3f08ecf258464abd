package dev.nikkan.deliver;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.store.DiskRoom;
import dev.nikkan.store.Instance;
import dev.nikkan.store.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what is due from a ledger to the SMTP server, over several connections, until it is closed.
///
/// Each delivery is marked in the store before its first octet is sent, and how it ended is committed at once:
/// what a crash leaves marked may have arrived, and nothing else may. The store is asked every second;
/// [#wake()] only makes it sooner. Thread-safe.
public final class Courier implements AutoCloseable {
    static final Duration POLL = Duration.ofSeconds(1);
    /// A mail whose octets are on the way is worth waiting for: cut off, it may arrive twice.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Ledger outbox;
    private final InstantSource clock;
    private final UnsurePolicy unsure;
    private final Round round;
    private final List<Carrier> carriers = new ArrayList<>();

    /// What a courier works with.
    ///
    /// @param outbox the digests, or the answers: each has a courier of its own, so that none waits for the other
    /// @param freeDisk the free space, in octets, where the store is; see [DiskRoom#TO_SEND]
    /// @param random spreads reconnections
    public record Surroundings(
            Ledger outbox,
            Instance instance,
            InstantSource clock,
            RandomGenerator random,
            LongSupplier freeDisk,
            FaultPoints faults) {}

    public Courier(SmtpSettings settings, SmtpTimeouts timeouts, Surroundings surroundings) {
        this.outbox = surroundings.outbox();
        this.clock = surroundings.clock();
        this.unsure = settings.unsure();
        this.round = new Round(settings, surroundings);
        for (int number = 1; number <= settings.connections(); number++) {
            carriers.add(new Carrier(number, new SmtpSession(settings, timeouts, surroundings.faults()), round));
        }
    }

    /// Begins to deliver. Only the one process that delivers from this store may call it: what is marked as
    /// being sent is taken for left behind by an earlier one.
    public void start() {
        int interrupted = outbox.recoverInterrupted(unsure, clock.instant());
        if (interrupted > 0) {
            LOG.warn(
                    "{} mails may or may not have arrived when sending was interrupted: {}",
                    interrupted,
                    switch (unsure) {
                        case RESEND -> "they are sent again under the same Message-ID";
                        case HOLD -> "they are held; see `send --unsure`";
                    });
        }
        outbox.noteTrouble(Optional.empty());
        carriers.forEach(Carrier::start);
    }

    /// Something may have become due.
    public void wake() {
        round.wake();
    }

    /// Waits until nothing is due any more, or nothing can be sent.
    ///
    /// @return what keeps the rest from being sent, if anything does
    public Optional<String> drain() {
        while (!round.isStopping()) {
            long heard = round.changes().rings();
            Optional<String> trouble = round.trouble();
            if (trouble.isPresent()) {
                return trouble;
            }
            if (round.isDone()) {
                outbox.settle();
                return Optional.empty();
            }
            round.changes().await(heard, POLL);
        }
        return Optional.of("stopping");
    }

    /// What keeps mails from being sent now, if anything does.
    public Optional<String> trouble() {
        return round.trouble();
    }

    /// Begins nothing new, lets mails that are on the way arrive, for half a minute at most, and has every outcome
    /// recorded before it returns.
    @Override
    public void close() {
        round.stop();
        long end = System.nanoTime() + GRACE.toNanos();
        carriers.forEach(carrier -> carrier.finish(end));
    }
}
