package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Chooses what the overview leads with: the most surprising topics, those of nearly the same drafts made one.
final class Ranking {
    private static final int SHOWN = 5;
    private static final int LEAST = 2;
    private static final double SAME = 0.5;

    private static final Comparator<Topic> BEST_FIRST = Comparator.comparingDouble(Topic::score)
            .reversed()
            .thenComparingInt(Topic::rank)
            .thenComparing(Topic::id);

    private Ranking() {}

    static List<HotTopic> hot(List<Topic> topics) {
        List<HotTopic> hot = new ArrayList<>();
        for (Topic topic : best(topics, true)) {
            if (!merge(topic, hot)) {
                hot.add(new HotTopic(topic, List.of()));
            }
        }
        List<HotTopic> shown = new ArrayList<>(hot.subList(0, Math.min(SHOWN, hot.size())));
        best(topics, false).forEach(topic -> merge(topic, shown));
        return shown;
    }

    private static List<Topic> best(List<Topic> topics, boolean notable) {
        return topics.stream()
                .filter(topic -> notable(topic) == notable)
                .sorted(BEST_FIRST)
                .toList();
    }

    /// The watch list's topics that nobody has read of yet.
    static List<Topic> watched(List<Topic> topics, List<HotTopic> hot) {
        return topics.stream()
                .filter(topic -> topic instanceof Topic.OfTheme theme && theme.watched())
                .filter(topic -> hot.stream().noneMatch(shown -> shows(shown, topic)))
                .toList();
    }

    private static boolean shows(HotTopic hot, Topic topic) {
        return hot.topic().equals(topic) || hot.also().contains(topic);
    }

    /// Surprising against the history; for a group, twice its usual day is enough, since its readers know what
    /// a day of it is. Where there is no history, every topic of several drafts is.
    private static boolean notable(Topic topic) {
        return topic.count() >= LEAST
                && topic.usual()
                        .map(usual -> topic.score() >= LogLikelihood.NOTABLE
                                || (topic instanceof Topic.OfGroup && topic.count() > 2 * usual.mean()))
                        .orElse(true);
    }

    /// Adds a topic to the first of nearly the same drafts, if there is one.
    private static boolean merge(Topic topic, List<HotTopic> hot) {
        for (int i = 0; i < hot.size(); i++) {
            if (same(topic.drafts(), hot.get(i).topic().drafts())) {
                hot.set(i, merged(hot.get(i), topic));
                return true;
            }
        }
        return false;
    }

    /// Mostly the same drafts, or all of them among the others.
    private static boolean same(Set<DraftName> drafts, Set<DraftName> others) {
        Set<DraftName> both = new HashSet<>(drafts);
        both.retainAll(others);
        int either = drafts.size() + others.size() - both.size();
        return both.size() >= SAME * either || both.size() == drafts.size();
    }

    /// A name that says more is taken over as long as no draft is lost by it.
    private static HotTopic merged(HotTopic hot, Topic topic) {
        boolean better = topic.rank() < hot.topic().rank()
                && topic.drafts().containsAll(hot.topic().drafts());
        List<Topic> also = new ArrayList<>(hot.also());
        also.add(better ? hot.topic() : topic);
        return new HotTopic(better ? topic : hot.topic(), also);
    }
}
