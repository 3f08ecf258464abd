package dev.nikkan.digest;

import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Item;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// What an edition says: the day's announcements in the order they are listed in, and what came late.
///
/// @param posts announced revisions of the day, the N of `Internet-Draft: N件`; late ones are not among them
/// @param drafts the day's drafts, one entry a name
/// @param rfcs by number
/// @param events by kind, then as they came
/// @param unreadSources the sources that could not be read before the edition was cut
public record Digest(
        Day day,
        Account account,
        int posts,
        List<DraftEntry> drafts,
        List<Item.Rfc> rfcs,
        List<Item.Other> events,
        LateArrivals late,
        List<String> unreadSources) {
    public Digest {
        drafts = List.copyOf(drafts);
        rfcs = List.copyOf(rfcs);
        events = List.copyOf(events);
        unreadSources = List.copyOf(unreadSources);
        requireAllListed(posts, drafts);
    }

    public static Digest of(EditionContent content) {
        requireNothingLater(content);
        Predicate<Item> late = content::late;
        List<Item.Post> posts = content.posts().stream().filter(late.negate()).toList();
        return new Digest(
                content.day(),
                content.account(),
                posts.size(),
                DraftEntry.ofEachName(posts),
                byNumber(content.rfcs(), late.negate()),
                byKind(content.events(), late.negate()),
                new LateArrivals(
                        DraftEntry.ofEachName(
                                content.posts().stream().filter(late).toList()),
                        byNumber(content.rfcs(), late),
                        byKind(content.events(), late)),
                content.unreadSources());
    }

    /// Whether the day brought neither draft nor RFC. Other announcements and late arrivals may still be there.
    public boolean quiet() {
        return drafts.isEmpty() && rfcs.isEmpty();
    }

    private static List<Item.Rfc> byNumber(List<Item.Rfc> rfcs, Predicate<? super Item.Rfc> wanted) {
        return rfcs.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(item -> item.rfc().number()))
                .toList();
    }

    private static List<Item.Other> byKind(List<Item.Other> events, Predicate<? super Item.Other> wanted) {
        return events.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(item -> item.event().kind()))
                .toList();
    }

    private static void requireAllListed(int posts, List<DraftEntry> drafts) {
        int listed = drafts.stream().mapToInt(entry -> entry.posts().size()).sum();
        if (listed != posts) {
            throw new IllegalStateException("the day has " + posts + " posts, its entries hold " + listed);
        }
    }

    private static void requireNothingLater(EditionContent content) {
        if (content.posts().stream().anyMatch(item -> item.day().isAfter(content.day()))
                || content.rfcs().stream().anyMatch(item -> item.day().isAfter(content.day()))
                || content.events().stream().anyMatch(item -> item.day().isAfter(content.day()))) {
            throw new IllegalStateException("the edition of " + content.day() + " holds an item of a later day");
        }
    }
}
