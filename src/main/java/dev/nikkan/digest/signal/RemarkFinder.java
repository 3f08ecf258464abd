package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Item;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is to be said of single drafts and RFCs: first versions, high revisions, RFCs changed.
final class RemarkFinder {
    private static final Pattern EARLY = Pattern.compile(
            "\\b(problem statements?|gap analys[ei]s|requirements?|use[- ]cases?|scenarios?|challenges)\\b",
            Pattern.CASE_INSENSITIVE);

    private final List<Item.Post> posts;
    private final List<Item.Rfc> rfcs;
    private final PostingHistory history;
    private final Past past;

    /// @param posts all of the day, by name and revision
    /// @param rfcs of the day, by number
    RemarkFinder(List<Item.Post> posts, List<Item.Rfc> rfcs, PostingHistory history, Past past) {
        this.posts = posts;
        this.rfcs = rfcs;
        this.history = history;
        this.past = past;
    }

    Signal.Counts counts() {
        return new Signal.Counts(
                posts.stream().map(item -> row(item, Optional.empty())).toList(),
                (int) posts.stream().map(RemarkFinder::name).distinct().count(),
                (int) posts.stream()
                        .filter(item -> revision(item).number() == 0)
                        .count(),
                rfcs.stream().map(item -> row(item, Optional.empty())).toList());
    }

    List<Signal> remarks() {
        List<Signal> remarks = new ArrayList<>();
        add(remarks, firstGroupDrafts(), Signal.FirstGroupDrafts::new);
        newGroups().ifPresent(remarks::add);
        add(remarks, rows(RemarkFinder::newIndividual, RemarkFinder::revisionHit), Signal.NewIndividualDrafts::new);
        add(
                remarks,
                rows(item -> revision(item).number() >= Signal.HighRevisions.FROM, RemarkFinder::revisionHit),
                Signal.HighRevisions::new);
        add(remarks, severalRevisions(), Signal.SeveralRevisions::new);
        add(remarks, rows(RemarkFinder::returned, RemarkFinder::previousHit), Signal.Returned::new);
        add(remarks, rows(item -> early(item).isPresent(), RemarkFinder::early), Signal.EarlyWork::new);
        add(remarks, changes(), Signal.RfcChanges::new);
        postedAgain().ifPresent(remarks::add);
        return remarks;
    }

    private static <R> void add(List<Signal> remarks, List<R> rows, Function<List<R>, Signal> signal) {
        if (!rows.isEmpty()) {
            remarks.add(signal.apply(rows));
        }
    }

    private List<Evidence.OfDraft> rows(Predicate<Item.Post> wanted, Function<Item.Post, Optional<Hit>> hit) {
        return posts.stream()
                .filter(wanted)
                .map(item -> row(item, hit.apply(item)))
                .toList();
    }

    private List<Evidence.OfDraft> firstGroupDrafts() {
        return rows(
                RemarkFinder::firstOfGroup,
                item -> Optional.ofNullable(history.predecessors().get(name(item)))
                        .map(before -> new Hit(Hit.Place.PREDECESSOR, before.value())));
    }

    /// By the name alone: announcements have called individual drafts WG items.
    private static boolean firstOfGroup(Item.Post item) {
        return revision(item).number() == 0
                && name(item).stream().filter(Stream.IETF::equals).isPresent();
    }

    private static boolean newIndividual(Item.Post item) {
        return revision(item).number() == 0 && name(item).stream().isEmpty();
    }

    /// Silent where the store is too young to know the group.
    private Optional<Signal> newGroups() {
        List<Evidence.OfDraft> rows = rows(
                item -> firstOfGroup(item)
                        && name(item)
                                .group()
                                .filter(group -> !history.knownGroups().contains(group))
                                .isPresent(),
                item -> name(item).group().map(group -> new Hit(Hit.Place.GROUP, group)));
        return rows.isEmpty()
                ? Optional.empty()
                : history.since()
                        .filter(since -> days(since, rows.getFirst().day()) >= Signal.NewGroups.NEEDED_DAYS)
                        .map(since -> new Signal.NewGroups(since, rows));
    }

    private List<Evidence.OfDraft> severalRevisions() {
        Map<DraftName, List<Item.Post>> byName =
                posts.stream().collect(groupingBy(RemarkFinder::name, TreeMap::new, toList()));
        return rows(item -> byName.getOrDefault(name(item), List.of()).size() > 1, RemarkFinder::revisionHit);
    }

    private static boolean returned(Item.Post item) {
        return item.previous()
                .filter(previous -> days(previous.day(), item.day()) > Signal.Returned.AFTER_DAYS)
                .isPresent();
    }

    private static Optional<Hit> early(Item.Post item) {
        return item.post()
                .title()
                .map(EARLY::matcher)
                .filter(Matcher::find)
                .map(matcher -> new Hit(Hit.Place.TITLE, matcher.group()));
    }

    private List<Signal.RfcChanges.Change> changes() {
        List<Signal.RfcChanges.Change> changes = new ArrayList<>();
        for (Item.Post item : latest()) {
            RfcMentions.of(item.post())
                    .forEach(mention -> changes.add(new Signal.RfcChanges.Change(
                            row(item, Optional.of(mention.hit())), mention.kind(), mention.rfc())));
        }
        for (Item.Rfc item : rfcs) {
            addChanges(
                    changes, item, Signal.RfcChanges.Kind.OBSOLETES, item.rfc().obsoletes());
            addChanges(changes, item, Signal.RfcChanges.Kind.UPDATES, item.rfc().updates());
        }
        return changes;
    }

    private static void addChanges(
            List<Signal.RfcChanges.Change> changes,
            Item.Rfc item,
            Signal.RfcChanges.Kind kind,
            List<RfcNumber> changed) {
        for (RfcNumber rfc : changed) {
            String words = kind.name().toLowerCase(Locale.ROOT) + " RFC " + rfc;
            changes.add(new Signal.RfcChanges.Change(row(item, Optional.of(new Hit(Hit.Place.RFC, words))), kind, rfc));
        }
    }

    private Optional<Signal> postedAgain() {
        return past.lastPostingDay().map(Evidence.OfDay::day).flatMap(day -> {
            Map<DraftName, DraftRevision> then = new TreeMap<>();
            past.posts().stream()
                    .filter(post -> post.day().equals(day))
                    .forEach(post -> then.put(post.draft().name(), post.draft()));
            List<Evidence.OfDraft> rows = latest().stream()
                    .filter(item -> then.containsKey(name(item)))
                    .map(item -> row(
                            item,
                            Optional.ofNullable(then.get(name(item)))
                                    .map(before -> new Hit(Hit.Place.PREVIOUS, before + " " + day))))
                    .toList();
            return rows.isEmpty() ? Optional.empty() : Optional.of(new Signal.PostedAgain(day, rows));
        });
    }

    /// Every draft of a watched author, whatever its revision.
    List<Signal.WatchedAuthor> watchedAuthors(Collection<String> watched) {
        return watched.stream()
                .distinct()
                .sorted()
                .map(name -> new Signal.WatchedAuthor(
                        name,
                        latest().stream()
                                .filter(item -> writtenBy(item.post().authors(), name))
                                .map(item -> row(item, Optional.of(new Hit(Hit.Place.AUTHORS, name))))
                                .toList()))
                .filter(signal -> !signal.rows().isEmpty())
                .toList();
    }

    private static boolean writtenBy(Authors authors, String name) {
        return authors.names().stream().anyMatch(author -> author.strip().equalsIgnoreCase(name.strip()));
    }

    /// One revision a draft, the highest.
    private List<Item.Post> latest() {
        return latest(posts);
    }

    static List<Item.Post> latest(List<Item.Post> posts) {
        Map<DraftName, Item.Post> latest = new TreeMap<>();
        posts.forEach(item -> latest.put(name(item), item));
        return List.copyOf(latest.values());
    }

    static Evidence.OfDraft row(Item.Post item, Optional<Hit> hit) {
        return new Evidence.OfDraft(item.day(), item.post().draft(), item.post().title(), hit);
    }

    private static Evidence.OfRfc row(Item.Rfc item, Optional<Hit> hit) {
        return new Evidence.OfRfc(item.day(), item.rfc().number(), item.rfc().title(), hit);
    }

    private static Optional<Hit> revisionHit(Item.Post item) {
        return Optional.of(new Hit(Hit.Place.REVISION, revision(item).text()));
    }

    private static Optional<Hit> previousHit(Item.Post item) {
        return item.previous().map(previous -> new Hit(Hit.Place.PREVIOUS, previous.revision() + " " + previous.day()));
    }

    private static DraftName name(Item.Post item) {
        return item.post().draft().name();
    }

    private static Revision revision(Item.Post item) {
        return item.post().draft().revision();
    }

    private static long days(Day from, Day to) {
        return to.date().toEpochDay() - from.date().toEpochDay();
    }
}
