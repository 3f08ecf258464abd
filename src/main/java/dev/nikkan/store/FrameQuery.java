package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DayFrame;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.ListDay;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.SourceReading;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads what stands around a day, within one transaction. Of a day with an edition, what the store had at its
/// cut (see [HistoryQuery]); of another, what it has.
final class FrameQuery {
    /// Last calls are open for two to four weeks. What claims to be open for longer than this has a year
    /// misspelt, and would stand in every digest until then.
    private static final int LONGEST_CALL = 100;

    /// Of the documents of a last call, those that nothing has overtaken: no approval, no RFC and no later
    /// last call that names them. A call that names no document known to us runs to its deadline.
    static final String OPEN_CALLS =
            """
            SELECT m.id AS id, m.day AS day, m.archived_at AS archived_at, e.kind, e.subject,
                   e.title, e.rfc, e.wg, e.detail, e.deadline, e.url, e.topic,
                   %5$s
            FROM event e INDEXED BY event_call CROSS JOIN message m ON m.id = e.message
            WHERE e.kind = 'last-call' AND e.deadline BETWEEN ?1 AND date(?1, '+%1$d days')
              AND e.deadline <= date(m.day, '+%1$d days') AND m.day <= ?1 AND m.status = 'parsed' AND %2$s
              AND (EXISTS (
                     SELECT 1 FROM event_draft d WHERE d.message = e.message
                     AND NOT EXISTS (
                       SELECT 1 FROM rfc r JOIN message a ON a.id = r.message
                       WHERE r.draft = d.draft AND a.day <= ?1 AND %3$s)
                     AND NOT EXISTS (
                       SELECT 1 FROM event_draft o JOIN event x ON x.message = o.message JOIN message a ON a.id = x.message
                       WHERE o.draft = d.draft AND a.day <= ?1 AND %4$s AND %3$s))
                   OR EXISTS (
                     SELECT 1 FROM event_rfc d WHERE d.message = e.message
                     AND NOT EXISTS (
                       SELECT 1 FROM event_rfc o JOIN event x ON x.message = o.message JOIN message a ON a.id = x.message
                       WHERE o.rfc = d.rfc AND a.day <= ?1 AND %4$s AND %3$s))
                   OR NOT EXISTS (SELECT 1 FROM event_draft d WHERE d.message = e.message)
                      AND NOT EXISTS (SELECT 1 FROM event_rfc d WHERE d.message = e.message))
            ORDER BY e.deadline, m.day, m.id""".formatted(LONGEST_CALL, HistoryQuery.stored("m"), HistoryQuery.stored("a"), """
                    (x.kind IN ('protocol-action', 'document-action') AND a.day >= m.day
                       OR x.kind = 'last-call' AND (a.day, a.id) > (m.day, m.id))""", ContentQuery.DRAFTS);

    static final String MAIL = """
            SELECT m.day AS day, m.list AS list, count(*) AS mails FROM message m
            WHERE m.day >= ?2 AND m.day <= ?1 AND m.status IN ('parsed', 'duplicate') AND m.list IS NOT NULL AND
            """ + HistoryQuery.stored("m") + " GROUP BY m.day, m.list ORDER BY m.day, m.list";

    private final Session session;

    FrameQuery(Session session) {
        this.session = session;
    }

    DayFrame around(Day day) throws SQLException {
        boolean cut = session.query("SELECT count(*) AS n FROM edition WHERE day = ?", day)
                        .one(row -> row.integer("n"))
                > 0;
        return new DayFrame(cut, openCalls(day), mail(day), readings(day, cut), closing(day));
    }

    private List<Item.Other> openCalls(Day day) throws SQLException {
        return session.query(OPEN_CALLS, day).list(ContentQuery::other);
    }

    private List<ListDay> mail(Day day) throws SQLException {
        return session.query(MAIL, day, day.plus(-PostingHistory.DAYS))
                .list(row -> new ListDay(row.day("day"), new MailingList(row.text("list")), row.integer("mails")));
    }

    private List<SourceReading> readings(Day day, boolean cut) throws SQLException {
        Query query = cut
                ? session.query("SELECT source, read_at FROM edition_source WHERE day = ? ORDER BY source", day)
                : session.query("""
                        SELECT account || '/' || folder AS source, passed_at AS read_at
                        FROM source_state ORDER BY source""");
        return query.list(row -> new SourceReading(row.text("source"), row.optionalInstant("read_at")));
    }

    private Map<Language, String> closing(Day day) throws SQLException {
        Map<Language, String> words = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            session.query("SELECT text FROM edition_note WHERE day = ? AND language = ?", day, language.tag())
                    .first(row -> row.text("text"))
                    .ifPresent(text -> words.put(language, text));
        }
        return words;
    }
}
