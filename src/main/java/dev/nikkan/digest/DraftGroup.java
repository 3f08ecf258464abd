package dev.nikkan.digest;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.nikkan.digest.signal.Cluster;
import dev.nikkan.digest.signal.Label;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.Stream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Drafts of a day under one heading.
///
/// @param id `theme.wimse`, `group.tls`, `area.routing`, `other`
/// @param drafts at least one
/// @param elsewhere how many more the overview counts with them: they stand under an earlier heading
public record DraftGroup(String id, Label label, List<DraftEntry> drafts, int elsewhere) {
    private static final int LEAST = 2;

    public DraftGroup {
        drafts = List.copyOf(drafts);
        if (drafts.isEmpty()) {
            throw new IllegalArgumentException("no draft under " + id);
        }
    }

    /// Whether it holds what is under no heading of its own.
    public boolean other() {
        return id.equals(Cluster.OTHER);
    }

    /// @param entries in the order they have inside each heading
    static List<DraftGroup> of(List<DraftEntry> entries, List<Cluster> clusters) {
        Map<DraftName, DraftEntry> byName = entries.stream().collect(toMap(DraftEntry::name, identity()));
        return clusters.stream()
                .map(cluster -> new DraftGroup(
                        cluster.id(),
                        cluster.label(),
                        cluster.drafts().stream()
                                .map(name -> requireNonNull(byName.get(name), name::value))
                                .sorted(DraftEntry.LISTED)
                                .toList(),
                        cluster.elsewhere()))
                .toList();
    }

    /// By the names alone: the documents of each working or research group that has several, then all others.
    static List<DraftGroup> byName(List<DraftEntry> entries) {
        Map<String, List<DraftEntry>> several = entries.stream()
                .filter(entry -> entry.name().group().isPresent())
                .collect(groupingBy(entry -> entry.name().group().orElseThrow(), TreeMap::new, toList()));
        several.values().removeIf(documents -> documents.size() < LEAST);
        List<DraftGroup> groups = new ArrayList<>();
        several.forEach((group, documents) ->
                groups.add(new DraftGroup("group." + group, label(group, documents), documents, 0)));
        groups.sort(Comparator.<DraftGroup>comparingInt(group -> group.drafts().size())
                .reversed()
                .thenComparing(DraftGroup::id));
        List<DraftEntry> others = entries.stream()
                .filter(entry ->
                        entry.name().group().filter(several::containsKey).isEmpty())
                .toList();
        if (!others.isEmpty()) {
            groups.add(new DraftGroup(Cluster.OTHER, Cluster.OTHER_LABEL, others, 0));
        }
        return List.copyOf(groups);
    }

    private static Label label(String group, List<DraftEntry> documents) {
        boolean research =
                documents.getFirst().name().stream().filter(Stream.IRTF::equals).isPresent();
        String name = group.toUpperCase(Locale.ROOT) + (research ? " RG" : " WG");
        return new Label(name, name);
    }
}
