package dev.nikkan.store;

import java.util.List;

/// A page of what was found.
///
/// @param total of all entries that meet the query
/// @param weighed whether the order is that of relevance; where very many entries meet a query, those with its
///     words in name or title come first, and the newest of either
/// @param found in their order
public record SearchResult(Total total, boolean weighed, List<Found> found) {
    /// @param exact false where there are more entries than are counted: then `entries` is how many were
    public record Total(long entries, boolean exact) {
        @Override
        public String toString() {
            return exact ? Long.toString(entries) : "more than " + entries;
        }
    }

    public SearchResult {
        found = List.copyOf(found);
    }
}
