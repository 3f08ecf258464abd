package dev.nikkan.store;

import dev.nikkan.model.Attempt;
import dev.nikkan.model.Day;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Octets;
import dev.nikkan.model.UnsurePolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be sent, and the ledger of every try. A delivery is unique by day, part and subscriber; what is
/// about to be done to it is committed before it is done. Thread-safe.
public final class Outbox implements Ledger {
    private final Store store;

    public Outbox(Store store) {
        this.store = store;
    }

    /// The deliveries whose time has come, longest due first. While sending is held (see
    /// [Instance#held(Instant)]), only those of days that the operator has asked for since.
    @Override
    public List<Delivery> due(int limit, Instant now) {
        return store.readSnapshot(session -> due(session, limit, now, Timestamps.WHENEVER));
    }

    private static List<Delivery> due(Session session, int limit, Instant now, Instant plannedBefore)
            throws SQLException {
        List<Delivery> due = due(session, limit, now, plannedBefore, false);
        // Asked only when there is something to hold: it is asked every second.
        return due.isEmpty() || Instance.held(session, now).isEmpty()
                ? due
                : due(session, limit, now, plannedBefore, true);
    }

    private static List<Delivery> due(
            Session session, int limit, Instant now, Instant plannedBefore, boolean releasedOnly) throws SQLException {
        return session.query("""
                SELECT d.id AS id, d.day AS day, d.part AS part, coalesce(d.variant, d.language) AS variant, d.address AS address,
                       d.sender AS sender, d.attempts AS attempts, d.planned_at AS planned_at, d.header AS header
                FROM delivery d JOIN edition e ON e.day = d.day
                WHERE d.next_attempt_at <= ? AND d.planned_at < ? AND e.released >= ?
                ORDER BY d.next_attempt_at, d.id LIMIT ?""", now, plannedBefore, releasedOnly, limit).list(Outbox::delivery);
    }

    @Override
    public List<Waiting> waiting(Instant now) {
        return store.readSnapshot(session -> {
            List<Waiting> waiting = waiting(session, now, false);
            return waiting.isEmpty() || Instance.held(session, now).isEmpty() ? waiting : waiting(session, now, true);
        });
    }

    private static List<Waiting> waiting(Session session, Instant now, boolean releasedOnly) throws SQLException {
        return session.query("""
                SELECT d.id AS id, lower(substr(d.address, instr(d.address, '@') + 1)) AS domain
                FROM delivery d JOIN edition e ON e.day = d.day
                WHERE d.next_attempt_at <= ? AND e.released >= ?
                ORDER BY d.next_attempt_at, d.id""", now, releasedOnly).list(Outbox::inLine);
    }

    static Waiting inLine(Row row) throws SQLException {
        return new Waiting(row.number("id"), row.text("domain"));
    }

    @Override
    public Optional<Delivery> due(long id, Instant now) {
        return store.read(session -> session.query("""
                SELECT d.id AS id, d.day AS day, d.part AS part, coalesce(d.variant, d.language) AS variant, d.address AS address,
                       d.sender AS sender, d.attempts AS attempts, d.planned_at AS planned_at, d.header AS header
                FROM delivery d JOIN edition e ON e.day = d.day
                WHERE d.id = ? AND d.next_attempt_at <= ?
                  AND (e.released = 1 OR NOT EXISTS (SELECT 1 FROM meta WHERE key = 'held'))""", id, now).first(Outbox::delivery));
    }

    private static Delivery delivery(Row row) throws SQLException {
        return new Delivery(
                row.number("id"),
                new Delivery.DigestPart(row.day("day"), row.integer("part"), row.text("variant")),
                new EmailAddress(row.text("address")),
                row.optionalText("sender").map(EmailAddress::new),
                row.integer("attempts"),
                row.instant("planned_at"),
                Octets.of(row.bytes("header")));
    }

    @Override
    public Octets body(Delivery delivery) {
        return switch (delivery.content()) {
            case Delivery.DigestPart(Day day, int part, String variant) -> body(day, part, variant);
            case Delivery.Answer answer -> throw new IllegalArgumentException("not a digest: " + answer);
        };
    }

    private Octets body(Day day, int part, String variant) {
        return store.read(session -> session.query(
                        "SELECT octets FROM edition_body WHERE day = ? AND part = ? AND variant = ?",
                        day,
                        part,
                        variant)
                .one(row -> Octets.of(row.bytes("octets"))));
    }

    /// Marks deliveries as being sent, in one transaction, before their first octet.
    ///
    /// @return those that are ours to send: another process may have taken the others
    @Override
    public List<Delivery> begin(List<Delivery> deliveries, Instant now) {
        return store.write(session -> {
            List<Delivery> begun = new ArrayList<>();
            for (Delivery delivery : deliveries) {
                if (begin(session, delivery, now)) {
                    begun.add(delivery);
                }
            }
            return begun;
        });
    }

    private static boolean begin(Session session, Delivery delivery, Instant now) throws SQLException {
        int taken = session.query("""
                UPDATE delivery SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL
                WHERE id = ? AND state IN ('planned', 'deferred') AND attempts = ?""", delivery.id(), delivery.attempts()).update();
        if (taken == 0) {
            return false;
        }
        session.query(
                        "INSERT INTO attempt (delivery, number, started_at) VALUES (?, ?, ?)",
                        delivery.id(),
                        delivery.attempts() + 1,
                        now)
                .update();
        return true;
    }

    /// Writes down how a begun delivery's attempt ended; the server's words, which may name the address, not if its
    /// owner was forgotten meanwhile.
    ///
    /// @param next when to try again; empty: a deferral ends as failed, an unknown outcome as unsure
    @Override
    public void record(Delivery delivery, Attempt attempt, Instant ended, Optional<Instant> next) {
        store.write(session -> {
            Bounces.count(session, delivery.id(), attempt, next.isEmpty(), ended);
            return record(session, delivery, attempt, ended, next);
        });
    }

    private static int record(
            Session session, Delivery delivery, Attempt attempt, Instant ended, Optional<Instant> next)
            throws SQLException {
        session.query(
                        """
                UPDATE delivery SET state = ?, next_attempt_at = ?, sent_at = ?,
                  reply = iif(address LIKE '%' || ?, NULL, ?)
                WHERE id = ? AND state = 'sending'""",
                        state(attempt, next),
                        isRetried(attempt) ? next : Optional.empty(),
                        attempt instanceof Attempt.Accepted ? Optional.of(ended) : Optional.empty(),
                        Erasure.FORGOTTEN,
                        attempt.reply(),
                        delivery.id())
                .update();
        suppressIfRemoved(session, delivery.id());
        return session.query(
                        """
                UPDATE attempt SET ended_at = ?, outcome = ?,
                  reply = (SELECT iif(d.address LIKE '%' || ?, NULL, ?) FROM delivery d WHERE d.id = attempt.delivery)
                WHERE delivery = ? AND number = ?""",
                        ended,
                        outcome(attempt),
                        Erasure.FORGOTTEN,
                        attempt.reply(),
                        delivery.id(),
                        delivery.attempts() + 1)
                .update();
    }

    /// A mail may be on its way when its subscriber goes. It cannot be called back, but it is not tried again.
    private static void suppressIfRemoved(Session session, long delivery) throws SQLException {
        session.query("""
                UPDATE delivery SET state = 'suppressed', next_attempt_at = NULL
                WHERE id = ? AND state IN ('deferred', 'unsure')
                  AND (SELECT s.state FROM subscriber s WHERE s.id = delivery.subscriber) <> 'active'""", delivery).update();
    }

    /// Ends as failed what is due and was planned before a moment, each with an attempt that tells why; in one
    /// transaction, so that none is left as being sent.
    ///
    /// @return what was ended, `limit` at most
    @Override
    public List<Delivery> giveUp(Instant plannedBefore, String reason, int limit, Instant now) {
        return store.write(session -> {
            List<Delivery> late = due(session, limit, now, plannedBefore);
            for (Delivery delivery : late) {
                if (begin(session, delivery, now)) {
                    record(session, delivery, new Attempt.Deferred(reason), now, Optional.empty());
                }
            }
            return late;
        });
    }

    static String state(Attempt attempt, Optional<Instant> next) {
        return switch (attempt) {
            case Attempt.Accepted _ -> "sent";
            case Attempt.Refused _ -> "failed";
            case Attempt.Deferred _ -> next.isPresent() ? "deferred" : "failed";
            case Attempt.Unknown _ -> next.isPresent() ? "deferred" : "unsure";
        };
    }

    static boolean isRetried(Attempt attempt) {
        return attempt instanceof Attempt.Deferred || attempt instanceof Attempt.Unknown;
    }

    private static String outcome(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Accepted _ -> "accepted";
            case Attempt.Refused _ -> "refused";
            case Attempt.Deferred _ -> "deferred";
            case Attempt.Unknown _ -> "unknown";
        };
    }

    /// Takes up what a process that ended left as being sent: perhaps the server has it, perhaps not.
    ///
    /// @return how many there were
    @Override
    public int recoverInterrupted(UnsurePolicy policy, Instant now) {
        return store.write(session -> {
            List<Long> sending = session.query("SELECT id FROM delivery WHERE state = 'sending'")
                    .list(row -> row.number("id"));
            session.query("""
                    UPDATE attempt SET ended_at = ?, outcome = 'unknown', reply = 'interrupted'
                    WHERE outcome IS NULL
                      AND delivery IN (SELECT id FROM delivery WHERE state = 'sending')""", now).update();
            int interrupted = switch (policy) {
                case RESEND -> session.query("""
                            UPDATE delivery SET state = 'deferred', next_attempt_at = ?, reply = 'interrupted'
                            WHERE state = 'sending'""", now).update();
                case HOLD ->
                    session.query("UPDATE delivery SET state = 'unsure', reply = 'interrupted' WHERE state = 'sending'")
                            .update();
            };
            for (long delivery : sending) {
                suppressIfRemoved(session, delivery);
            }
            return interrupted;
        });
    }

    /// Sends a day's unsure deliveries after all, under the Message-IDs they have.
    public int resendUnsure(Day day, Instant now) {
        return store.write(session -> session.query(
                        "UPDATE delivery SET state = 'deferred', next_attempt_at = ? WHERE day = ? AND state = 'unsure'",
                        now,
                        day)
                .update());
    }

    /// Ends a day's unsure deliveries.
    public int dropUnsure(Day day) {
        return store.write(session -> session.query(
                        "UPDATE delivery SET state = 'failed', reply = 'unsure, dropped by the operator' WHERE day = ? AND state = 'unsure'",
                        day)
                .update());
    }

    /// Ends the editions that have no delivery left to make.
    @Override
    public void settle() {
        store.write(session -> session.query("""
                UPDATE edition SET state = 'sent' WHERE state = 'built' AND NOT EXISTS (
                  SELECT 1 FROM delivery d
                  WHERE d.day = edition.day AND d.state IN ('planned', 'sending', 'deferred', 'unsure'))""").update());
    }

    /// Notes what keeps mails from being sent, for `status`; empty: nothing does.
    @Override
    public void noteTrouble(Optional<String> trouble) {
        store.write(session -> {
            if (trouble.isPresent()) {
                Meta.put(session, Meta.SENDING_TROUBLE, trouble.get());
            } else {
                Meta.remove(session, Meta.SENDING_TROUBLE);
            }
            return trouble;
        });
    }

    public Optional<String> trouble() {
        return store.read(session -> Meta.get(session, Meta.SENDING_TROUBLE));
    }

    /// How a day's deliveries stand.
    public Progress progress(Day day) {
        return store.read(session -> session.query("""
                SELECT coalesce(sum(state IN ('planned', 'sending', 'deferred')), 0) AS waiting,
                       coalesce(sum(state = 'sent'), 0) AS sent, coalesce(sum(state = 'failed'), 0) AS failed,
                       coalesce(sum(state = 'unsure'), 0) AS unsure,
                       coalesce(sum(state = 'suppressed'), 0) AS suppressed
                FROM delivery WHERE day = ?""", day)
                .one(row -> new Progress(
                        row.integer("waiting"),
                        row.integer("sent"),
                        row.integer("failed"),
                        row.integer("unsure"),
                        row.integer("suppressed"))));
    }

    /// Who has the whole of a day's digest already.
    public List<EmailAddress> served(Day day) {
        return store.read(session -> session.query("""
                SELECT address FROM delivery WHERE day = ?
                GROUP BY subscriber HAVING min(state = 'sent') ORDER BY address""", day).list(row -> new EmailAddress(row.text("address"))));
    }

    /// A day's deliveries by state.
    ///
    /// @param waiting planned, being sent or deferred
    public record Progress(int waiting, int sent, int failed, int unsure, int suppressed) {}
}
