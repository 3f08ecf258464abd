package dev.nikkan.store;

import java.util.List;

/// A page of what was found.
///
/// @param total all entries that meet the query
/// @param weighed whether the order is that of relevance; where very many entries meet a query, those with its
///     words in name or title come first, and the newest of either
/// @param found in their order
public record SearchResult(long total, boolean weighed, List<Found> found) {
    public SearchResult {
        found = List.copyOf(found);
    }
}
