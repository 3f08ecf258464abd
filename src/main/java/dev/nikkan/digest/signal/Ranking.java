package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chooses what the overview leads with: the most surprising topics, those of nearly the same drafts made one.
final class Ranking {
    private static final int SHOWN = 5;
    private static final int LEAST = 2;
    private static final double SAME = 0.5;

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparingInt(ranked -> ranked.topic().rank())
            .thenComparing(ranked -> ranked.topic().id());

    private Ranking() {}

    /// A topic and what is asked of it again and again.
    private record Ranked(Topic topic, double score, Set<DraftName> drafts) {
        static Ranked of(Topic topic) {
            return new Ranked(topic, topic.score(), topic.drafts());
        }

        /// Surprising against the history; for a group, twice its usual day is enough, since its readers know what
        /// a day of it is. Where there is no history, every topic of several drafts is.
        boolean notable() {
            return drafts.size() >= LEAST && topic.usual().map(this::notable).orElse(true);
        }

        private boolean notable(Usual usual) {
            return score >= LogLikelihood.NOTABLE
                    || (topic instanceof Topic.OfGroup && drafts.size() > 2 * usual.mean());
        }

        /// Mostly the same drafts, or all of them among the other's.
        boolean sameAs(Ranked other) {
            Set<DraftName> both = new HashSet<>(drafts);
            both.retainAll(other.drafts);
            int either = drafts.size() + other.drafts.size() - both.size();
            return both.size() >= SAME * either || both.size() == drafts.size();
        }
    }

    /// Topics that became one.
    private static final class Merged {
        private final List<Topic> also = new ArrayList<>();
        private Ranked main;

        Merged(Ranked main) {
            this.main = main;
        }

        /// A name that says more is taken over as long as no draft is lost by it.
        void add(Ranked ranked) {
            boolean better = ranked.topic.rank() < main.topic.rank() && ranked.drafts.containsAll(main.drafts);
            also.add(better ? main.topic : ranked.topic);
            main = better ? ranked : main;
        }

        HotTopic hotTopic() {
            return new HotTopic(main.topic, also);
        }
    }

    static List<HotTopic> hot(List<Topic> topics) {
        List<Ranked> ranked = topics.stream().map(Ranked::of).sorted(BEST_FIRST).toList();
        List<Merged> hot = new ArrayList<>();
        for (Ranked topic : ranked) {
            if (topic.notable()) {
                like(topic, hot).ifPresentOrElse(same -> same.add(topic), () -> hot.add(new Merged(topic)));
            }
        }
        List<Merged> shown = hot.subList(0, Math.min(SHOWN, hot.size()));
        ranked.stream()
                .filter(topic -> !topic.notable())
                .forEach(topic -> like(topic, shown).ifPresent(same -> same.add(topic)));
        return shown.stream().map(Merged::hotTopic).toList();
    }

    private static Optional<Merged> like(Ranked topic, List<Merged> hot) {
        return hot.stream().filter(earlier -> topic.sameAs(earlier.main)).findFirst();
    }

    /// The watch list's topics that nobody has read of yet.
    static List<Topic> watched(List<Topic> topics, List<HotTopic> hot) {
        Set<String> shown = new HashSet<>();
        for (HotTopic topic : hot) {
            shown.add(topic.topic().id());
            topic.also().forEach(also -> shown.add(also.id()));
        }
        return topics.stream()
                .filter(topic -> topic instanceof Topic.OfTheme theme && theme.watched())
                .filter(topic -> !shown.contains(topic.id()))
                .toList();
    }
}
