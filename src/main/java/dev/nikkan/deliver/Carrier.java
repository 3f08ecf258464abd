package dev.nikkan.deliver;

import dev.nikkan.deliver.Obstacles.Kind;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.Attempt.Unknown;
import dev.nikkan.model.Delivery;
import dev.nikkan.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One of the courier's connections, and the thread that uses it.
final class Carrier {
    /// Servers close what is idle after a minute or so, and count it against us until then.
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final SmtpSession session;
    private final Round round;
    private final Thread thread;
    private volatile boolean sending;
    private long lastUsed;

    Carrier(int number, SmtpSession session, Round round) {
        this.session = session;
        this.round = round;
        this.thread = Thread.ofPlatform().name("courier-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Lets a mail that is on its way arrive, until `end` of the monotonic clock.
    void finish(long end) {
        if (!sending) {
            // At most it is connecting; that has nothing to lose.
            session.abandon("stopping");
        }
        try {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (thread.isAlive() && !thread.join(left)) {
                session.abandon("stopping, the server had not answered");
                thread.join();
            }
        } catch (InterruptedException e) {
            session.abandon("stopping");
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (session) {
            while (!round.isStopping()) {
                long heard = round.heard();
                if (!carriedOne()) {
                    disconnectWhenIdle();
                    round.rest(heard);
                }
            }
        }
    }

    /// @return whether there may be more to do at once
    private boolean carriedOne() {
        try {
            Optional<Delivery> next = round.take();
            if (next.isEmpty()) {
                return false;
            }
            try {
                return connected() && !round.isStopping() && carried(next.get());
            } finally {
                round.giveBack(next.get());
            }
        } catch (StoreException e) {
            round.obstacles().met(Kind.STORE, String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a defect of this program", e);
            round.obstacles().met(Kind.DEFECT, e.toString());
            return false;
        }
    }

    private boolean connected() {
        if (session.isConnected()) {
            return true;
        }
        if (!round.mayConnect()) {
            return false;
        }
        try {
            session.connect();
            round.connected();
            return true;
        } catch (NoConnectionException e) {
            round.notConnected(e);
            return false;
        }
    }

    private boolean carried(Delivery delivery) {
        round.keepPace();
        sending = true;
        try {
            if (round.isStopping()) {
                return false;
            }
            Body body = round.body(delivery);
            if (round.begin(delivery)) {
                round.record(delivery, attempt(delivery, body));
            }
            lastUsed = System.nanoTime();
            round.obstacles().gone(Kind.DEFECT);
            return true;
        } finally {
            sending = false;
        }
    }

    private Attempt attempt(Delivery delivery, Body body) {
        MailOctets mail;
        try {
            mail = session.mail(delivery.header(), body);
        } catch (IllegalArgumentException e) {
            LOG.error("a mail was composed wrongly and is not sent", e);
            return new Refused("not sent: " + e.getMessage(), true);
        }
        try {
            return session.send(mail, round.sender(delivery), delivery.address());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // A jar replaced under a running daemon shows as NoClassDefFoundError; the thread must outlive that.
            LOG.error("sending ended by a defect of this program", e);
            return new Unknown("not known: " + e);
        }
    }

    private void disconnectWhenIdle() {
        if (session.isConnected() && System.nanoTime() - lastUsed > IDLE.toNanos()) {
            session.disconnect();
        }
    }
}
