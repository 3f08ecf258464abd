package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.Mailbox;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The mails: octets first, what they say later. Thread-safe.
public final class MailStore {
    private static final Instant WHENEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final Store store;
    private final InstantSource clock;

    public MailStore(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// The UIDs of a mailbox from `from` upwards that need not be fetched: stored, or given up on.
    public NavigableSet<Long> knownUids(Mailbox mailbox, long from) {
        return store.read(session ->
                new TreeSet<>(session.query("""
                SELECT p.uid AS uid FROM place p JOIN mailbox b ON b.id = p.mailbox
                WHERE b.account = ?1 AND b.folder = ?2 AND b.uidvalidity = ?3 AND p.uid >= ?4
                UNION ALL
                SELECT t.uid FROM fetch_trouble t JOIN mailbox b ON b.id = t.mailbox
                WHERE b.account = ?1 AND b.folder = ?2 AND b.uidvalidity = ?3 AND t.uid >= ?4 AND t.state = 'vanished'""", mailbox.account(), mailbox.folder(), mailbox.uidValidity(), from)
                        .list(row -> row.number("uid"))));
    }

    /// The highest UID stored of a mailbox; 0 when there is none.
    public long highestUid(Mailbox mailbox) {
        NavigableSet<Long> known = knownUids(mailbox, 0);
        return known.isEmpty() ? 0 : known.last();
    }

    /// Stores mails in one transaction; when this returns they are safe. Doing it again changes nothing: a place is
    /// stored once, and the same octets in another mailbox are a second place of the same row.
    ///
    /// A new row is `pending` with its first attempt already counted: the caller reads it at once.
    ///
    /// @return one for each of `mails`, in their order
    public List<Stored> add(List<Incoming> mails) {
        List<Deflated> deflated = mails.stream().map(Deflated::of).toList();
        Instant now = clock.instant();
        return store.write(session -> {
            List<Stored> stored = new ArrayList<>(deflated.size());
            for (Deflated mail : deflated) {
                stored.add(add(session, mail, now));
            }
            return stored;
        });
    }

    private static Stored add(Session session, Deflated mail, Instant now) throws SQLException {
        Optional<MailboxUid> place = mail.incoming.place();
        long mailbox = place.isPresent() ? mailboxRow(session, place.get().mailbox()) : 0;
        Optional<Stored> known =
                place.isPresent() ? known(session, mail.sha256, mailbox, place.get()) : first(session, mail.sha256);
        Stored stored = known.isPresent() ? known.get() : insert(session, mail, now);
        if (place.isPresent()) {
            put(session, mailbox, place.get().uid(), stored.id());
        }
        return stored;
    }

    /// The row that already has this mail: the one at this very place, else one of the same octets that has no place
    /// in this mailbox yet. The same octets at a second UID are another mail. Where UIDs mean nothing,
    /// octets decide.
    private static Optional<Stored> known(Session session, Octets sha256, long mailbox, MailboxUid place)
            throws SQLException {
        Optional<Stored> here = session.query("""
                SELECT m.id AS id, m.stored_at AS stored_at FROM place p JOIN message m ON m.id = p.message
                WHERE p.mailbox = ? AND p.uid = ?""", mailbox, place.uid()).first(MailStore::already);
        if (here.isPresent() || place.mailbox().uidValidity() == 0) {
            return here.isPresent() ? here : first(session, sha256);
        }
        return session.query("""
                SELECT id, stored_at FROM message m
                WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM place p WHERE p.message = m.id AND p.mailbox = ?)
                ORDER BY id LIMIT 1""", sha256, mailbox).first(MailStore::already);
    }

    private static Optional<Stored> first(Session session, Octets sha256) throws SQLException {
        return session.query("SELECT id, stored_at FROM message WHERE sha256 = ? ORDER BY id LIMIT 1", sha256)
                .first(MailStore::already);
    }

    private static Stored already(Row row) throws SQLException {
        return new Stored(row.number("id"), false, row.instant("stored_at"));
    }

    private static Stored insert(Session session, Deflated mail, Instant now) throws SQLException {
        Instant arrived =
                mail.incoming.arrival().filter(arrival -> arrival.isBefore(now)).orElse(now);
        long id = session.insert(
                """
                INSERT INTO message (sha256, size, origin, arrived_at, stored_at, day, status, attempts)
                VALUES (?, ?, ?, ?, ?, ?, 'pending', 1)""",
                mail.sha256,
                mail.incoming.octets().size(),
                text(mail.incoming.origin()),
                mail.incoming.arrival(),
                now,
                Day.of(arrived));
        session.query("INSERT INTO raw_message (message, octets) VALUES (?, ?)", id, mail.deflated)
                .update();
        return new Stored(id, true, now);
    }

    private static void put(Session session, long mailbox, long uid, long message) throws SQLException {
        session.query(
                        "INSERT INTO place (mailbox, uid, message) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        mailbox,
                        uid,
                        message)
                .update();
        session.query("DELETE FROM fetch_trouble WHERE mailbox = ? AND uid = ?", mailbox, uid)
                .update();
    }

    private static long mailboxRow(Session session, Mailbox mailbox) throws SQLException {
        Optional<Long> known = session.query(
                        "SELECT id FROM mailbox WHERE account = ? AND folder = ? AND uidvalidity = ?",
                        mailbox.account(),
                        mailbox.folder(),
                        mailbox.uidValidity())
                .first(row -> row.number("id"));
        return known.isPresent()
                ? known.get()
                : session.insert(
                        "INSERT INTO mailbox (account, folder, uidvalidity) VALUES (?, ?, ?)",
                        mailbox.account(),
                        mailbox.folder(),
                        mailbox.uidValidity());
    }

    /// Records a mail whose octets we do not have, as quarantined: nothing that the folder shows goes without a row.
    ///
    /// @param cause [QuarantineCause#OVERSIZE] or [QuarantineCause#UNFETCHABLE]
    /// @param size what the server says, in octets; 0 if it does not
    public void addUnavailable(
            MailboxUid place, QuarantineCause cause, String reason, long size, Optional<Instant> arrival) {
        Instant now = clock.instant();
        Day day = Day.of(arrival.filter(instant -> instant.isBefore(now)).orElse(now));
        store.write(session -> {
            long mailbox = mailboxRow(session, place.mailbox());
            if (session.query("SELECT 1 AS one FROM place WHERE mailbox = ? AND uid = ?", mailbox, place.uid())
                    .first(row -> row.number("one"))
                    .isPresent()) {
                return 0;
            }
            long id = session.insert("""
                    INSERT INTO message (size, origin, arrived_at, stored_at, day, status, kind, cause, reason)
                    VALUES (?, 'mailbox', ?, ?, ?, 'quarantined', 'unreadable', ?, ?)""", size, arrival, now, day, cause.text(), reason);
            put(session, mailbox, place.uid(), id);
            return 1;
        });
    }

    /// Counts a failed fetch of one UID.
    ///
    /// @return the failures so far
    public int fetchFailed(MailboxUid place, String error) {
        return store.write(session -> {
            long mailbox = mailboxRow(session, place.mailbox());
            session.query("""
                    INSERT INTO fetch_trouble (mailbox, uid, state, attempts, since, error)
                    VALUES (?, ?, 'failing', 1, ?, ?)
                    ON CONFLICT DO UPDATE SET attempts = attempts + 1, error = excluded.error""", mailbox, place.uid(), clock.instant(), error).update();
            return session.query(
                            "SELECT attempts FROM fetch_trouble WHERE mailbox = ? AND uid = ?", mailbox, place.uid())
                    .one(row -> row.integer("attempts"));
        });
    }

    /// Records that a UID was gone before it could be fetched.
    public void vanished(MailboxUid place) {
        store.write(session -> session.query("""
                INSERT INTO fetch_trouble (mailbox, uid, state, attempts, since, error)
                VALUES (?, ?, 'vanished', 1, ?, 'gone before it was fetched')
                ON CONFLICT DO UPDATE SET state = 'vanished', error = excluded.error""", mailboxRow(session, place.mailbox()), place.uid(), clock.instant())
                .update());
    }

    /// Flags that a stored mail's length is not the RFC822.SIZE its server claims.
    public void markSizeMismatch(MailboxUid place) {
        store.write(session -> session.query(
                        "UPDATE place SET size_mismatch = 1 WHERE mailbox = ? AND uid = ?",
                        mailboxRow(session, place.mailbox()),
                        place.uid())
                .update());
    }

    /// The oldest mails still to be understood, at most `limit`.
    public List<Pending> pending(int limit) {
        return pending(limit, WHENEVER);
    }

    /// The same of those stored at a moment or before.
    public List<Pending> pending(int limit, Instant storedBy) {
        return store.read(session -> session.query("""
                SELECT m.id AS id, r.octets AS octets, m.size AS size, m.origin AS origin, m.arrived_at AS arrived_at,
                       m.stored_at AS stored_at, m.attempts AS attempts
                FROM message m JOIN raw_message r ON r.message = m.id
                WHERE m.status = 'pending' AND m.stored_at <= ? ORDER BY m.id LIMIT ?""", storedBy, limit)
                .list(row -> new Pending(
                        row.number("id"),
                        Octets.of(Compression.inflate(row.bytes("octets"), row.integer("size"))),
                        Origin.valueOf(row.text("origin").toUpperCase(Locale.ROOT)),
                        row.optionalInstant("arrived_at"),
                        row.instant("stored_at"),
                        row.integer("attempts"))));
    }

    /// Counts a try to read a mail, before it starts.
    public void beginAttempt(long id) {
        store.write(session -> session.query("UPDATE message SET attempts = attempts + 1 WHERE id = ?", id)
                .update());
    }

    /// Writes down what mails say, in one transaction. A mail that is no longer pending is left as it is.
    public void save(List<Verdict> verdicts) {
        store.write(session -> {
            Readings readings = new Readings(session);
            for (Verdict verdict : verdicts) {
                readings.save(verdict);
            }
            return verdicts.size();
        });
    }

    /// Sets a pending mail aside without a reading.
    public void quarantine(long id, QuarantineCause cause, String reason) {
        store.write(session -> session.query("""
                UPDATE message SET status = 'quarantined', kind = 'unreadable', cause = ?, reason = ?
                WHERE id = ? AND status = 'pending'""", cause.text(), reason, id).update());
    }

    /// The octets of a mail as received; empty where they never reached us.
    public Optional<Octets> octets(long id) {
        return store.read(session -> session.query("""
                SELECT r.octets AS octets, m.size AS size
                FROM raw_message r JOIN message m ON m.id = r.message WHERE m.id = ?""", id)
                .first(row -> Octets.of(Compression.inflate(row.bytes("octets"), row.integer("size")))));
    }

    private static String text(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    /// The work that needs no transaction.
    private record Deflated(Incoming incoming, Octets sha256, Octets deflated) {
        static Deflated of(Incoming incoming) {
            return new Deflated(
                    incoming,
                    incoming.octets().sha256().octets(),
                    Octets.of(Compression.deflate(incoming.octets().array())));
        }
    }
}
