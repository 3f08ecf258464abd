package dev.nikkan.store;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.Succession;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// Which draft went on under which other name, as inferred and as the operator says. Thread-safe.
///
/// What is inferred depends on what is stored and not on the order in which it came: whatever changes a draft
/// puts it on a list (`succession_due`), and [#examine] looks at those on the list again.
public final class Successions {
    private static final String WORD = """
            SELECT successor FROM succession_word WHERE predecessor = ? AND holds = 1""";

    /// A mail that is to be stored waits for so many at most.
    private static final int AT_A_TIME = 50;

    /// Where no mail waits; each transaction waits for the disk.
    private static final int MANY_AT_A_TIME = 1000;

    /// No draft has had so many, but mails can claim anything.
    private static final int MOST_NAMES = 50;

    private final Store store;
    private final InstantSource clock;
    private final int crowd;

    public Successions(Store store, InstantSource clock) {
        this(store, clock, Crowds.MOST);
    }

    /// @param crowd see [Crowds]
    Successions(Store store, InstantSource clock, int crowd) {
        this.store = store;
        this.clock = clock;
        this.crowd = crowd;
    }

    /// Looks at all drafts that are due.
    ///
    /// @param alone whether nobody else wants to write; asked before each transaction
    public void examineAll(BooleanSupplier alone) {
        while (examine(alone.getAsBoolean() ? MANY_AT_A_TIME : AT_A_TIME) > 0) {
            // the next ones
        }
    }

    /// Looks at some of the drafts that are due, in one transaction.
    ///
    /// @return how many it were; 0 when none is left
    public int examine() {
        return examine(AT_A_TIME);
    }

    int examine(int limit) {
        if (store.read(session -> session.query("SELECT draft FROM succession_due LIMIT 1")
                .first(row -> row.text("draft"))
                .isEmpty())) {
            return 0;
        }
        return store.write(session -> examine(session, due(session, limit)));
    }

    private static Set<DraftName> due(Session session, int limit) throws SQLException {
        return new TreeSet<>(session.query("SELECT draft FROM succession_due ORDER BY draft LIMIT ?", limit)
                .list(row -> new DraftName(row.text("draft"))));
    }

    private int examine(Session session, Set<DraftName> due) throws SQLException {
        Kindred kindred = new Kindred(session, crowd);
        for (DraftName draft : due) {
            for (DraftName one : touched(session, draft)) {
                kindred.examine(one);
            }
        }
        kindred.choose();
        return due.size();
    }

    /// The operator says that a draft was replaced by another. It is the only word about the first: a former
    /// one is gone, and nothing is inferred of it any more.
    ///
    /// @return false, and nothing is changed, if that would close a circle: the successor is itself said to have
    ///     become the predecessor, directly or over others
    public boolean replaces(DraftName predecessor, DraftName successor) {
        return store.write(session -> {
            if (leads(session, successor, predecessor)) {
                return false;
            }
            session.query("DELETE FROM succession_word WHERE predecessor = ? AND holds = 1", predecessor.value())
                    .update();
            put(session, predecessor, successor, true);
            return true;
        });
    }

    /// The operator says that a draft was not replaced by another.
    public void keepsApart(DraftName predecessor, DraftName successor) {
        store.write(session -> put(session, predecessor, successor, false));
    }

    /// Takes back what the operator said of two drafts, so that again holds what is inferred.
    ///
    /// @return whether anything was said
    public boolean forget(DraftName predecessor, DraftName successor) {
        return store.write(session -> {
            int gone = session.query(
                            "DELETE FROM succession_word WHERE predecessor = ? AND successor = ?",
                            predecessor.value(),
                            successor.value())
                    .update();
            examine(session, Set.of(predecessor));
            return gone > 0;
        });
    }

    private int put(Session session, DraftName predecessor, DraftName successor, boolean holds) throws SQLException {
        session.query("""
                INSERT INTO succession_word (predecessor, successor, holds, decided_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET holds = excluded.holds, decided_at = excluded.decided_at""", predecessor.value(), successor.value(), holds, clock.instant())
                .update();
        return examine(session, Set.of(predecessor));
    }

    /// What changes a draft changes what may be inferred of it, and of those that by the operator's words
    /// became it.
    private static Set<DraftName> touched(Session session, DraftName predecessor) throws SQLException {
        return new TreeSet<>(session.query("""
                WITH RECURSIVE up(draft) AS (
                  VALUES (?)
                  UNION
                  SELECT w.predecessor FROM succession_word w JOIN up ON w.successor = up.draft WHERE w.holds = 1)
                SELECT draft FROM up""", predecessor.value()).list(row -> new DraftName(row.text("draft"))));
    }

    /// Whether one goes from draft to draft, by the operator's words and by what is inferred, to `end`.
    private static boolean leads(Session session, DraftName start, DraftName end) throws SQLException {
        return session.query("""
                WITH RECURSIVE down(draft) AS (
                  VALUES (?1)
                  UNION
                  SELECT s.successor FROM v_succession s JOIN down ON s.predecessor = down.draft)
                SELECT 1 AS one FROM down WHERE draft = ?2""", start.value(), end.value())
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /// Of these drafts the ones that are not stored.
    public List<DraftName> unknown(List<DraftName> drafts) {
        return store.read(session -> {
            List<DraftName> unknown = new ArrayList<>();
            for (DraftName draft : drafts) {
                if (session.query("SELECT 1 AS one FROM draft_post WHERE draft = ?", draft.value())
                        .first(row -> row.integer("one"))
                        .isEmpty()) {
                    unknown.add(draft);
                }
            }
            return unknown;
        });
    }

    /// What replaced a draft.
    public Optional<Succession> successor(DraftName draft) {
        return store.read(session -> successor(session, draft));
    }

    static Optional<Succession> successor(Session session, DraftName draft) throws SQLException {
        return session.query(
                        "SELECT predecessor, successor, source, score, evidence FROM v_succession WHERE predecessor = ?",
                        draft.value())
                .first(Successions::succession);
    }

    /// What a draft replaced, by name.
    static List<Succession> predecessors(Session session, DraftName draft) throws SQLException {
        return session.query("""
                SELECT predecessor, successor, source, score, evidence FROM v_succession
                WHERE successor = ? ORDER BY predecessor""", draft.value()).list(Successions::succession);
    }

    /// The names that a draft had and went on to have, with its own: what led to it and what it led to.
    static List<DraftName> names(Session session, DraftName draft) throws SQLException {
        return session.query("""
                WITH RECURSIVE
                  up(draft) AS (
                    VALUES (?1)
                    UNION
                    SELECT s.predecessor FROM v_succession s JOIN up ON s.successor = up.draft),
                  down(draft) AS (
                    VALUES (?1)
                    UNION
                    SELECT s.successor FROM v_succession s JOIN down ON s.predecessor = down.draft)
                SELECT draft FROM up UNION SELECT draft FROM down ORDER BY draft LIMIT ?2""", draft.value(), MOST_NAMES).list(row -> new DraftName(row.text("draft")));
    }

    private static Succession succession(Row row) throws SQLException {
        return new Succession(
                new DraftName(row.text("predecessor")),
                new DraftName(row.text("successor")),
                row.text("source").equals("operator")
                        ? new Succession.Word()
                        : new Succession.Inferred(row.real("score"), row.text("evidence")));
    }

    /// The draft that the operator says a draft became.
    static Optional<DraftName> word(Session session, DraftName draft) throws SQLException {
        return session.query(WORD, draft.value()).first(row -> new DraftName(row.text("successor")));
    }

    static Set<DraftName> keptApart(Session session, DraftName predecessor) throws SQLException {
        return new HashSet<>(session.query(
                        "SELECT successor FROM succession_word WHERE predecessor = ? AND holds = 0",
                        predecessor.value())
                .list(row -> new DraftName(row.text("successor"))));
    }
}
