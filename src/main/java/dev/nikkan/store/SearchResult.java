package dev.nikkan.store;

import java.util.List;

/// A page of what was found.
///
/// @param total all entries that meet the query
/// @param complete whether the order is that of all of them; where a query meets very many, only the newest of
///     those with its words in name or title, and the newest of the others, are weighed against each other and
///     given
/// @param found in their order
public record SearchResult(long total, boolean complete, List<Found> found) {
    public SearchResult {
        found = List.copyOf(found);
    }
}
