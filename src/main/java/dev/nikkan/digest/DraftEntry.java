package dev.nikkan.digest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Item;
import dev.nikkan.model.Stream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A draft in a digest: its name and each of its revisions that were announced.
///
/// @param posts at least one, by revision
/// @param predecessor the draft under another name that this one goes on from, where that is known
/// @param excerpt of the latest revision's abstract: found once, however often it is printed
public record DraftEntry(
        DraftName name, List<Item.Post> posts, Optional<DraftName> predecessor, Optional<Excerpt> excerpt) {
    /// Documents of groups by group, then individual ones, each by name.
    static final Comparator<DraftEntry> LISTED = Comparator.comparingInt(DraftEntry::rank)
            .thenComparing(entry -> entry.name.group().orElse(""))
            .thenComparing(DraftEntry::name);

    public DraftEntry {
        posts = byRevision(posts);
        if (posts.isEmpty()) {
            throw new IllegalArgumentException("no revision of " + name);
        }
    }

    private static DraftEntry of(DraftName name, List<Item.Post> posts, Optional<DraftName> predecessor) {
        DraftPost latest = byRevision(posts).getLast().post();
        return new DraftEntry(name, posts, predecessor, latest.abstractText().map(Excerpt::of));
    }

    /// @param predecessors by the name of the draft that goes on from them
    static List<DraftEntry> ofEachName(Collection<Item.Post> posts, Map<DraftName, DraftName> predecessors) {
        return posts.stream()
                .collect(groupingBy(item -> item.post().draft().name(), TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(named -> DraftEntry.of(
                        named.getKey(), named.getValue(), Optional.ofNullable(predecessors.get(named.getKey()))))
                .sorted(LISTED)
                .toList();
    }

    /// The highest revision announced: what title, authors and abstract are taken from.
    public DraftPost latest() {
        return posts.getLast().post();
    }

    /// Whether a group's document appears for the first time, `draft-ietf-*-00`. By the name alone: announcements have
    /// called individual drafts WG items.
    public boolean newWorkingGroupDraft() {
        return name.stream().filter(Stream.IETF::equals).isPresent()
                && posts.getFirst().post().draft().revision().number() == 0;
    }

    private static List<Item.Post> byRevision(List<Item.Post> posts) {
        return posts.stream()
                .sorted(Comparator.comparing(item -> item.post().draft().revision()))
                .toList();
    }

    private int rank() {
        return name.stream().map(Stream::ordinal).orElse(Stream.values().length);
    }
}
