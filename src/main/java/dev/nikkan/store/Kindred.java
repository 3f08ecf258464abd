package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds what a draft resembles and chooses among those that resemble each other, within one transaction.
///
/// Candidates are found by a common author and near days, never by going through all drafts, and a surname that is a
/// crowd's finds none: see [Crowds].
final class Kindred {
    /// Those that share an author and began before the draft and ended shortly before it began, or began after it
    /// and shortly after it ended.
    private static final String CANDIDATES = """
            WITH shared(surname) AS MATERIALIZED (
              SELECT k.surname FROM succession_key k
              WHERE k.draft = ?1 AND NOT EXISTS (
                SELECT 1 FROM succession_crowd c WHERE c.surname = k.surname AND c.year = substr(k.last_day, 1, 4)))
            SELECT draft, first_day, last_day, from_start, published, opening_words, opening_people, closing_words,
                   closing_people
            FROM succession_sketch WHERE draft IN (
              SELECT o.draft FROM succession_key o
              WHERE o.surname IN (SELECT surname FROM shared)
                AND o.last_day BETWEEN ?2 AND ?3 AND o.first_day < ?6
                AND NOT EXISTS (
                  SELECT 1 FROM succession_crowd c WHERE c.surname = o.surname AND c.year = substr(o.last_day, 1, 4))
              UNION
              SELECT o.draft FROM succession_key o
              WHERE o.surname IN (SELECT surname FROM shared)
                AND o.last_day >= ?4 AND o.first_day BETWEEN ?4 AND ?5 AND o.first_day > ?6
                AND NOT EXISTS (
                  SELECT 1 FROM succession_crowd c WHERE c.surname = o.surname AND c.year = substr(o.last_day, 1, 4)))
              AND draft NOT IN (SELECT draft FROM succession_due)""";

    private final Session session;
    private final Crowds crowds;
    private final Set<DraftName> touched = new TreeSet<>();
    private int compared;

    /// @param most see [Crowds]
    Kindred(Session session, int most) {
        this.session = session;
        this.crowds = new Crowds(session, most);
    }

    /// How many pairs have been compared.
    int compared() {
        return compared;
    }

    /// Compares a draft with those that may be its kindred; it is then not due any more. Those that are due
    /// themselves are left to their own turn.
    void examine(DraftName draft) throws SQLException {
        session.query("DELETE FROM succession_due WHERE draft = ?", draft.value())
                .update();
        touched.add(draft);
        Set<Crowds.Company> before = forget(draft);
        Optional<DraftSketch> sketch = drawn(draft);
        if (sketch.isPresent()) {
            keep(sketch.get());
        }
        crowds.moved(before, companies(draft));
        if (sketch.isPresent()) {
            compare(sketch.get());
        }
    }

    /// A draft without a sketch has not been compared with any other yet: so it is with most of an archive's.
    ///
    /// @return whom it was in company with
    private Set<Crowds.Company> forget(DraftName draft) throws SQLException {
        int sketches = session.query("DELETE FROM succession_sketch WHERE draft = ?", draft.value())
                .update();
        if (sketches == 0) {
            return Set.of();
        }
        touched.addAll(neighbours(draft));
        session.query("DELETE FROM succession_candidate WHERE predecessor = ?1 OR successor = ?1", draft.value())
                .update();
        Set<Crowds.Company> before = companies(draft);
        session.query("DELETE FROM succession_key WHERE draft = ?", draft.value())
                .update();
        return before;
    }

    private Set<Crowds.Company> companies(DraftName draft) throws SQLException {
        return new HashSet<>(session.query(
                        "SELECT surname, substr(last_day, 1, 4) AS year FROM succession_key WHERE draft = ?",
                        draft.value())
                .list(row -> new Crowds.Company(row.text("surname"), row.text("year"))));
    }

    private void keep(DraftSketch sketch) throws SQLException {
        session.query(
                        """
                INSERT INTO succession_sketch (draft, first_day, last_day, from_start, published, opening_words,
                  opening_people, closing_words, closing_people)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        sketch.name().value(),
                        sketch.first(),
                        sketch.last(),
                        sketch.fromTheStart(),
                        sketch.published(),
                        words(sketch.opening()),
                        people(sketch.opening()),
                        words(sketch.closing()),
                        people(sketch.closing()))
                .update();
        for (String surname : surnames(sketch)) {
            session.query(
                            "INSERT INTO succession_key (surname, last_day, draft, first_day) VALUES (?, ?, ?, ?)",
                            surname,
                            sketch.last(),
                            sketch.name().value(),
                            sketch.first())
                    .update();
        }
    }

    private static String words(DraftSketch.Face face) {
        return String.join("\n", new TreeSet<>(face.title().words()));
    }

    private static String people(DraftSketch.Face face) {
        return face.authors().stream().map(Person::line).collect(Collectors.joining("\n"));
    }

    private static Set<String> surnames(DraftSketch sketch) {
        return Stream.of(sketch.opening(), sketch.closing())
                .flatMap(face -> face.authors().stream())
                .map(Person::surname)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void compare(DraftSketch sketch) throws SQLException {
        List<DraftSketch> others = session.query(
                        CANDIDATES,
                        sketch.name().value(),
                        sketch.first().plus(-Resemblance.DAYS_OF_SILENCE),
                        sketch.first().plus(Resemblance.DAYS_OF_OVERLAP),
                        sketch.last().plus(-Resemblance.DAYS_OF_OVERLAP),
                        sketch.last().plus(Resemblance.DAYS_OF_SILENCE),
                        sketch.first())
                .list(Kindred::sketch);
        compared += others.size();
        for (DraftSketch other : others) {
            keep(sketch, other);
            keep(other, sketch);
        }
    }

    private void keep(DraftSketch predecessor, DraftSketch successor) throws SQLException {
        Optional<Resemblance> resemblance = Resemblance.of(predecessor, successor);
        if (resemblance.isEmpty() || overruled(predecessor, successor)) {
            return;
        }
        session.query(
                        """
                INSERT INTO succession_candidate (predecessor, successor, score, evidence) VALUES (?, ?, ?, ?)""",
                        predecessor.name().value(),
                        successor.name().value(),
                        resemblance.get().score(),
                        resemblance.get().evidence())
                .update();
        touched.add(predecessor.name());
        touched.add(successor.name());
    }

    private boolean overruled(DraftSketch predecessor, DraftSketch successor) throws SQLException {
        return Successions.word(session, predecessor.name()).isPresent()
                || Successions.keptApart(session, predecessor.name()).contains(successor.name())
                || becameAnOlderOne(successor);
    }

    /// What is inferred runs forward in time; only the operator's words may run back, and could close a circle.
    /// So nothing is inferred to have become a draft that by these words became an older one.
    private boolean becameAnOlderOne(DraftSketch draft) throws SQLException {
        Optional<DraftName> next = Successions.word(session, draft.name());
        while (next.isPresent()) {
            Optional<DraftSketch> sketch = drawn(next.get());
            if (sketch.isEmpty() || !sketch.get().first().isAfter(draft.first())) {
                return true;
            }
            next = Successions.word(session, next.get());
        }
        return false;
    }

    private static DraftSketch sketch(Row row) throws SQLException {
        return new DraftSketch(
                new DraftName(row.text("draft")),
                face(row, "opening"),
                face(row, "closing"),
                row.truth("from_start"),
                row.day("first_day"),
                row.day("last_day"),
                row.truth("published"));
    }

    private static DraftSketch.Face face(Row row, String which) throws SQLException {
        return new DraftSketch.Face(
                new TopicWords(Set.copyOf(row.lines(which + "_words"))),
                row.lines(which + "_people").stream().map(Person::ofLine).toList());
    }

    private record Post(int revision, Optional<String> title, List<String> authors, Day day) {
        DraftSketch.Face face() {
            return DraftSketch.Face.of(title, authors);
        }
    }

    /// A sketch of what is stored of a draft.
    private Optional<DraftSketch> drawn(DraftName draft) throws SQLException {
        List<Post> posts = session.query("""
                SELECT p.revision AS revision, p.title AS title, p.authors AS authors, m.day AS day
                FROM draft_post p JOIN message m ON m.id = p.message
                WHERE p.draft = ? ORDER BY p.revision""", draft.value())
                .list(row -> new Post(
                        row.integer("revision"), row.optionalText("title"), row.lines("authors"), row.day("day")));
        if (posts.isEmpty()) {
            return Optional.empty();
        }
        boolean published = session.query("SELECT 1 AS one FROM rfc WHERE draft = ?", draft.value())
                .first(row -> row.integer("one"))
                .isPresent();
        return Optional.of(new DraftSketch(
                draft,
                posts.getFirst().face(),
                posts.getLast().face(),
                posts.getFirst().revision() == 0,
                posts.stream().map(Post::day).min(Comparator.naturalOrder()).orElseThrow(),
                posts.stream().map(Post::day).max(Comparator.naturalOrder()).orElseThrow(),
                published));
    }

    private record Pair(DraftName predecessor, DraftName successor, double score) {}

    private static final Comparator<Pair> LIKELIEST_FIRST = Comparator.comparingDouble(Pair::score)
            .reversed()
            .thenComparing(Pair::predecessor)
            .thenComparing(Pair::successor);

    /// Chooses anew wherever something was touched: the likeliest pair first, then the likeliest of which
    /// neither has been chosen, and so on. So a family's architecture does not become its protocol for want of
    /// a better.
    void choose() throws SQLException {
        Set<DraftName> done = new HashSet<>();
        for (DraftName draft : touched) {
            if (!done.contains(draft)) {
                Set<Pair> family = family(draft, done);
                choose(family);
            }
        }
    }

    /// All pairs that hang together with a draft's.
    private Set<Pair> family(DraftName draft, Set<DraftName> done) throws SQLException {
        Set<Pair> family = new HashSet<>();
        Deque<DraftName> open = new ArrayDeque<>(List.of(draft));
        done.add(draft);
        while (!open.isEmpty()) {
            for (Pair pair : pairs(open.pop())) {
                family.add(pair);
                for (DraftName end : List.of(pair.predecessor(), pair.successor())) {
                    if (done.add(end)) {
                        open.push(end);
                    }
                }
            }
        }
        return family;
    }

    private List<Pair> pairs(DraftName draft) throws SQLException {
        return session.query("""
                SELECT predecessor, successor, score FROM succession_candidate WHERE predecessor = ?1
                UNION
                SELECT predecessor, successor, score FROM succession_candidate WHERE successor = ?1""", draft.value())
                .list(row -> new Pair(
                        new DraftName(row.text("predecessor")),
                        new DraftName(row.text("successor")),
                        row.real("score")));
    }

    private Set<DraftName> neighbours(DraftName draft) throws SQLException {
        Set<DraftName> neighbours = new TreeSet<>();
        for (Pair pair : pairs(draft)) {
            neighbours.add(pair.predecessor());
            neighbours.add(pair.successor());
        }
        return neighbours;
    }

    private void choose(Set<Pair> family) throws SQLException {
        Set<DraftName> replaced = new HashSet<>();
        Set<DraftName> replacing = new HashSet<>();
        for (Pair pair :
                new ArrayList<>(family).stream().sorted(LIKELIEST_FIRST).toList()) {
            boolean chosen = !replaced.contains(pair.predecessor()) && !replacing.contains(pair.successor());
            if (chosen) {
                replaced.add(pair.predecessor());
                replacing.add(pair.successor());
            }
            session.query(
                            """
                            UPDATE succession_candidate SET chosen = ?1
                            WHERE predecessor = ?2 AND successor = ?3 AND chosen <> ?1""",
                            chosen,
                            pair.predecessor().value(),
                            pair.successor().value())
                    .update();
        }
    }
}
