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
        topics.stream().filter(Ranking::notable).sorted(BEST_FIRST).forEach(topic -> add(topic, hot));
        return hot.stream().limit(SHOWN).toList();
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

    private static boolean notable(Topic topic) {
        return topic.count() >= LEAST && (topic.usual().isEmpty() || topic.score() >= LogLikelihood.NOTABLE);
    }

    private static void add(Topic topic, List<HotTopic> hot) {
        for (int i = 0; i < hot.size(); i++) {
            if (same(topic.drafts(), hot.get(i).topic().drafts())) {
                hot.set(i, merged(hot.get(i), topic));
                return;
            }
        }
        hot.add(new HotTopic(topic, List.of()));
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
