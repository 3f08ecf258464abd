package dev.nikkan.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the store had of the days before a day, when that day's edition was cut: what makes a count of that day
/// usual or unusual.
///
/// @param since the first day that any draft was posted on; empty where none was
/// @param posts of the last [#DAYS] days
/// @param knownGroups of the groups whose drafts the day brings, those that had an earlier draft, however long
///     ago
/// @param predecessors for a draft of the day, the draft it continues under another name, where that is known
public record PostingHistory(
        Optional<Day> since, List<PastPost> posts, Set<String> knownGroups, Map<DraftName, DraftName> predecessors) {
    /// How many days back the posts reach.
    public static final int DAYS = 90;

    public static final PostingHistory NONE = new PostingHistory(Optional.empty(), List.of(), Set.of(), Map.of());

    public PostingHistory {
        posts = List.copyOf(posts);
        knownGroups = Set.copyOf(knownGroups);
        predecessors = Map.copyOf(predecessors);
    }
}
