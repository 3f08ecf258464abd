package dev.nikkan.store;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.Succession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tells the lives of drafts, RFCs and groups, each as of one moment. Thread-safe.
public final class Lives {
    private static final String EVENT = """
            m.day AS day, e.kind AS kind, e.title AS title, e.subject AS subject, e.detail AS detail,
            e.deadline AS deadline, coalesce(e.url, m.archived_at) AS url, i.day AS edition
            """;
    private static final String OF_EVENT = """
            JOIN event e ON e.message = d.message JOIN message m ON m.id = d.message
            LEFT JOIN edition_item i ON i.message = d.message
            """;

    private final Store store;

    public Lives(Store store) {
        this.store = store;
    }

    /// Empty where nothing is stored of the draft.
    public Optional<DraftLife> draft(DraftName name) {
        return store.readSnapshot(session -> draft(session, name));
    }

    private static Optional<DraftLife> draft(Session session, DraftName name) throws SQLException {
        List<Succession> origins = origins(session, name);
        List<DraftName> names = new ArrayList<>(List.of(name));
        origins.forEach(origin -> names.add(origin.predecessor()));
        List<DraftLife.Post> posts = new ArrayList<>();
        List<Happening> events = new ArrayList<>();
        for (DraftName one : names) {
            posts.addAll(posts(session, one));
            events.addAll(events(session, one));
        }
        posts.sort(Comparator.comparing(DraftLife.Post::day).thenComparing(DraftLife.Post::revision));
        events.sort(Comparator.comparing(Happening::day));
        Optional<DraftLife.Publication> rfc = publication(session, name);
        if (posts.isEmpty() && events.isEmpty() && rfc.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DraftLife(
                name,
                latest(session, name, "title"),
                announcedGroup(session, name),
                origins,
                Successions.successor(session, name),
                posts,
                events,
                rfc));
    }

    /// What a draft was, and what that was, as far as it goes back.
    private static List<Succession> origins(Session session, DraftName name) throws SQLException {
        List<Succession> origins = new ArrayList<>();
        Set<DraftName> seen = new HashSet<>(Set.of(name));
        List<DraftName> next = List.of(name);
        while (!next.isEmpty()) {
            List<DraftName> before = new ArrayList<>();
            for (DraftName draft : next) {
                for (Succession origin : Successions.predecessors(session, draft)) {
                    if (seen.add(origin.predecessor())) {
                        origins.add(origin);
                        before.add(origin.predecessor());
                    }
                }
            }
            next = before;
        }
        return origins;
    }

    private static List<DraftLife.Post> posts(Session session, DraftName name) throws SQLException {
        return session.query("""
                SELECT p.revision AS revision, m.day AS day, i.day AS edition
                FROM draft_post p JOIN message m ON m.id = p.message LEFT JOIN edition_item i ON i.message = p.message
                WHERE p.draft = ? ORDER BY m.day, p.revision""", name.value())
                .list(row -> new DraftLife.Post(
                        name, new Revision(row.integer("revision")), row.day("day"), row.optionalDay("edition")));
    }

    private static Optional<String> latest(Session session, DraftName name, String column) throws SQLException {
        return session.query(
                        "SELECT " + column + " AS value FROM draft_post WHERE draft = ? ORDER BY revision DESC LIMIT 1",
                        name.value())
                .first(row -> row.optionalText("value"))
                .flatMap(value -> value);
    }

    private static Optional<GroupMention> announcedGroup(Session session, DraftName name) throws SQLException {
        return session.query("""
                SELECT group_name, group_acronym, group_type FROM draft_post
                WHERE draft = ? ORDER BY revision DESC LIMIT 1""", name.value())
                .first(Lives::mention)
                .flatMap(mention -> mention)
                .filter(mention -> name.group().isEmpty()
                        || mention.acronym()
                                .map(acronym -> acronym.toLowerCase(Locale.ROOT))
                                .filter(acronym -> !Optional.of(acronym).equals(name.group()))
                                .isPresent());
    }

    private static Optional<GroupMention> mention(Row row) throws SQLException {
        Optional<String> name = row.optionalText("group_name");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new GroupMention(
                        name.get(), row.optionalText("group_acronym"), row.optionalText("group_type")));
    }

    private static List<Happening> events(Session session, DraftName name) throws SQLException {
        return session.query(
                        "SELECT d.draft AS draft, d.revision AS revision, d.level AS level, d.title AS own_title, "
                                + EVENT + " FROM event_draft d " + OF_EVENT + " WHERE d.draft = ? ORDER BY m.day, m.id",
                        name.value())
                .list(Lives::happening);
    }

    private static Optional<DraftLife.Publication> publication(Session session, DraftName name) throws SQLException {
        return session.query("""
                SELECT r.number AS number, m.day AS day, i.day AS edition
                FROM rfc r JOIN message m ON m.id = r.message LEFT JOIN edition_item i ON i.message = r.message
                WHERE r.draft = ? ORDER BY r.number DESC LIMIT 1""", name.value())
                .first(row -> new DraftLife.Publication(
                        new RfcNumber(row.integer("number")), row.day("day"), row.optionalDay("edition")));
    }

    /// Empty where the announcement of the RFC is not stored.
    public Optional<RfcLife> rfc(RfcNumber number) {
        return store.readSnapshot(session -> {
            Optional<RfcLife> alone = session.query("""
                    SELECT r.number AS number, r.title AS title, r.authors AS authors,
                           coalesce(r.maturity, r.status) AS status, r.stream AS stream, m.day AS day,
                           i.day AS edition, r.obsoletes AS obsoletes, r.updates AS updates
                    FROM rfc r JOIN message m ON m.id = r.message LEFT JOIN edition_item i ON i.message = r.message
                    WHERE r.number = ?""", number.value()).first(row -> rfc(row, number));
            return alone.isEmpty() ? alone : Optional.of(complete(session, alone.get()));
        });
    }

    private static RfcLife rfc(Row row, RfcNumber number) throws SQLException {
        return new RfcLife(
                number,
                row.optionalText("title"),
                row.lines("authors"),
                row.optionalText("status"),
                row.optionalText("stream"),
                row.day("day"),
                row.optionalDay("edition"),
                numbers(row.lines("obsoletes")),
                numbers(row.lines("updates")),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static RfcLife complete(Session session, RfcLife alone) throws SQLException {
        Optional<DraftName> draft = session.query(
                        "SELECT draft FROM rfc WHERE number = ?", alone.number().value())
                .first(row -> row.optionalText("draft"))
                .flatMap(name -> name)
                .map(DraftName::new);
        List<Happening> events = session.query(
                        "SELECT NULL AS draft, NULL AS revision, d.level AS level, d.title AS own_title, " + EVENT
                                + " FROM event_rfc d " + OF_EVENT + " WHERE d.rfc = ? ORDER BY m.day, m.id",
                        alone.number().value())
                .list(Lives::happening);
        return new RfcLife(
                alone.number(),
                alone.title(),
                alone.authors(),
                alone.status(),
                alone.stream(),
                alone.day(),
                alone.edition(),
                alone.obsoletes(),
                alone.updates(),
                naming(session, "obsoletes", alone.number()),
                naming(session, "updates", alone.number()),
                events,
                draft.isPresent() ? draft(session, draft.get()) : Optional.empty());
    }

    /// The RFCs that name one among those they obsolete or update; the lists are kept one a line.
    private static List<RfcNumber> naming(Session session, String column, RfcNumber number) throws SQLException {
        return session.query(
                        "SELECT number FROM rfc WHERE instr(char(10) || " + column
                                + " || char(10), char(10) || ? || char(10)) > 0 ORDER BY number",
                        Integer.toString(number.value()))
                .list(row -> new RfcNumber(row.integer("number")));
    }

    /// Empty where nothing is stored of a group with the acronym.
    public Optional<GroupLife> group(String acronym) {
        return store.readSnapshot(session -> {
            List<GroupLife.Work> drafts = work(session, acronym);
            List<GroupLife.Rfc> rfcs = rfcs(session, acronym);
            List<Happening> events = groupEvents(session, acronym);
            return drafts.isEmpty() && rfcs.isEmpty() && events.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GroupLife(acronym, drafts, rfcs, events));
        });
    }

    private static List<GroupLife.Work> work(Session session, String acronym) throws SQLException {
        return session.query("""
                SELECT draft, title, latest_revision, latest_day, replaced_by, rfc FROM v_draft
                WHERE wg = ? ORDER BY replaced_by IS NOT NULL OR rfc IS NOT NULL, latest_day DESC, draft""", acronym)
                .list(row -> new GroupLife.Work(
                        new DraftName(row.text("draft")),
                        row.optionalText("title"),
                        Revision.parse(row.text("latest_revision")),
                        row.day("latest_day"),
                        row.optionalText("replaced_by").map(DraftName::new),
                        row.optionalInteger("rfc").map(RfcNumber::new)));
    }

    private static List<GroupLife.Rfc> rfcs(Session session, String acronym) throws SQLException {
        return session.query("""
                SELECT r.number AS number, r.title AS title, m.day AS day, r.draft AS draft
                FROM rfc r JOIN message m ON m.id = r.message
                WHERE r.draft BETWEEN 'draft-ietf-' || ?1 || '-' AND 'draft-ietf-' || ?1 || '-~'
                   OR r.draft BETWEEN 'draft-irtf-' || ?1 || '-' AND 'draft-irtf-' || ?1 || '-~'
                ORDER BY r.number""", acronym)
                .list(row -> new GroupLife.Rfc(
                        new RfcNumber(row.integer("number")),
                        row.optionalText("title"),
                        row.day("day"),
                        row.optionalText("draft").map(DraftName::new)));
    }

    /// Its own, and those about its drafts, which name the group seldom.
    private static List<Happening> groupEvents(Session session, String acronym) throws SQLException {
        return session.query(
                        "SELECT d.draft AS draft, d.revision AS revision, d.level AS level, d.title AS own_title, "
                                + EVENT + """
                         FROM event e JOIN message m ON m.id = e.message
                        LEFT JOIN event_draft d ON d.message = e.message
                        LEFT JOIN edition_item i ON i.message = e.message
                        WHERE e.message IN (
                          SELECT message FROM event WHERE wg = ?1
                          UNION
                          SELECT message FROM event_draft
                          WHERE draft BETWEEN 'draft-ietf-' || ?1 || '-' AND 'draft-ietf-' || ?1 || '-~'
                             OR draft BETWEEN 'draft-irtf-' || ?1 || '-' AND 'draft-irtf-' || ?1 || '-~')
                        ORDER BY m.day, m.id, d.position""",
                        acronym)
                .list(Lives::happening);
    }

    private static Happening happening(Row row) throws SQLException {
        Optional<String> ofTheEvent = row.optionalText("title");
        String subject = row.text("subject");
        return new Happening(
                row.day("day"),
                row.text("kind"),
                row.optionalText("draft").map(DraftName::new),
                row.optionalInteger("revision").map(number -> new Revision(number).text()),
                row.optionalText("level"),
                row.optionalText("own_title").or(() -> ofTheEvent).orElse(subject),
                row.optionalText("detail"),
                row.optionalText("deadline"),
                row.optionalText("url"),
                row.optionalDay("edition"));
    }

    private static List<RfcNumber> numbers(List<String> lines) {
        return lines.stream().map(Integer::valueOf).map(RfcNumber::new).toList();
    }
}
