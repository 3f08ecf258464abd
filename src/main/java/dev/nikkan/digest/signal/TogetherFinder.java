package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds drafts by the same authors whose titles share a phrase: pieces of one framework.
final class TogetherFinder {
    private static final int LONGEST = 5;

    private final List<Item.Post> posts;
    private final Map<DraftRevision, Text> titles = new HashMap<>();

    /// @param posts one revision a draft, by name
    TogetherFinder(List<Item.Post> posts, List<Examined> examined) {
        this.posts = posts;
        examined.forEach(post -> post.title().ifPresent(title -> titles.put(post.draft(), title)));
    }

    List<Signal.Together> together() {
        Map<String, List<Item.Post>> byAuthors = posts.stream()
                .filter(item -> !item.post().authors().names().isEmpty()
                        && !item.post().authors().etAl())
                .collect(groupingBy(item -> authors(item.post().authors()), TreeMap::new, toList()));
        return byAuthors.values().stream()
                .filter(items -> items.size() > 1)
                .flatMap(items -> sharing(items).stream())
                .toList();
    }

    private static String authors(Authors authors) {
        return String.join(
                "\n",
                authors.names().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
    }

    /// The phrase that most of them share, and those that have it.
    private Optional<Signal.Together> sharing(List<Item.Post> items) {
        Map<String, List<Evidence.OfDraft>> byPhrase = new LinkedHashMap<>();
        for (Item.Post item : items) {
            Optional.ofNullable(titles.get(item.post().draft()))
                    .ifPresent(title -> phrases(title)
                            .forEach((pair, words) -> byPhrase.computeIfAbsent(pair, _ -> new ArrayList<>())
                                    .add(RemarkFinder.row(item, Optional.of(new Hit(Hit.Place.TITLE, words))))));
        }
        return byPhrase.values().stream()
                .filter(rows -> rows.size() > 1)
                .max(Comparator.<List<Evidence.OfDraft>>comparingInt(List::size)
                        .thenComparingInt(rows -> phrase(rows).length())
                        .thenComparing(TogetherFinder::phrase))
                .map(rows -> new Signal.Together(phrase(rows), rows));
    }

    private static String phrase(List<Evidence.OfDraft> rows) {
        return rows.getFirst().hit().orElseThrow().words();
    }

    /// Each two to five words in a row that begin and end with one that says something, by their stems, with
    /// the words as they stand there.
    private static Map<String, String> phrases(Text title) {
        Map<String, String> phrases = new LinkedHashMap<>();
        for (int first = 0; first < title.words().size(); first++) {
            StringBuilder stems = new StringBuilder(title.words().get(first).stem());
            int end = Math.min(title.words().size(), first + LONGEST);
            for (int last = first + 1; last < end && title.follows(last); last++) {
                stems.append(' ').append(title.words().get(last).stem());
                if (title.words().get(first).edge() && title.words().get(last).edge()) {
                    phrases.putIfAbsent(stems.toString(), title.between(first, last + 1));
                }
            }
        }
        return phrases;
    }
}
