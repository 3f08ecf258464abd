package dev.nikkan.store;

import dev.nikkan.model.Day;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The mails that were set aside, each with its reason. Thread-safe.
public final class Quarantine {
    /// @param octetsStored whether the mail itself is here
    public record Entry(
            long id,
            Day day,
            Instant storedAt,
            QuarantineCause cause,
            String reason,
            Optional<String> list,
            Optional<String> sender,
            Optional<String> subject,
            long size,
            boolean octetsStored) {}

    private static final String AGAIN = """
            UPDATE message SET status = 'pending', kind = NULL, cause = NULL, reason = NULL, attempts = 0
            WHERE status = 'quarantined' AND EXISTS (SELECT 1 FROM raw_message r WHERE r.message = message.id)
            """;

    private final Store store;

    public Quarantine(Store store) {
        this.store = store;
    }

    /// All of them, oldest first.
    public List<Entry> list() {
        return store.read(session -> session.query(
                        select("INDEXED BY message_quarantined WHERE m.status = 'quarantined' ORDER BY m.id"))
                .list(Quarantine::entry));
    }

    public Optional<Entry> find(long id) {
        return store.read(session -> session.query(select("WHERE m.status = 'quarantined' AND m.id = ?"), id)
                .first(Quarantine::entry));
    }

    private static String select(String where) {
        return """
                SELECT m.id AS id, m.day AS day, m.stored_at AS stored_at, m.cause AS cause, m.reason AS reason,
                       m.list AS list, m.sender AS sender, m.subject AS subject, m.size AS size,
                       EXISTS (SELECT 1 FROM raw_message r WHERE r.message = m.id) AS octets_stored
                FROM message m
                """ + where;
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(
                row.number("id"),
                row.day("day"),
                row.instant("stored_at"),
                QuarantineCause.parse(row.text("cause")),
                row.text("reason"),
                row.optionalText("list"),
                row.optionalText("sender"),
                row.optionalText("subject"),
                row.number("size"),
                row.truth("octets_stored"));
    }

    /// Makes a mail pending again, with a fresh count of attempts. Not one without octets, nor an unverified one:
    /// while the rules of trust are the same, reading it again cannot change what is wrong with it.
    ///
    /// @return whether there was such a mail
    public boolean retry(long id) {
        return store.write(session -> session.query(AGAIN + "AND cause IN ('unreadable', 'unfinished') AND id = ?", id)
                        .update()
                > 0);
    }

    /// The same of all mails that our server did not find authentic: for when it was asked the wrong question.
    ///
    /// @return how many there were
    public int retryUnverified() {
        return store.write(
                session -> session.query(AGAIN + "AND cause = 'unverified'").update());
    }
}
