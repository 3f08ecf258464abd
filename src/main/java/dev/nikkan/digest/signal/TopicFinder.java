package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Finds what several drafts of the day are about: by theme, by group, and by what their titles have in common.
final class TopicFinder {
    private static final int LEAST = 2;
    private static final int LONGEST_TERM = 3;
    /// What stands in more of the day's titles is how titles are written, not what they are about.
    private static final double COMMON = 0.6;

    private final Themes themes;
    private final List<Examined> today;
    private final Past past;

    /// @param today one revision a draft, by name
    TopicFinder(Themes themes, List<Examined> today, Past past) {
        this.themes = themes;
        this.today = today;
        this.past = past;
    }

    /// By kind, then id.
    List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        topics.addAll(ofThemes());
        topics.addAll(ofGroups());
        topics.addAll(ofTerms());
        return topics;
    }

    private List<Topic.OfTheme> ofThemes() {
        Map<Integer, List<Evidence.OfDraft>> now = byTheme(today);
        Map<Integer, List<Evidence.OfDraft>> before = byTheme(past.posts());
        List<Topic.OfTheme> topics = new ArrayList<>();
        now.forEach((index, rows) -> {
            Theme theme = themes.get(index);
            if (rows.size() >= LEAST || theme.watched()) {
                Optional<Usual> usual = past.usual(rows.size(), today.size(), before.getOrDefault(index, List.of()));
                topics.add(new Topic.OfTheme(theme.id(), theme.label(), theme.watched(), theme.within(), rows, usual));
            }
        });
        return topics.stream()
                .sorted(Comparator.comparing(Topic.OfTheme::theme))
                .toList();
    }

    private static Map<Integer, List<Evidence.OfDraft>> byTheme(List<Examined> posts) {
        Map<Integer, List<Evidence.OfDraft>> rows = new TreeMap<>();
        for (Examined post : posts) {
            post.themes()
                    .forEach((theme, hit) ->
                            rows.computeIfAbsent(theme, _ -> new ArrayList<>()).add(post.because(hit)));
        }
        return rows;
    }

    private List<Topic.OfGroup> ofGroups() {
        Map<String, List<Evidence.OfDraft>> now = byGroup(today);
        Map<String, List<Evidence.OfDraft>> before = byGroup(past.posts());
        List<Topic.OfGroup> topics = new ArrayList<>();
        now.forEach((group, rows) -> {
            if (rows.size() >= LEAST) {
                boolean research = rows.getFirst().draft().name().value().startsWith("draft-irtf-");
                topics.add(new Topic.OfGroup(
                        group,
                        research ? "RG" : "WG",
                        rows,
                        past.usual(rows.size(), today.size(), before.getOrDefault(group, List.of()))));
            }
        });
        return topics;
    }

    private static Map<String, List<Evidence.OfDraft>> byGroup(List<Examined> posts) {
        Map<String, List<Evidence.OfDraft>> rows = new TreeMap<>();
        for (Examined post : posts) {
            post.draft()
                    .name()
                    .group()
                    .ifPresent(group -> rows.computeIfAbsent(group, _ -> new ArrayList<>())
                            .add(post.because(new Hit(Hit.Place.GROUP, group))));
        }
        return rows;
    }

    /// Terms are counted in titles, where each word was chosen; an abstract only adds drafts to a term already
    /// found.
    private List<Topic.OfTerm> ofTerms() {
        if (!past.history().enough()) {
            return List.of();
        }
        Map<String, List<Evidence.OfDraft>> now = inTitles(today, _ -> true);
        now.values().removeIf(rows -> rows.size() < LEAST || rows.size() > COMMON * today.size());
        Map<String, List<Evidence.OfDraft>> before = inTitles(past.posts(), now::containsKey);
        Map<String, Usual> bursts = new TreeMap<>();
        now.forEach((term, rows) -> past.usual(rows.size(), today.size(), before.getOrDefault(term, List.of()))
                .filter(Usual::burst)
                .ifPresent(usual -> bursts.put(term, usual)));
        Map<String, List<Evidence.OfDraft>> widened = anywhere(bursts.keySet());
        return bursts.entrySet().stream()
                .map(burst -> new Topic.OfTerm(
                        burst.getKey(),
                        shown(now.getOrDefault(burst.getKey(), List.of())),
                        widened.getOrDefault(burst.getKey(), List.of()),
                        Optional.of(burst.getValue())))
                .collect(toMap(Topic.OfTerm::drafts, term -> term, TopicFinder::longer))
                .values()
                .stream()
                .sorted(Comparator.comparing(Topic.OfTerm::term))
                .toList();
    }

    /// Of two terms of the same drafts the longer says all that the other does.
    private static Topic.OfTerm longer(Topic.OfTerm one, Topic.OfTerm other) {
        return Comparator.<Topic.OfTerm>comparingInt(term -> term.term().length())
                                .thenComparing(Topic.OfTerm::term)
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }

    private static String shown(List<Evidence.OfDraft> rows) {
        return rows.getFirst().hit().orElseThrow().words();
    }

    private static Map<String, List<Evidence.OfDraft>> inTitles(List<Examined> posts, Predicate<String> wanted) {
        Map<String, List<Evidence.OfDraft>> rows = new TreeMap<>();
        for (Examined post : posts) {
            post.title()
                    .ifPresent(title -> terms(title).forEach((term, words) -> {
                        if (wanted.test(term)) {
                            rows.computeIfAbsent(term, _ -> new ArrayList<>())
                                    .add(post.because(new Hit(Hit.Place.TITLE, words)));
                        }
                    }));
        }
        return rows;
    }

    private Map<String, List<Evidence.OfDraft>> anywhere(Set<String> wanted) {
        Map<String, List<Evidence.OfDraft>> rows = new TreeMap<>();
        for (Examined post : wanted.isEmpty() ? List.<Examined>of() : today) {
            Map<String, Hit> hits = new HashMap<>();
            post.abstractText()
                    .ifPresent(text ->
                            terms(text).forEach((term, words) -> hits.put(term, new Hit(Hit.Place.ABSTRACT, words))));
            post.title()
                    .ifPresent(text ->
                            terms(text).forEach((term, words) -> hits.put(term, new Hit(Hit.Place.TITLE, words))));
            hits.forEach((term, hit) -> {
                if (wanted.contains(term)) {
                    rows.computeIfAbsent(term, _ -> new ArrayList<>()).add(post.because(hit));
                }
            });
        }
        return rows;
    }

    /// The terms of a text, each with the words of its first appearance.
    private static Map<String, String> terms(Text text) {
        Map<String, String> terms = new HashMap<>();
        for (int first = 0; first < text.words().size(); first++) {
            if (!text.words().get(first).edge()) {
                continue;
            }
            StringBuilder term = new StringBuilder();
            int end = Math.min(text.words().size(), first + LONGEST_TERM);
            for (int last = first; last < end && (last == first || text.follows(last)); last++) {
                Word word = text.words().get(last);
                term.append(last == first ? "" : " ").append(word.stem());
                if (word.edge()) {
                    terms.putIfAbsent(term.toString(), text.between(first, last + 1));
                }
            }
        }
        return terms;
    }
}
