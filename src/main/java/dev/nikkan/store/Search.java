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
    private static final int MOST_RANKED = 20_000;

    private final Store store;
    private final int mostRanked;

    public Search(Store store) {
        this(store, MOST_RANKED);
    }

    Search(Store store, int mostRanked) {
        this.store = store;
        this.mostRanked = mostRanked;
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
        return store.readSnapshot(session -> new Pass(session, query, mostRanked).find(order, offset, limit));
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

        /// The best of the newest. In one statement, since FTS5 gathers what a prefix meets anew for each.
        List<Long> best(int mostRanked, long limit) throws SQLException {
            return session.query("""
                    SELECT id FROM (
                      SELECT rowid AS id, bm25(search, 12.0, 8.0, 4.0, 4.0, 2.0, 1.0, 0.0) AS weight FROM search
                      WHERE search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)
                    ORDER BY weight, id DESC LIMIT ?""", expression, from, until, mostRanked, limit)
                    .list(row -> row.number("id"));
        }
    }

    private static final class Pass {
        private final Session session;
        private final SearchQuery query;
        private final int mostRanked;

        Pass(Session session, SearchQuery query, int mostRanked) {
            this.session = session;
            this.query = query;
            this.mostRanked = mostRanked;
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
            if (total > mostRanked) {
                ids.addAll(matches(SearchExpression.Scope.NAMES).best(mostRanked, needed));
            }
            if (ids.size() < needed) {
                ids.addAll(all.best(mostRanked, needed));
            }
            return new SearchResult(
                    total,
                    total <= mostRanked,
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
