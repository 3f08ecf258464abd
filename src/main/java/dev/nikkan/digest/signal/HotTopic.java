package dev.nikkan.digest.signal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A topic of the overview.
///
/// @param topic the one that gives its name and its count
/// @param also others of nearly the same drafts
public record HotTopic(Topic topic, List<Topic> also) {
    public HotTopic {
        also = List.copyOf(also);
    }

    /// A theme around the topic that has more drafts.
    Optional<Topic> around() {
        return also.stream()
                .filter(other -> topic instanceof Topic.OfTheme inner
                        && other instanceof Topic.OfTheme outer
                        && inner.within().contains(outer.theme())
                        && outer.count() > inner.count())
                .findFirst();
    }

    /// The largest theme that only some of the topic's drafts have.
    Optional<Topic> inside() {
        return also.stream()
                .filter(other -> other instanceof Topic.OfTheme
                        && other.count() < topic.count()
                        && topic.drafts().containsAll(other.drafts()))
                .max(Comparator.comparingInt(Topic::count).thenComparing(Topic::id, Comparator.reverseOrder()));
    }
}
