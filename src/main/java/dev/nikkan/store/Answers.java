package dev.nikkan.store;

import dev.nikkan.model.Attempt;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Octets;
import dev.nikkan.model.PlannedAnswer;
import dev.nikkan.model.Returned;
import dev.nikkan.model.Subscription;
import dev.nikkan.model.UnsurePolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answers to subscribers' mails, to be sent. Each is one row; who is answered how often is decided where
/// they are planned, at the [Desk]. Thread-safe.
public final class Answers implements Ledger {
    private final Store store;

    public Answers(Store store) {
        this.store = store;
    }

    @Override
    public List<Delivery> due(int limit, Instant now) {
        return store.readSnapshot(session -> {
            List<Delivery> due = due(session, limit, now, Timestamps.WHENEVER);
            return due.isEmpty() || Instance.held(session, now).isEmpty() ? due : List.of();
        });
    }

    private static List<Delivery> due(Session session, int limit, Instant now, Instant plannedBefore)
            throws SQLException {
        return session.query("""
                SELECT id, address, sender, attempts, planned_at, octets FROM answer
                WHERE next_attempt_at <= ? AND planned_at < ? ORDER BY next_attempt_at, id LIMIT ?""", now, plannedBefore, limit).list(Answers::delivery);
    }

    @Override
    public List<Waiting> waiting(Instant now) {
        return store.readSnapshot(session -> {
            List<Waiting> waiting = session.query("""
                    SELECT id, lower(substr(address, instr(address, '@') + 1)) AS domain
                    FROM answer WHERE next_attempt_at <= ? ORDER BY next_attempt_at, id""", now).list(Outbox::inLine);
            return waiting.isEmpty() || Instance.held(session, now).isEmpty() ? waiting : List.of();
        });
    }

    @Override
    public Optional<Delivery> due(long id, Instant now) {
        return store.read(session -> session.query("""
                SELECT id, address, sender, attempts, planned_at, octets FROM answer
                WHERE id = ? AND next_attempt_at <= ? AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'held')""", id, now).first(Answers::delivery));
    }

    private static Delivery delivery(Row row) throws SQLException {
        return new Delivery(
                row.number("id"),
                new Delivery.Answer(row.number("id")),
                new EmailAddress(row.text("address")),
                row.optionalText("sender").map(EmailAddress::new),
                row.integer("attempts"),
                row.instant("planned_at"),
                Octets.of(row.bytes("octets")));
    }

    /// None: an answer is one text for one person, and stands in its header's octets.
    @Override
    public Octets body(Delivery delivery) {
        return Octets.of(new byte[0]);
    }

    @Override
    public List<Delivery> begin(List<Delivery> deliveries, Instant now) {
        return store.write(session -> {
            List<Delivery> begun = new ArrayList<>();
            for (Delivery delivery : deliveries) {
                int taken =
                        session.query("""
                        UPDATE answer SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL
                        WHERE id = ? AND state IN ('planned', 'deferred') AND attempts = ?""", delivery.id(), delivery.attempts()).update();
                if (taken > 0) {
                    begun.add(delivery);
                }
            }
            return begun;
        });
    }

    @Override
    public void record(Delivery delivery, Attempt attempt, Instant ended, Optional<Instant> next) {
        store.write(session -> session.query(
                        """
                UPDATE answer SET state = ?, next_attempt_at = ?, sent_at = ?, reply = ?, verdict = ?
                WHERE id = ? AND state = 'sending'""",
                        Outbox.state(attempt, next),
                        Outbox.isRetried(attempt) ? next : Optional.empty(),
                        attempt instanceof Attempt.Accepted ? Optional.of(ended) : Optional.empty(),
                        attempt.reply(),
                        Bounces.verdict(attempt, next.isEmpty()).map(Returned::text),
                        delivery.id())
                .update());
    }

    @Override
    public List<Delivery> giveUp(Instant plannedBefore, String reason, int limit, Instant now) {
        return store.write(session -> {
            List<Delivery> late = due(session, limit, now, plannedBefore);
            for (Delivery delivery : late) {
                session.query(
                                "UPDATE answer SET state = 'failed', next_attempt_at = NULL, reply = ? WHERE id = ?",
                                reason,
                                delivery.id())
                        .update();
            }
            return late;
        });
    }

    @Override
    public int recoverInterrupted(UnsurePolicy policy, Instant now) {
        return store.write(session -> switch (policy) {
            case RESEND -> session.query("""
                        UPDATE answer SET state = 'deferred', next_attempt_at = ?, reply = 'interrupted'
                        WHERE state = 'sending'""", now).update();
            case HOLD ->
                session.query("UPDATE answer SET state = 'unsure', reply = 'interrupted' WHERE state = 'sending'")
                        .update();
        });
    }

    /// Nothing waits for the last of them.
    @Override
    public void settle() {}

    /// The digests' courier meets the same server and tells.
    @Override
    public void noteTrouble(Optional<String> trouble) {}

    /// Makes an answer a mail and plans it.
    static void plan(
            Session session,
            Instant now,
            Optional<Long> message,
            Optional<Subscription> proven,
            PlannedAnswer answer,
            Letters.Composer composer)
            throws SQLException {
        Letters.Composed mail = composer.compose(answer);
        session.query(
                        """
                INSERT INTO answer (message, subscriber, address, kind, state, planned_at, next_attempt_at,
                  message_id, sender, octets)
                VALUES (?1, ?2, ?3, ?4, 'planned', ?5, ?5, ?6, ?7, ?8)""",
                        message,
                        proven.map(known -> known.subscriber().id()),
                        answer.to().value(),
                        answer.kind().text(),
                        now,
                        mail.messageId(),
                        mail.sender().map(EmailAddress::value),
                        mail.octets())
                .update();
    }
}
