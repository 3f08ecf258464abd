package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.Mailbox;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Sha256;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes mails into their rows, within a transaction. What is asked once a mail costs more than the row itself, so
/// what does not change between two mails of a transaction is asked once.
final class Arrivals {
    private final Session session;
    private final Instant now;
    private final int attempts;
    private final Map<Mailbox, Folder> folders = new HashMap<>();
    private long lastId = -1;

    /// @param attempts to read them that are begun with their rows
    Arrivals(Session session, Instant now, int attempts) {
        this.session = session;
        this.now = now;
        this.attempts = attempts;
    }

    /// What is known of a mailbox.
    private static final class Folder {
        private final long row;
        private final boolean troubled;
        private long highestUid;

        Folder(long row, boolean troubled, long highestUid) {
            this.row = row;
            this.troubled = troubled;
            this.highestUid = highestUid;
        }
    }

    Stored add(PackedMail mail) throws SQLException {
        Optional<MailboxUid> place = mail.incoming().place();
        Optional<Stored> known = place.isPresent() ? known(mail.sha256(), place.get()) : archived(mail);
        Stored stored = known.isPresent() ? known.get() : insert(mail);
        if (place.isPresent()) {
            put(place.get(), stored.id());
        }
        return stored;
    }

    /// The row that already has this mail: the one at this very place, else one of the same octets that has no place
    /// in this mailbox yet. The same octets at a second UID are another mail. Where UIDs mean nothing,
    /// octets decide.
    private Optional<Stored> known(Octets sha256, MailboxUid place) throws SQLException {
        Folder folder = folder(place.mailbox());
        Optional<Stored> here = place.uid() > folder.highestUid ? Optional.empty() : at(folder, place.uid());
        if (here.isPresent() || place.mailbox().uidValidity() == 0) {
            return here.isPresent() ? here : first(sha256);
        }
        return session.query("""
                SELECT id, stored_at FROM message m
                WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM place p WHERE p.message = m.id AND p.mailbox = ?)
                ORDER BY id LIMIT 1""", sha256, folder.row).first(Arrivals::already);
    }

    private Optional<Stored> at(Folder folder, long uid) throws SQLException {
        return session.query("""
                SELECT m.id AS id, m.stored_at AS stored_at FROM place p JOIN message m ON m.id = p.message
                WHERE p.mailbox = ? AND p.uid = ?""", folder.row, uid).first(Arrivals::already);
    }

    private Optional<Stored> first(Octets sha256) throws SQLException {
        return session.query("SELECT id, stored_at FROM message WHERE sha256 = ? ORDER BY id LIMIT 1", sha256)
                .first(Arrivals::already);
    }

    /// The row of an archived mail. If it counts for nothing because it names no list and none was known, and the
    /// operator names one now (or another), it is to be read again.
    private Optional<Stored> archived(PackedMail mail) throws SQLException {
        Optional<Stored> known = first(mail.sha256());
        if (known.isPresent() && mail.incoming().assumed().isPresent()) {
            session.query(
                            """
                    UPDATE message SET assumed_list = ?1, status = 'pending', kind = NULL, attempts = 0
                    WHERE id = ?2 AND origin = 'import' AND status = 'other'
                      AND list IS assumed_list AND assumed_list IS NOT ?1""",
                            mail.incoming().assumed().map(MailingList::id),
                            known.get().id())
                    .update();
        }
        return known;
    }

    private static Stored already(Row row) throws SQLException {
        return new Stored(row.number("id"), false, row.instant("stored_at"));
    }

    private Stored insert(PackedMail mail) throws SQLException {
        Incoming incoming = mail.incoming();
        Instant arrived =
                incoming.arrival().filter(arrival -> arrival.isBefore(now)).orElse(now);
        long id = nextId();
        session.query(
                        """
                INSERT INTO message (id, sha256, size, origin, arrived_at, stored_at, day, status, attempts, assumed_list)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)""",
                        id,
                        mail.sha256(),
                        incoming.octets().size(),
                        text(incoming.origin()),
                        incoming.arrival(),
                        now,
                        Day.of(arrived),
                        attempts,
                        incoming.assumed().map(MailingList::id))
                .update();
        putOctets(id, mail);
        return new Stored(id, true, now);
    }

    private void putOctets(long id, PackedMail mail) throws SQLException {
        session.query(
                        "INSERT INTO raw_message (message, octets, dictionary) VALUES (?, ?, ?)",
                        id,
                        mail.packed().octets(),
                        mail.packed().dictionary())
                .update();
    }

    /// Stores an archived mail with what it says, unless its octets are here.
    ///
    /// @param verdict about no row
    Stored addRead(PackedMail mail, ReadyVerdict verdict, Readings readings) throws SQLException {
        Optional<Stored> known = archived(mail);
        if (known.isPresent()) {
            return known.get();
        }
        long id = nextId();
        readings.add(mail.incoming(), mail.sha256(), now, verdict.about(id));
        putOctets(id, mail);
        return new Stored(id, true, now);
    }

    /// What AUTOINCREMENT would give: nobody else writes while this transaction lasts.
    private long nextId() throws SQLException {
        if (lastId < 0) {
            lastId = session.query("SELECT seq FROM sqlite_sequence WHERE name = 'message'")
                    .first(row -> row.number("seq"))
                    .orElse(0L);
        }
        return ++lastId;
    }

    /// Records a mail whose octets are not here.
    void addUnavailable(MailboxUid place, QuarantineCause cause, String reason, long size, Optional<Instant> arrival)
            throws SQLException {
        Folder folder = folder(place.mailbox());
        if (at(folder, place.uid()).isPresent()) {
            return;
        }
        Day day = Day.of(arrival.filter(instant -> instant.isBefore(now)).orElse(now));
        long id = nextId();
        session.query("""
                INSERT INTO message (id, size, origin, arrived_at, stored_at, day, status, kind, cause, reason)
                VALUES (?, ?, 'mailbox', ?, ?, ?, 'quarantined', 'unreadable', ?, ?)""", id, size, arrival, now, day, cause.text(), reason).update();
        put(place, id);
    }

    /// Records an archived mail whose octets are not kept, and what its head says.
    ///
    /// @param verdict about no row
    Stored addOversize(Sha256 sha256, long size, Optional<Instant> arrival, ReadyVerdict verdict) throws SQLException {
        Optional<Stored> known = first(sha256.octets());
        if (known.isPresent()) {
            return known.get();
        }
        long id = nextId();
        session.query(
                        """
                INSERT INTO message (id, sha256, size, origin, arrived_at, stored_at, day, status)
                VALUES (?, ?, ?, 'import', ?, ?, ?, 'pending')""",
                        id,
                        sha256.octets(),
                        size,
                        arrival,
                        now,
                        verdict.verdict().day())
                .update();
        new Readings(session).save(verdict.about(id));
        return new Stored(id, true, now);
    }

    private void put(MailboxUid place, long message) throws SQLException {
        Folder folder = folder(place.mailbox());
        session.query(
                        "INSERT INTO place (mailbox, uid, message) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        folder.row,
                        place.uid(),
                        message)
                .update();
        folder.highestUid = Math.max(folder.highestUid, place.uid());
        if (folder.troubled) {
            session.query("DELETE FROM fetch_trouble WHERE mailbox = ? AND uid = ?", folder.row, place.uid())
                    .update();
        }
    }

    private Folder folder(Mailbox mailbox) throws SQLException {
        Folder known = folders.get(mailbox);
        if (known == null) {
            known = look(mailboxRow(session, mailbox));
            folders.put(mailbox, known);
        }
        return known;
    }

    private Folder look(long row) throws SQLException {
        return session.query("""
                SELECT EXISTS (SELECT 1 FROM fetch_trouble WHERE mailbox = ?1) AS troubled,
                       (SELECT coalesce(max(uid), 0) FROM place WHERE mailbox = ?1) AS highest""", row).one(found -> new Folder(row, found.truth("troubled"), found.number("highest")));
    }

    static long mailboxRow(Session session, Mailbox mailbox) throws SQLException {
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

    static String text(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }
}
