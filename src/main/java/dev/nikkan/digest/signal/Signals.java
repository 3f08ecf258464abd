package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import java.util.List;
import java.util.Optional;

/// All that may be said of a day.
///
/// @param all in a fixed order of kinds
/// @param hot at most five, the most surprising first
/// @param watched topics on the watch list that are not among `hot`
/// @param clusters the day's drafts as they are listed, each of them once
public record Signals(Day day, List<Signal> all, List<HotTopic> hot, List<Topic> watched, List<Cluster> clusters) {
    public Signals {
        all = List.copyOf(all);
        hot = List.copyOf(hot);
        watched = List.copyOf(watched);
        clusters = List.copyOf(clusters);
    }

    public Optional<Signal> find(String id) {
        return all.stream().filter(signal -> signal.id().equals(id)).findFirst();
    }

    /// The signals of one kind.
    public <S extends Signal> List<S> of(Class<S> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
