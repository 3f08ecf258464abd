package dev.nikkan.digest.signal;

import java.util.List;

/// A topic of the overview.
///
/// @param topic the one that gives its name and its count
/// @param also others of nearly the same drafts
public record HotTopic(Topic topic, List<Topic> also) {
    public HotTopic {
        also = List.copyOf(also);
    }
}
