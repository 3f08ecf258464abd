package dev.nikkan.store;

import dev.nikkan.model.Mailbox;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Sha256;
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
    private final Store store;
    private final InstantSource clock;
    private final Packing packing;

    public MailStore(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.packing = new Packing(store);
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

    /// Stores mails in one transaction; when this returns they are safe. Doing it again changes nothing: a
    /// place is stored once, and the same octets in another mailbox are a second place of the same row.
    ///
    /// A new row is `pending`, and the caller reads it at once. Of a mail that comes alone this is counted as
    /// the first attempt. Of many it is not: should the process end, nobody could say which of them was the
    /// cause, and a kill or two during an import must not set hundreds of innocent mails aside.
    ///
    /// @return one for each of `mails`, in their order
    public List<Stored> add(List<Incoming> mails) {
        return commit(mails.stream().map(this::pack).toList(), List.of(), List.of());
    }

    /// Hashes and compresses a mail, for [#commit(List, List, List)]: the work that needs no transaction.
    public PackedMail pack(Incoming mail) {
        return new PackedMail(mail, mail.octets().sha256().octets(), packing.pack(mail.octets()));
    }

    /// As [#add(List)], and writes down what other mails say in the same transaction: the disk is waited for
    /// once.
    ///
    /// @param archives how far the files are imported with these mails
    public List<Stored> commit(List<PackedMail> mails, List<ReadyVerdict> verdicts, List<ArchiveProgress> archives) {
        Instant now = clock.instant();
        List<Stored> stored = store.write(session -> {
            List<Stored> rows = add(new Arrivals(session, now, mails.size() == 1 ? 1 : 0), mails);
            save(session, verdicts);
            put(session, archives);
            return rows;
        });
        packing.stored(stored.stream().mapToLong(Stored::id).max().orElse(0));
        return stored;
    }

    /// Stores archived mails together with what they say, in one transaction: half the work of storing first,
    /// for mails that are safe in their archive meanwhile. What the store has already is left as it is.
    ///
    /// @param verdicts one for each of `mails`, about no row
    /// @param read when they were read: their time of storing, on which a verdict may rest
    /// @return one for each of `mails`, in their order
    public List<Stored> commitRead(
            List<PackedMail> mails, List<ReadyVerdict> verdicts, Instant read, List<ArchiveProgress> archives) {
        List<Stored> stored = store.write(session -> {
            Arrivals arrivals = new Arrivals(session, read, 0);
            Readings readings = new Readings(session);
            List<Stored> rows = new ArrayList<>(mails.size());
            for (int i = 0; i < mails.size(); i++) {
                rows.add(arrivals.addRead(mails.get(i), verdicts.get(i), readings));
            }
            readings.index();
            put(session, archives);
            return rows;
        });
        packing.stored(stored.stream().mapToLong(Stored::id).max().orElse(0));
        return stored;
    }

    private static void put(Session session, List<ArchiveProgress> archives) throws SQLException {
        ArchiveRows files = new ArchiveRows(session);
        for (ArchiveProgress archive : archives) {
            files.put(archive);
        }
    }

    public Instant now() {
        return clock.instant();
    }

    /// Notes that an import has begun.
    ///
    /// @return whether one has begun before and not ended: it was killed, unless it still runs
    public boolean beginImport() {
        return store.write(session -> {
            boolean begun = Meta.get(session, Meta.IMPORTING).isPresent();
            Meta.put(session, Meta.IMPORTING, Timestamps.text(clock.instant()));
            return begun;
        });
    }

    /// Notes that it came to an end of its own, good or bad.
    public void endImport() {
        store.write(session -> {
            Meta.remove(session, Meta.IMPORTING);
            return true;
        });
    }

    private static List<Stored> add(Arrivals arrivals, List<PackedMail> mails) throws SQLException {
        List<Stored> rows = new ArrayList<>(mails.size());
        for (PackedMail mail : mails) {
            rows.add(arrivals.add(mail));
        }
        return rows;
    }

    /// Records a mail whose octets we do not have, as quarantined: nothing that the folder shows goes without a
    /// row.
    ///
    /// @param cause [QuarantineCause#OVERSIZE] or [QuarantineCause#UNFETCHABLE]
    /// @param size what the server says, in octets; 0 if it does not
    public void addUnavailable(
            MailboxUid place, QuarantineCause cause, String reason, long size, Optional<Instant> arrival) {
        Instant now = clock.instant();
        store.write(session -> {
            new Arrivals(session, now, 0).addUnavailable(place, cause, reason, size, arrival);
            return place;
        });
    }

    /// Records an archived mail whose octets are too many to be kept. Its hash tells it from others.
    ///
    /// @param verdict about no row, after its head
    public Stored addOversize(Sha256 sha256, long size, Optional<Instant> arrival, ReadyVerdict verdict) {
        Instant now = clock.instant();
        return store.write(session -> new Arrivals(session, now, 0).addOversize(sha256, size, arrival, verdict));
    }

    /// How far a file has been imported; empty where none of it has, or another file was there.
    public Optional<ArchiveProgress> imported(ArchiveFile file) {
        return store.read(session -> new ArchiveRows(session).find(file));
    }

    /// What became of the mails imported since a row, by status, kind and cause.
    public List<ImportedCount> importedSince(long row) {
        return store.read(session -> session.query("""
                SELECT status, kind, cause, count(*) AS n FROM message WHERE id > ? AND origin = 'import'
                GROUP BY status, kind, cause ORDER BY status, n DESC, kind""", row)
                .list(found -> new ImportedCount(
                        found.text("status"),
                        found.optionalText("kind"),
                        found.optionalText("cause").map(QuarantineCause::parse),
                        found.number("n"))));
    }

    /// The highest row there is; 0 in an empty store.
    public long newest() {
        return store.read(session -> session.query("SELECT coalesce(max(id), 0) AS newest FROM message")
                .one(row -> row.number("newest")));
    }

    /// Counts a failed fetch of one UID.
    ///
    /// @return the failures so far
    public int fetchFailed(MailboxUid place, String error) {
        return store.write(session -> {
            long mailbox = Arrivals.mailboxRow(session, place.mailbox());
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
        store.write(session -> session.query(
                        """
                INSERT INTO fetch_trouble (mailbox, uid, state, attempts, since, error)
                VALUES (?, ?, 'vanished', 1, ?, 'gone before it was fetched')
                ON CONFLICT DO UPDATE SET state = 'vanished', error = excluded.error""", Arrivals.mailboxRow(session, place.mailbox()), place.uid(), clock.instant())
                .update());
    }

    /// Flags that a stored mail's length is not the RFC822.SIZE its server claims.
    public void markSizeMismatch(MailboxUid place) {
        store.write(session -> session.query(
                        "UPDATE place SET size_mismatch = 1 WHERE mailbox = ? AND uid = ?",
                        Arrivals.mailboxRow(session, place.mailbox()),
                        place.uid())
                .update());
    }

    /// Notes under which rules of trust the daemon reads live mail.
    ///
    /// @param rules what tells them from any others
    public void noteRules(String rules) {
        store.write(session -> {
            Meta.put(session, Meta.RULES, rules);
            return rules;
        });
    }

    /// Under which rules a daemon last read live mail into this store; empty: none ever did.
    public Optional<String> rules() {
        return store.read(session -> Meta.get(session, Meta.RULES));
    }

    /// The oldest mail still to be understood, of those behind a row and stored at a moment or before.
    public Optional<Pending> pending(long after, Instant storedBy) {
        return store.read(session -> session.query("""
                SELECT m.id AS id, r.octets AS octets, r.dictionary AS dictionary, m.size AS size, m.origin AS origin,
                       m.arrived_at AS arrived_at, m.stored_at AS stored_at, m.assumed_list AS assumed_list, m.attempts AS attempts
                FROM message m JOIN raw_message r ON r.message = m.id
                WHERE m.status = 'pending' AND m.id > ? AND m.stored_at <= ? ORDER BY m.id LIMIT 1""", after, storedBy).first(row -> pending(session, row)));
    }

    /// A mail that is to be read again.
    Optional<Pending> again(Session session, long id) throws SQLException {
        return session.query("""
                SELECT m.id AS id, r.octets AS octets, r.dictionary AS dictionary, m.size AS size, m.origin AS origin,
                       m.arrived_at AS arrived_at, m.stored_at AS stored_at, m.assumed_list AS assumed_list,
                       m.attempts AS attempts
                FROM message m JOIN raw_message r ON r.message = m.id WHERE m.id = ?""", id).first(row -> pending(session, row));
    }

    private Pending pending(Session session, Row row) throws SQLException {
        return new Pending(
                row.number("id"),
                packing.unpack(session, row),
                Origin.valueOf(row.text("origin").toUpperCase(Locale.ROOT)),
                row.optionalInstant("arrived_at"),
                row.instant("stored_at"),
                row.optionalText("assumed_list").map(MailingList::new),
                row.integer("attempts"));
    }

    /// Counts a try to read a mail, before it starts.
    public void beginAttempt(long id) {
        store.write(session -> session.query("UPDATE message SET attempts = attempts + 1 WHERE id = ?", id)
                .update());
    }

    /// Writes down what mails say, in one transaction. A mail that is no longer pending is left as it is.
    public void save(List<Verdict> verdicts) {
        List<ReadyVerdict> ready = verdicts.stream().map(ReadyVerdict::of).toList();
        store.write(session -> {
            save(session, ready);
            return verdicts.size();
        });
    }

    private static void save(Session session, List<ReadyVerdict> verdicts) throws SQLException {
        Readings readings = new Readings(session);
        for (ReadyVerdict verdict : verdicts) {
            readings.save(verdict);
        }
        readings.index();
    }

    /// Sets a pending mail aside without a reading.
    public void quarantine(long id, QuarantineCause cause, String reason) {
        store.write(session -> session.query("""
                UPDATE message SET status = 'quarantined', kind = 'unreadable', cause = ?, reason = ?
                WHERE id = ? AND status = 'pending'""", cause.text(), reason, id).update());
    }

    /// A mail with its octets, for [Letters]; empty where they never reached us.
    Optional<Letters.Unread> letter(long id) {
        return store.read(session -> session.query("""
                SELECT m.id AS id, r.octets AS octets, r.dictionary AS dictionary, m.size AS size,
                       m.arrived_at AS arrived_at, m.stored_at AS stored_at
                FROM message m JOIN raw_message r ON r.message = m.id WHERE m.id = ?""", id)
                .first(row -> new Letters.Unread(
                        row.number("id"),
                        packing.unpack(session, row),
                        row.optionalInstant("arrived_at"),
                        row.instant("stored_at"))));
    }

    /// The octets of a mail as received; empty where they never reached us.
    public Optional<Octets> octets(long id) {
        return store.read(session -> session.query("""
                SELECT r.octets AS octets, r.dictionary AS dictionary, m.size AS size
                FROM raw_message r JOIN message m ON m.id = r.message WHERE m.id = ?""", id).first(row -> packing.unpack(session, row)));
    }
}
