package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.nikkan.model.DraftName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Orders a day's drafts for a reader who skims: first those of the hot topics, as the overview names them; then by the
/// topic that most of the rest share, by what titles and groups say before what abstracts mention; then by area. What
/// is alone comes last.
final class ClusterFinder {
    private static final int LEAST = 2;

    private final Themes themes;
    private final List<Examined> today;
    private final List<Topic> topics;
    private final Map<Topic, List<DraftName>> found = new LinkedHashMap<>();
    private final Collection<DraftName> unplaced = new TreeSet<>();

    /// @param today one revision a draft
    /// @param topics of that day
    ClusterFinder(Themes themes, List<Examined> today, List<Topic> topics) {
        this.themes = themes;
        this.today = today;
        this.topics = topics.stream()
                .filter(topic -> !(topic instanceof Topic.OfTerm))
                .toList();
        today.forEach(post -> unplaced.add(post.draft().name()));
    }

    /// @param hot the overview's topics, in its order
    List<Cluster> clusters(List<HotTopic> hot) {
        hot.forEach(topic -> take(topic.topic(), _ -> true));
        List<Cluster> clusters = new ArrayList<>(ofTopics(true));
        found.clear();
        takeLargest(ClusterFinder::chosenWords);
        joinFound();
        takeLargest(_ -> true);
        List<Cluster> rest = new ArrayList<>(ofTopics(false));
        rest.addAll(ofAreas());
        rest.sort(Comparator.<Cluster>comparingInt(cluster -> cluster.drafts().size())
                .reversed()
                .thenComparing(Cluster::id));
        clusters.addAll(rest);
        if (!unplaced.isEmpty()) {
            clusters.add(new Cluster(Cluster.OTHER, Cluster.OTHER_LABEL, List.copyOf(unplaced), 0));
        }
        return clusters;
    }

    /// By its group and by a title a draft says what it is about; an abstract mentions much besides.
    private static boolean chosenWords(Hit hit) {
        return hit.place() == Hit.Place.GROUP || hit.place() == Hit.Place.TITLE;
    }

    private List<DraftName> left(Topic topic, Predicate<Hit> wanted) {
        return topic.today().stream()
                .filter(row -> row.hit().filter(wanted).isPresent())
                .map(row -> row.draft().name())
                .filter(unplaced::contains)
                .toList();
    }

    private void take(Topic topic, Predicate<Hit> wanted) {
        List<DraftName> drafts = left(topic, wanted);
        if (drafts.size() >= LEAST) {
            found.computeIfAbsent(topic, _ -> new ArrayList<>()).addAll(drafts);
            drafts.forEach(unplaced::remove);
        }
    }

    /// Of topics with as many drafts a theme says more than a group, and the narrower theme more than that around it.
    private void takeLargest(Predicate<Hit> wanted) {
        Comparator<Topic> largest = Comparator.<Topic>comparingInt(
                        topic -> left(topic, wanted).size())
                .thenComparing(Topic::rank, Comparator.reverseOrder())
                .thenComparingInt(ClusterFinder::depth)
                .thenComparing(Topic::id, Comparator.reverseOrder());
        for (Optional<Topic> next = largest(largest, wanted); next.isPresent(); next = largest(largest, wanted)) {
            take(next.get(), wanted);
        }
    }

    private Optional<Topic> largest(Comparator<Topic> order, Predicate<Hit> wanted) {
        return topics.stream()
                .filter(topic -> left(topic, wanted).size() >= LEAST)
                .max(order);
    }

    private static int depth(Topic topic) {
        return topic instanceof Topic.OfTheme theme ? theme.within().size() : 0;
    }

    /// Drafts whose abstract alone speaks of a topic found so far go to the largest.
    private void joinFound() {
        for (DraftName draft : List.copyOf(unplaced)) {
            found.entrySet().stream()
                    .filter(cluster -> cluster.getKey().drafts().contains(draft))
                    .max(Comparator.<Map.Entry<Topic, List<DraftName>>>comparingInt(
                                    cluster -> cluster.getValue().size())
                            .thenComparing(cluster -> cluster.getKey().id(), Comparator.reverseOrder()))
                    .ifPresent(cluster -> {
                        cluster.getValue().add(draft);
                        unplaced.remove(draft);
                    });
        }
    }

    /// @param told whether the overview gives the topic's count, which the reader then expects to find
    private List<Cluster> ofTopics(boolean told) {
        return found.entrySet().stream()
                .map(cluster -> new Cluster(
                        cluster.getKey().id(),
                        cluster.getKey().label(),
                        cluster.getValue().stream().sorted().toList(),
                        told ? cluster.getKey().count() - cluster.getValue().size() : 0))
                .toList();
    }

    private List<Cluster> ofAreas() {
        Map<String, List<Examined>> byArea = today.stream()
                .filter(post -> unplaced.contains(post.draft().name()))
                .filter(post -> area(post).isPresent())
                .collect(groupingBy(post -> area(post).orElseThrow().id(), TreeMap::new, toList()));
        byArea.values().removeIf(posts -> posts.size() < LEAST);
        return byArea.values().stream()
                .map(posts -> {
                    List<DraftName> drafts = posts.stream()
                            .map(post -> post.draft().name())
                            .sorted()
                            .toList();
                    drafts.forEach(unplaced::remove);
                    Area area = area(posts.getFirst()).orElseThrow();
                    return new Cluster("area." + area.id(), area.label(), drafts, 0);
                })
                .toList();
    }

    private Optional<Area> area(Examined post) {
        return post.themes().entrySet().stream()
                .filter(theme -> themes.get(theme.getKey()).area().isPresent())
                .min(Comparator.<Map.Entry<Integer, Hit>>comparingInt(theme -> chosenWords(theme.getValue()) ? 0 : 1)
                        .thenComparing(Map.Entry::getKey))
                .flatMap(theme -> themes.get(theme.getKey()).area());
    }
}
