package dev.nikkan.store;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import java.sql.SQLException;

/// Reads single entries.
final class EntryQuery {
    private final Session session;

    EntryQuery(Session session) {
        this.session = session;
    }

    /// What a mail that is an entry announces.
    Found entry(long message) throws SQLException {
        String kind =
                session.query("SELECT kind FROM message WHERE id = ?", message).one(row -> row.text("kind"));
        return switch (kind) {
            case "id" ->
                session.query("""
                    SELECT m.day AS day, m.archived_at AS archived_at, p.*
                    FROM draft_post p JOIN message m ON m.id = p.message WHERE p.message = ?""", message).one(row -> found(row, new Searchable.Draft(ContentQuery.post(row))));
            case "rfc" -> session.query("""
                    SELECT m.day AS day, m.archived_at AS archived_at, r.*
                    FROM rfc r JOIN message m ON m.id = r.message WHERE r.message = ?""", message).one(row -> found(row, new Searchable.Rfc(ContentQuery.rfc(row))));
            default ->
                session.query(
                                """
                    SELECT m.day AS day, m.archived_at AS archived_at, e.*,
                    """ + ContentQuery.DRAFTS
                                        + "FROM event e JOIN message m ON m.id = e.message WHERE e.message = ?",
                                message)
                        .one(row -> found(row, other(row)));
        };
    }

    private Searchable.Other other(Row row) throws SQLException {
        long message = row.number("message");
        return new Searchable.Other(
                ContentQuery.event(row),
                session.query("SELECT draft FROM event_draft WHERE message = ? ORDER BY position", message)
                        .list(draft -> new DraftName(draft.text("draft"))),
                session.query("SELECT rfc FROM event_rfc WHERE message = ? ORDER BY position", message)
                        .list(rfc -> new RfcNumber(rfc.integer("rfc"))),
                ContentQuery.group(row),
                row.optionalText("text"));
    }

    private static Found found(Row row, Searchable entry) throws SQLException {
        return new Found(row.number("message"), row.day("day"), row.optionalText("archived_at"), entry);
    }
}
