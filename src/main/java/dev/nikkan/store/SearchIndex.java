package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftPost;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps the index of search in step with the entries, in the transaction that changes them. A draft is in it
/// once, as its highest revision says.
///
/// Changes are gathered and written by [#write()], in the order of their ids: FTS5 begins a new segment
/// whenever an id is lower than the one before it, and merging segments is what an index costs.
final class SearchIndex {
    /// Raised when other words, or words of another form, are to stand in the index: it is then made anew.
    private static final String VERSION = "1";

    private static final String VERSION_KEY = "search";
    private static final int BATCH = 500;

    private final Session session;
    private final TreeSet<Long> obsolete = new TreeSet<>();
    private final TreeMap<Long, SearchDocument> fresh = new TreeMap<>();

    SearchIndex(Session session) {
        this.session = session;
    }

    static boolean upToDate(Session session) throws SQLException {
        return Meta.get(session, VERSION_KEY).equals(Optional.of(VERSION));
    }

    /// Makes the index of all entries, in one transaction, if it is not of this version.
    static void bringUpToDate(Session session) throws SQLException {
        if (upToDate(session)) {
            return;
        }
        session.execute("BEGIN IMMEDIATE");
        if (!upToDate(session)) {
            session.execute("INSERT INTO search (search) VALUES ('delete-all')");
            session.execute("DELETE FROM search_entry");
            new SearchIndex(session).fill();
            Meta.put(session, VERSION_KEY, VERSION);
        }
        session.execute("COMMIT");
    }

    private void fill() throws SQLException {
        long last = 0;
        for (List<Long> batch = entries(last); !batch.isEmpty(); batch = entries(last)) {
            for (long message : batch) {
                putStored(message);
            }
            write();
            last = batch.getLast();
        }
    }

    private List<Long> entries(long after) throws SQLException {
        return session.query("""
                SELECT message FROM (
                  SELECT message FROM (SELECT p.message AS message FROM draft_post p
                    WHERE p.message > ?1 AND NOT EXISTS (
                      SELECT 1 FROM draft_post q WHERE q.draft = p.draft AND q.revision > p.revision)
                    ORDER BY p.message LIMIT ?2)
                  UNION ALL
                  SELECT message FROM (SELECT message FROM rfc WHERE message > ?1 ORDER BY message LIMIT ?2)
                  UNION ALL
                  SELECT message FROM (SELECT message FROM event WHERE message > ?1 ORDER BY message LIMIT ?2))
                ORDER BY message LIMIT ?2""", after, BATCH).list(row -> row.number("message"));
    }

    /// Takes an entry in whose row has just been written.
    ///
    /// @param document of `entry`
    void put(long message, Day day, Searchable entry, SearchDocument document) throws SQLException {
        if (entry instanceof Searchable.Draft(DraftPost post) && !displaces(post)) {
            return;
        }
        add(message, day, document);
    }

    private void add(long message, Day day, SearchDocument document) throws SQLException {
        long id = id(message, day);
        session.query("INSERT INTO search_entry (message, id) VALUES (?, ?)", message, id)
                .update();
        fresh.put(id, document);
    }

    /// Takes an entry out; to be called while its row still stands. A draft is then found by the revision
    /// before.
    void remove(long message) throws SQLException {
        Optional<Long> id = session.query("SELECT id FROM search_entry WHERE message = ?", message)
                .first(row -> row.number("id"));
        if (id.isEmpty()) {
            return;
        }
        discard(message, id.get());
        Optional<Long> previous = session.query("""
                SELECT q.message AS message FROM draft_post p JOIN draft_post q ON q.draft = p.draft
                WHERE p.message = ?1 AND q.message <> ?1 ORDER BY q.revision DESC LIMIT 1""", message).first(row -> row.number("message"));
        if (previous.isPresent()) {
            putStored(previous.get());
        }
    }

    private void putStored(long message) throws SQLException {
        Found stored = new EntryQuery(session).entry(message);
        add(message, stored.day(), SearchDocument.of(stored.entry()));
    }

    /// Whether a post is of the highest revision; makes room for it if so.
    private boolean displaces(DraftPost post) throws SQLException {
        record Indexed(long message, long id, int revision) {}
        Optional<Indexed> indexed = session.query("""
                SELECT p.message AS message, p.revision AS revision, s.id AS id
                FROM draft_post p JOIN search_entry s ON s.message = p.message
                WHERE p.draft = ? ORDER BY p.revision DESC LIMIT 1""", post.draft().name().value())
                .first(row -> new Indexed(row.number("message"), row.number("id"), row.integer("revision")));
        if (indexed.isEmpty()) {
            return true;
        }
        if (indexed.get().revision() > post.draft().revision().number()) {
            return false;
        }
        discard(indexed.get().message(), indexed.get().id());
        return true;
    }

    private void discard(long message, long id) throws SQLException {
        session.query("DELETE FROM search_entry WHERE message = ?", message).update();
        if (fresh.remove(id) == null) {
            obsolete.add(id);
        }
    }

    /// Writes what has been put in and taken out. Nothing is changed before.
    void write() throws SQLException {
        for (long id : obsolete) {
            session.query("DELETE FROM search WHERE rowid = ?", id).update();
        }
        for (var entry : fresh.entrySet()) {
            SearchDocument document = entry.getValue();
            session.query(
                            """
                    INSERT INTO search (rowid, name, title, about, authors, wg, text, labels)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                            entry.getKey(),
                            document.name(),
                            document.title(),
                            document.about(),
                            document.authors(),
                            document.group(),
                            document.text(),
                            document.labels())
                    .update();
        }
        obsolete.clear();
        fresh.clear();
    }

    private static long id(long message, Day day) {
        return firstId(day) | message;
    }

    /// No entry of that day or a later one has a lower id.
    static long firstId(Day day) {
        return day.date().toEpochDay() << 32;
    }

    static long message(long id) {
        return id & 0xFFFF_FFFFL;
    }
}
