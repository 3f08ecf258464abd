package dev.nikkan.store;

import java.util.Arrays;
import java.util.Iterator;

/// A page of what was found. Each entry is read when the iterator comes to it, and again by the next iterator: of a
/// page of a hundred thousand, an id of each is in memory and the text of one.
///
/// To be used while [Search#find(dev.nikkan.search.SearchQuery, Search.Order, long, int, java.util.function.Function)]
/// runs: until then all entries are those of one moment.
public final class SearchPage implements Iterable<Found> {
    private final Store store;
    private final SearchResult.Total total;
    private final boolean weighed;
    private final long[] ids;

    /// @param ids as the index has them, in their order
    SearchPage(Store store, SearchResult.Total total, boolean weighed, long[] ids) {
        this.store = store;
        this.total = total;
        this.weighed = weighed;
        this.ids = ids;
    }

    /// Of all entries that meet the query.
    public SearchResult.Total total() {
        return total;
    }

    /// As [SearchResult#weighed()].
    public boolean weighed() {
        return weighed;
    }

    /// How many entries the page has.
    public int size() {
        return ids.length;
    }

    @Override
    public Iterator<Found> iterator() {
        return Arrays.stream(ids).mapToObj(this::entry).iterator();
    }

    private Found entry(long id) {
        return store.read(session -> new EntryQuery(session).entry(SearchIndex.message(id)));
    }
}
