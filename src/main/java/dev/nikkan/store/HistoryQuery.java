package dev.nikkan.store;

import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.PastPost;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Revision;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what came before a day, within one transaction.
///
/// An edition's history is what the store had when it was cut: posts of earlier days whose mails were stored
/// before the cut (`edition.cut_message`), except those that a later edition lists as late. So mail that comes
/// late, and archives imported afterwards, change no signal of an edition that is out. Three things still may:
/// an archived mail that was in quarantine at the cut and is read later, a mail read anew by `reparse`, and the
/// draft that another is said to continue, which is inferred and may be corrected. A day without an edition has
/// all that the store has.
///
/// Every statement goes from the index of days, of drafts or of groups to a few rows, so that their cost does
/// not grow with the store.
final class HistoryQuery {
    /// The mails that count as before day ?1. The CROSS JOIN keeps SQLite at the index of days as the outer loop.
    private static final String BEFORE = "m.day < ?1 AND " + stored("m");

    static final String POSTS = """
            SELECT m.day AS day, p.draft AS draft, p.revision AS revision, p.title AS title, p.authors AS authors,
                   p.editors AS editors, p.et_al AS et_al, p.abstract AS abstract
            FROM message m CROSS JOIN draft_post p ON p.message = m.id
            WHERE m.day >= ?2 AND m.status = 'parsed' AND m.kind = 'id' AND
            """ + BEFORE + """
             ORDER BY m.day, p.draft, p.revision""";

    static final String KNOWN = """
            SELECT EXISTS (SELECT 1 FROM draft_post p JOIN message m ON m.id = p.message
                           WHERE p.wg = ?2 AND
            """ + BEFORE + ") AS known";

    static final String SINCE = """
            SELECT m.day AS day FROM message m
            WHERE m.status = 'parsed' AND m.kind = 'id' AND
            """ + BEFORE + " ORDER BY m.day LIMIT 1";

    static final String PREDECESSOR = """
            SELECT predecessor FROM v_succession WHERE successor = ?
            ORDER BY source DESC, score DESC, predecessor LIMIT 1""";

    private final Session session;

    HistoryQuery(Session session) {
        this.session = session;
    }

    /// The mails that the store had when the edition of day ?1 was cut, in SQL; without an edition, all.
    ///
    /// @param message the name that the table of mails has in the query
    static String stored(String message) {
        return """
                %1$s.id <= coalesce((SELECT c.cut_message FROM edition c WHERE c.day = ?1), 9223372036854775807)
                AND NOT EXISTS (SELECT 1 FROM edition_item i JOIN edition l ON l.day = i.day
                                WHERE i.message = %1$s.id AND l.day <> %1$s.day
                                  AND l.cut_at > (SELECT c.cut_at FROM edition c WHERE c.day = ?1))""".formatted(message);
    }

    /// @param drafts of the day, whose groups and predecessors are looked up
    PostingHistory before(Day day, List<DraftRevision> drafts) throws SQLException {
        return new PostingHistory(since(day), posts(day), knownGroups(day, drafts), predecessors(drafts));
    }

    private Optional<Day> since(Day day) throws SQLException {
        return session.query(SINCE, day).first(row -> row.day("day"));
    }

    private List<PastPost> posts(Day day) throws SQLException {
        return session.query(POSTS, day, day.plus(-PostingHistory.DAYS))
                .list(row -> new PastPost(
                        row.day("day"),
                        new DraftRevision(new DraftName(row.text("draft")), new Revision(row.integer("revision"))),
                        row.optionalText("title"),
                        new Authors(row.lines("authors"), row.lines("editors"), row.truth("et_al")),
                        row.optionalText("abstract")));
    }

    private Set<String> knownGroups(Day day, List<DraftRevision> drafts) throws SQLException {
        Set<String> known = new HashSet<>();
        for (String group : groups(drafts)) {
            if (session.query(KNOWN, day, group).one(row -> row.truth("known"))) {
                known.add(group);
            }
        }
        return known;
    }

    private static List<String> groups(List<DraftRevision> drafts) {
        return drafts.stream()
                .flatMap(draft -> draft.name().group().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Of first versions alone: what continues another draft is new under its own name.
    private Map<DraftName, DraftName> predecessors(List<DraftRevision> drafts) throws SQLException {
        Map<DraftName, DraftName> predecessors = new HashMap<>();
        for (DraftRevision draft : drafts) {
            if (draft.revision().number() == 0) {
                session.query(PREDECESSOR, draft.name().value())
                        .first(row -> new DraftName(row.text("predecessor")))
                        .ifPresent(before -> predecessors.put(draft.name(), before));
            }
        }
        return predecessors;
    }
}
