package dev.nikkan.store;

import dev.nikkan.model.DraftName;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.search.SearchQuery.Named;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds drafts, RFCs and other announcements by their words. Only reads. Thread-safe.
public final class Search {
    public enum Order {
        RELEVANCE,
        /// The newest first.
        DATE
    }

    /// So many entries at most are weighed against each other: bm25 looks at each, at two microseconds, and of
    /// words that tens of thousands have, it knows little to say.
    private static final int MOST_RANKED = 10_000;

    /// So many entries at most are counted: of what more have, nobody asks how many to the last.
    private static final int MOST_COUNTED = 100_000;

    private final Store store;
    private final Bounds bounds;

    public Search(Store store) {
        this(store, new Bounds(MOST_RANKED, MOST_COUNTED));
    }

    Search(Store store, Bounds bounds) {
        this.store = store;
        this.bounds = bounds;
    }

    /// @param ranked,counted how many entries at most are
    record Bounds(int ranked, int counted) {}

    /// The values that `kind:` may have in a query.
    public static Set<String> kinds() {
        return SearchDocument.KINDS;
    }

    /// A page of the entries that meet a query, all of them in memory.
    ///
    /// @param offset how many to pass over
    /// @param limit how many to give
    public SearchResult find(SearchQuery query, Order order, long offset, int limit) {
        return find(query, order, offset, limit, Search::whole);
    }

    private static SearchResult whole(SearchPage page) {
        List<Found> found = new ArrayList<>(page.size());
        page.forEach(found::add);
        return new SearchResult(page.total(), page.weighed(), found);
    }

    /// A page of any length: its entries are read one after the other, as of the moment of the call. The daemon may
    /// write meanwhile.
    ///
    /// @param use may read the page until it returns
    public <T> T find(SearchQuery query, Order order, long offset, int limit, Function<SearchPage, T> use) {
        return store.readSnapshot(
                session -> use.apply(new Pass(store, session, query, bounds).find(order, offset, limit)));
    }

    /// The entries of one expression within the query's days.
    private record Matches(Session session, String expression, long from, long until) {
        /// @return one more than `most` where there are more
        long count(int most) throws SQLException {
            return session.query("""
                    SELECT count(*) AS n
                    FROM (SELECT 1 FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)""", expression, from, until, most + 1L).one(row -> row.number("n"));
        }

        List<Long> newest(long offset, long limit) throws SQLException {
            return session.query("""
                    SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?
                    ORDER BY rowid DESC LIMIT ? OFFSET ?""", expression, from, until, limit, offset).list(row -> row.number("rowid"));
        }

        List<Long> best(long limit) throws SQLException {
            return session.query("""
                    SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?
                    ORDER BY bm25(search, 12.0, 8.0, 4.0, 4.0, 2.0, 1.0, 0.0), rowid DESC LIMIT ?""", expression, from, until, limit).list(row -> row.number("rowid"));
        }
    }

    private static final class Pass {
        private final Store store;
        private final Session session;
        private final SearchQuery query;
        private final Bounds bounds;
        private final Map<DraftName, List<DraftName>> names = new HashMap<>();

        Pass(Store store, Session session, SearchQuery query, Bounds bounds) throws SQLException {
            this.store = store;
            this.session = session;
            this.query = query;
            this.bounds = bounds;
            for (DraftName draft : query.drafts()) {
                names.put(draft, Successions.names(session, draft));
            }
        }

        SearchPage find(Order order, long offset, int limit) throws SQLException {
            Matches all = matches(SearchExpression.Scope.EVERYWHERE);
            long counted = all.count(bounds.counted());
            SearchResult.Total total =
                    new SearchResult.Total(Math.min(counted, bounds.counted()), counted <= bounds.counted());
            return switch (order) {
                case DATE -> page(total, true, all.newest(offset, limit).stream());
                case RELEVANCE -> relevant(all, total, offset, limit);
            };
        }

        private Matches matches(SearchExpression.Scope scope) {
            return new Matches(
                    session,
                    SearchExpression.of(query, scope, names),
                    query.from().map(SearchIndex::firstId).orElse(Long.MIN_VALUE),
                    query.until().map(SearchIndex::firstId).orElse(Long.MAX_VALUE));
        }

        private SearchPage relevant(Matches all, SearchResult.Total total, long offset, int limit) throws SQLException {
            long needed = offset + limit;
            Set<Long> ids = new LinkedHashSet<>(named());
            boolean weighed = total.exact() && total.entries() <= bounds.ranked();
            if (!query.asksForWords()) {
                ids.addAll(all.newest(0, needed)); // all alike
                weighed = true;
            } else if (weighed) {
                ids.addAll(all.best(needed));
            } else {
                ids.addAll(matches(SearchExpression.Scope.NAMES).newest(0, needed));
                if (ids.size() < needed) {
                    ids.addAll(all.newest(0, needed));
                }
            }
            return page(total, weighed, ids.stream().skip(offset).limit(limit));
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

        private SearchPage page(SearchResult.Total total, boolean weighed, Stream<Long> ids) {
            return new SearchPage(
                    store, total, weighed, ids.mapToLong(Long::longValue).toArray());
        }
    }
}
