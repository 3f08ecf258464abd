package dev.nikkan.store;

import dev.nikkan.search.SearchQuery;
import dev.nikkan.search.SearchQuery.Named;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds drafts, RFCs and other announcements by their words. Only reads. Thread-safe.
public final class Search {
    public enum Order {
        RELEVANCE,
        /// The newest first.
        DATE
    }

    /// So many entries at most are weighed against each other: bm25 visits each, and of a word that hundreds of
    /// thousands have, its own weight says nothing.
    static final int MOST_RANKED = 20_000;

    /// name, title, about, authors, wg, text, labels
    private static final String RANK = "bm25(search, 12.0, 8.0, 4.0, 4.0, 2.0, 1.0, 0.0), rowid DESC";

    private final Store store;

    public Search(Store store) {
        this.store = store;
    }

    /// The values that `kind:` may have in a query.
    public static Set<String> kinds() {
        return SearchDocument.KINDS;
    }

    /// A page of the entries that meet a query.
    ///
    /// @param offset how many to pass over
    /// @param limit how many to give
    public SearchResult find(SearchQuery query, Order order, long offset, int limit) {
        return store.readSnapshot(session -> new Pass(session, query).find(order, offset, limit));
    }

    /// The entries of one expression within the query's days.
    private record Matches(Session session, String expression, long from, long until) {
        long count() throws SQLException {
            return session.query(
                            "SELECT count(*) AS n FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?",
                            expression,
                            from,
                            until)
                    .one(row -> row.number("n"));
        }

        List<Long> newest(long offset, long limit) throws SQLException {
            return session.query("""
                    SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?
                    ORDER BY rowid DESC LIMIT ? OFFSET ?""", expression, from, until, limit, offset).list(row -> row.number("rowid"));
        }

        List<Long> best(long limit) throws SQLException {
            return session.query("""
                    SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?
                    ORDER BY %s LIMIT ?""".formatted(RANK), expression, from, until, limit)
                    .list(row -> row.number("rowid"));
        }

        /// The newest of these.
        Matches newest(int most) throws SQLException {
            List<Long> oldest = newest(most - 1L, 1);
            return oldest.isEmpty() ? this : new Matches(session, expression, oldest.getFirst(), until);
        }
    }

    private static final class Pass {
        private final Session session;
        private final SearchQuery query;

        Pass(Session session, SearchQuery query) {
            this.session = session;
            this.query = query;
        }

        SearchResult find(Order order, long offset, int limit) throws SQLException {
            Matches all = matches(SearchExpression.Scope.EVERYWHERE);
            long total = all.count();
            return switch (order) {
                case DATE -> new SearchResult(total, true, read(all.newest(offset, limit)));
                case RELEVANCE -> relevant(all, total, offset, limit);
            };
        }

        private Matches matches(SearchExpression.Scope scope) {
            return new Matches(
                    session,
                    SearchExpression.of(query, scope),
                    query.from().map(SearchIndex::firstId).orElse(Long.MIN_VALUE),
                    query.until().map(SearchIndex::firstId).orElse(Long.MAX_VALUE));
        }

        private SearchResult relevant(Matches all, long total, long offset, int limit) throws SQLException {
            long needed = offset + limit;
            Set<Long> ids = new LinkedHashSet<>(named());
            if (total <= MOST_RANKED) {
                ids.addAll(all.best(needed));
            } else {
                Matches names = matches(SearchExpression.Scope.NAMES).newest(MOST_RANKED);
                ids.addAll(names.best(needed));
                if (ids.size() < needed) {
                    ids.addAll(all.newest(MOST_RANKED).best(needed));
                }
            }
            return new SearchResult(
                    total,
                    total <= MOST_RANKED,
                    read(ids.stream().skip(offset).limit(limit).toList()));
        }

        /// The one entry that the query is the name of.
        private List<Long> named() throws SQLException {
            if (query.named().isEmpty()) {
                return List.of();
            }
            return switch (query.named().get()) {
                case Named.Rfc(var number) ->
                    session.query(
                                    "SELECT s.id AS id FROM rfc r JOIN search_entry s USING (message) WHERE r.number = ?",
                                    number.value())
                            .list(row -> row.number("id"));
                case Named.Draft(var name) ->
                    session.query(
                                    "SELECT s.id AS id FROM draft_post p JOIN search_entry s USING (message) WHERE p.draft = ?",
                                    name.value())
                            .list(row -> row.number("id"));
            };
        }

        private List<Found> read(List<Long> ids) throws SQLException {
            EntryQuery entries = new EntryQuery(session);
            List<Found> found = new ArrayList<>(ids.size());
            for (long id : ids) {
                found.add(entries.entry(SearchIndex.message(id)));
            }
            return found;
        }
    }
}
