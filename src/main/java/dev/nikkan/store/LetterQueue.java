package dev.nikkan.store;

import dev.nikkan.store.Letters.Unread;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The mails from mailboxes that announce nothing, and the mark behind the last of them that was dealt with, within one
/// transaction.
record LetterQueue(Session session) {
    private static final String READ = "letters_read";

    /// Those behind the mark, oldest first. One that is still being understood lets all behind it wait: it may turn
    /// out to be one of them. One whose octets are erased says nothing any more and keeps nobody waiting.
    List<Long> unread(int limit) throws SQLException {
        return session.query("""
                SELECT m.id AS id FROM message m JOIN raw_message r ON r.message = m.id
                WHERE m.id > ? AND m.id <= ? AND m.status = 'other' AND m.origin = 'mailbox'
                ORDER BY m.id LIMIT ?""", mark(), readable(), limit).list(row -> row.number("id"));
    }

    /// Up to where the mark may go if none is unread; 0: it is there.
    long ahead() throws SQLException {
        long readable = readable();
        return readable > mark() ? readable : 0L;
    }

    /// Moves the mark, unless a mail on its way is unread.
    boolean passOver(long highest) throws SQLException {
        boolean waiting = session.query("""
                SELECT 1 AS one FROM message m JOIN raw_message r ON r.message = m.id
                WHERE m.id > ? AND m.id <= ? AND m.status = 'other' AND m.origin = 'mailbox' LIMIT 1""", mark(), highest)
                .first(row -> row.integer("one"))
                .isPresent();
        if (!waiting) {
            Meta.put(session, READ, Long.toString(highest));
        }
        return !waiting;
    }

    private long mark() throws SQLException {
        return Meta.get(session, READ).map(Long::parseLong).orElse(0L);
    }

    private long readable() throws SQLException {
        return session.query("""
                SELECT coalesce((SELECT min(id) - 1 FROM message WHERE status = 'pending'),
                                (SELECT max(id) FROM message), 0) AS id""").one(row -> row.number("id"));
    }

    /// Marks a mail as dealt with that is a subscriber's or about one. Of who is forgotten it is not kept.
    String close(Unread letter, long subscriber, String outcome, Instant now) throws SQLException {
        close(letter, outcome, now);
        session.query("""
                UPDATE letter SET subscriber = (SELECT id FROM subscriber WHERE id = ?) WHERE message = ?""", subscriber, letter.message()).update();
        if (SubscriberRows.isForgotten(session, subscriber)) {
            new Erasure(session).eraseMail(letter.message());
        }
        return outcome;
    }

    /// Marks a mail as dealt with.
    String close(Unread letter, String outcome, Instant now) throws SQLException {
        session.query("INSERT INTO letter (message, at, outcome) VALUES (?, ?, ?)", letter.message(), now, outcome)
                .update();
        Meta.put(session, READ, Long.toString(letter.message()));
        return outcome;
    }
}
