package dev.nikkan.store;

import dev.nikkan.model.Account;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.Item;
import dev.nikkan.model.PreviousRevision;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Topic;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// Reads a day out of the store, within one transaction.
final class ContentQuery {
    /// The mails of a day's edition; of a day without one, all of that day. Written so that SQLite goes from these few
    /// to what they announce, and not through all that was ever announced.
    private static final String SELECTED = """
            m.id IN (SELECT i.message FROM edition_item i WHERE i.day = ?1
                     UNION ALL
                     SELECT n.id FROM message n
                     WHERE n.day = ?1 AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.day = ?1))
            ORDER BY m.day, coalesce(m.sent_at, m.arrived_at, m.stored_at), m.id""";

    static final String POSTS = """
            SELECT m.id AS id, m.day AS day, m.archived_at AS archived_at, p.*,
                   (SELECT max(q.revision) FROM draft_post q
                    WHERE q.draft = p.draft AND q.revision < p.revision) AS previous,
                   (SELECT n.day FROM draft_post q JOIN message n ON n.id = q.message
                    WHERE q.draft = p.draft AND q.revision < p.revision
                    ORDER BY q.revision DESC LIMIT 1) AS previous_day
            FROM draft_post p JOIN message m ON m.id = p.message WHERE
            """ + SELECTED;

    /// The drafts that an event is about, one a line.
    static final String DRAFTS = """
            (SELECT coalesce(group_concat(d.draft, char(10) ORDER BY d.position), '')
             FROM event_draft d WHERE d.message = e.message) AS drafts
            """;

    /// Left alone, SQLite counts them in the index of all days, which is as long as the store is old.
    static final String PENDING =
            "SELECT count(*) AS n FROM message INDEXED BY message_pending WHERE status = 'pending'";

    private final Session session;

    ContentQuery(Session session) {
        this.session = session;
    }

    EditionContent content(Day day) throws SQLException {
        return new EditionContent(day, account(day), posts(day), rfcs(day), events(day), unreadSources(day));
    }

    /// The same count as `v_day`, asked of one day only.
    Account account(Day day) throws SQLException {
        return session.query("""
                SELECT count(*) AS messages, count(p.message) AS posts, count(DISTINCT p.draft) AS drafts,
                       count(r.message) AS rfcs, count(e.message) AS events,
                       coalesce(sum(m.status = 'duplicate'), 0) AS duplicates,
                       coalesce(sum(m.status = 'other'), 0) AS other,
                       coalesce(sum(m.status = 'quarantined'), 0) AS quarantined
                FROM message m
                LEFT JOIN draft_post p ON p.message = m.id
                LEFT JOIN rfc r ON r.message = m.id
                LEFT JOIN event e ON e.message = m.id
                WHERE m.day = ?""", day)
                .one(row -> new Account(
                        row.integer("messages"),
                        row.integer("posts"),
                        row.integer("drafts"),
                        row.integer("rfcs"),
                        row.integer("events"),
                        row.integer("duplicates"),
                        row.integer("other"),
                        row.integer("quarantined")));
    }

    /// Mails that nobody has understood yet, of whatever day.
    int pending() throws SQLException {
        return session.query(PENDING).one(row -> row.integer("n"));
    }

    private List<String> unreadSources(Day day) throws SQLException {
        return session.query("SELECT unread_sources FROM edition WHERE day = ?", day)
                .first(row -> row.lines("unread_sources"))
                .orElse(List.of());
    }

    private List<Item.Post> posts(Day day) throws SQLException {
        return session.query(POSTS, day)
                .list(row -> new Item.Post(
                        row.number("id"), row.day("day"), row.optionalText("archived_at"), post(row), previous(row)));
    }

    static DraftPost post(Row row) throws SQLException {
        return new DraftPost(
                new DraftRevision(new DraftName(row.text("draft")), new Revision(row.integer("revision"))),
                row.optionalText("title"),
                authors(row),
                group(row),
                row.optionalInteger("pages"),
                row.optionalText("date").map(LocalDate::parse),
                row.optionalText("abstract"),
                row.optionalText("url"),
                row.optionalText("html_url"),
                row.optionalText("diff_url"));
    }

    private static Optional<PreviousRevision> previous(Row row) throws SQLException {
        Optional<Integer> revision = row.optionalInteger("previous");
        return revision.isEmpty()
                ? Optional.empty()
                : Optional.of(new PreviousRevision(new Revision(revision.get()), row.day("previous_day")));
    }

    private List<Item.Rfc> rfcs(Day day) throws SQLException {
        return session.query("""
                SELECT m.id AS id, m.day AS day, m.archived_at AS archived_at, r.*
                FROM rfc r JOIN message m ON m.id = r.message WHERE
                """ + SELECTED, day)
                .list(row -> new Item.Rfc(row.number("id"), row.day("day"), row.optionalText("archived_at"), rfc(row)));
    }

    static RfcPublication rfc(Row row) throws SQLException {
        return new RfcPublication(
                new RfcNumber(row.integer("number")),
                row.lines("subseries"),
                row.optionalText("title"),
                authors(row),
                row.optionalText("status"),
                row.optionalText("maturity"),
                row.optionalText("stream"),
                row.optionalText("date").map(YearMonth::parse),
                row.lines("mailboxes"),
                row.optionalInteger("pages"),
                row.optionalInteger("characters"),
                numbers(row, "obsoletes"),
                numbers(row, "updates"),
                row.lines("see_also"),
                row.optionalText("draft").map(DraftName::new),
                row.optionalInteger("revision").map(Revision::new),
                row.optionalText("url"),
                row.optionalText("doi"),
                row.optionalText("abstract"),
                group(row));
    }

    private List<Item.Other> events(Day day) throws SQLException {
        return session.query("""
                SELECT m.id AS id, m.day AS day, m.archived_at AS archived_at, e.kind, e.subject,
                       e.title, e.rfc, e.wg, e.detail, e.deadline, e.url, e.topic,
                """ + DRAFTS + "FROM event e JOIN message m ON m.id = e.message WHERE\n" + SELECTED, day)
                .list(ContentQuery::other);
    }

    static Item.Other other(Row row) throws SQLException {
        return new Item.Other(row.number("id"), row.day("day"), row.optionalText("archived_at"), event(row));
    }

    static EventSummary event(Row row) throws SQLException {
        return new EventSummary(
                EventKind.parse(row.text("kind")),
                row.text("subject"),
                row.optionalText("title"),
                row.lines("drafts").stream().map(DraftName::new).toList(),
                row.optionalInteger("rfc").map(RfcNumber::new),
                row.optionalText("wg"),
                row.optionalText("detail"),
                row.optionalText("deadline").map(LocalDate::parse),
                row.optionalText("url"),
                row.optionalText("topic").map(Topic::parse));
    }

    private static Authors authors(Row row) throws SQLException {
        return new Authors(row.lines("authors"), row.lines("editors"), row.truth("et_al"));
    }

    static Optional<GroupMention> group(Row row) throws SQLException {
        Optional<String> name = row.optionalText("group_name");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new GroupMention(
                        name.get(), row.optionalText("group_acronym"), row.optionalText("group_type")));
    }

    private static List<RfcNumber> numbers(Row row, String column) throws SQLException {
        return row.lines(column).stream()
                .map(Integer::valueOf)
                .map(RfcNumber::new)
                .toList();
    }
}
