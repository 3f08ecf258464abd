package dev.nikkan.digest;

import static java.util.stream.Collectors.toMap;

import dev.nikkan.digest.signal.Overview;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.Signals;
import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What an edition says: the day's announcements in the order they are listed in, and what came late.
///
/// @param posts announced revisions of the day, the N of `Internet-Draft: N件`; late ones are not among them
/// @param drafts the day's drafts, one entry a name
/// @param rfcs by number
/// @param events by kind, then as they came
/// @param unreadSources the sources that could not be read before the edition was cut
/// @param overviews none, or one in each language
public record Digest(
        Day day,
        Account account,
        int posts,
        List<DraftEntry> drafts,
        List<Item.Rfc> rfcs,
        List<Item.Other> events,
        LateArrivals late,
        List<String> unreadSources,
        Map<Language, Overview> overviews) {
    public Digest {
        drafts = List.copyOf(drafts);
        rfcs = List.copyOf(rfcs);
        events = List.copyOf(events);
        unreadSources = List.copyOf(unreadSources);
        overviews = Map.copyOf(overviews);
        requireAllListed(posts, drafts);
    }

    /// Without an overview.
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
                content.unreadSources(),
                Map.of());
    }

    /// With an overview in each language, of the whole day's signals.
    public static Digest of(DayInHistory day, SignalFinder finder) {
        Digest plain = of(day.content());
        Signals signals = finder.find(day.content(), day.history());
        return new Digest(
                plain.day,
                plain.account,
                plain.posts,
                plain.drafts,
                plain.rfcs,
                plain.events,
                plain.late,
                plain.unreadSources,
                Stream.of(Language.values())
                        .collect(toMap(Function.identity(), language -> Overview.of(signals, language))));
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
