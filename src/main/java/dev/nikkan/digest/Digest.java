package dev.nikkan.digest;

import static java.util.stream.Collectors.toMap;

import dev.nikkan.digest.signal.Overview;
import dev.nikkan.digest.signal.Signal;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.Signals;
import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What an edition says: the day's announcements in the order they are listed in, and what came late.
///
/// @param posts announced revisions of the day, the N of `Internet-Draft: N件`; late ones are not among them
/// @param groups the day's drafts, one entry a name, each under one heading
/// @param rfcs by number
/// @param events by kind, those with a deadline or a day to meet by that, the others as they came
/// @param unreadSources the sources that could not be read before the edition was cut
/// @param overviews none, or one in each language
/// @param openCalls last calls that are open on the day, the one that ends soonest first
/// @param silence by language, what is said of a day without drafts; none for another
/// @param closing by language, the operator's words on the day
/// @param daySummaries by language, what a model wrote of the whole day; often none
/// @param summaries what models wrote of drafts, of each revision the best there is in each language; often none
public record Digest(
        Day day,
        Account account,
        int posts,
        List<DraftGroup> groups,
        List<Item.Rfc> rfcs,
        List<Item.Other> events,
        LateArrivals late,
        List<String> unreadSources,
        Map<Language, Overview> overviews,
        List<Item.Other> openCalls,
        Map<Language, List<String>> silence,
        Map<Language, String> closing,
        Map<Language, DaySummary> daySummaries,
        Map<DraftRevision, Map<Language, Summary>> summaries) {
    public Digest {
        groups = List.copyOf(groups);
        rfcs = List.copyOf(rfcs);
        events = List.copyOf(events);
        unreadSources = List.copyOf(unreadSources);
        overviews = Map.copyOf(overviews);
        openCalls = List.copyOf(openCalls);
        silence = Map.copyOf(silence);
        closing = Map.copyOf(closing);
        daySummaries = Map.copyOf(daySummaries);
        summaries = Map.copyOf(summaries);
        requireAllListed(posts, groups);
    }

    /// Without an overview, and as if nothing were known of the days before.
    public static Digest of(EditionContent content) {
        return of(new DayInHistory(content, PostingHistory.NONE));
    }

    /// Without an overview; drafts are grouped by what their names say.
    public static Digest of(DayInHistory day) {
        return of(day, DraftGroup.byName(entries(day)), Map.of(), List.of());
    }

    /// The same, and with what is said of a day without drafts.
    public static Digest withoutOverview(DayInHistory day, SignalFinder finder) {
        return of(day, DraftGroup.byName(entries(day)), Map.of(), finder.quiet(day));
    }

    /// With an overview in each language, of the whole day's signals; drafts are grouped by what they are about.
    public static Digest of(DayInHistory day, SignalFinder finder) {
        Signals signals = finder.find(day);
        return of(
                day,
                DraftGroup.of(entries(day), signals.clusters()),
                inEachLanguage(language -> Overview.of(signals, language)),
                finder.quiet(day));
    }

    private static <T> Map<Language, T> inEachLanguage(Function<Language, T> content) {
        return Stream.of(Language.values()).collect(toMap(Function.identity(), content));
    }

    private static List<DraftEntry> entries(DayInHistory day) {
        return DraftEntry.ofEachName(
                day.content().posts().stream()
                        .filter(item -> !day.content().late(item))
                        .toList(),
                day.history().predecessors());
    }

    private static Digest of(
            DayInHistory day, List<DraftGroup> groups, Map<Language, Overview> overviews, List<Signal> quiet) {
        EditionContent content = day.content();
        requireNothingLater(content);
        Predicate<Item> late = content::late;
        List<Item.Post> latePosts = content.posts().stream().filter(late).toList();
        return new Digest(
                content.day(),
                content.account(),
                content.posts().size() - latePosts.size(),
                groups,
                byNumber(content.rfcs(), late.negate()),
                byKind(content.events(), late.negate()),
                new LateArrivals(
                        DraftEntry.ofEachName(latePosts, day.history().predecessors()),
                        byNumber(content.rfcs(), late),
                        byKind(content.events(), late)),
                content.unreadSources(),
                overviews,
                day.frame().openCalls(),
                quiet.isEmpty() ? Map.of() : inEachLanguage(language -> Overview.quiet(quiet, language)),
                day.frame().closing(),
                Map.of(),
                Map.of());
    }

    /// The same with what models wrote of drafts.
    public Digest with(Map<DraftRevision, Map<Language, Summary>> written) {
        return with(daySummaries, written);
    }

    /// The same with what a model wrote of the day.
    public Digest withDay(Map<Language, DaySummary> written) {
        return with(written, summaries);
    }

    private Digest with(Map<Language, DaySummary> ofDay, Map<DraftRevision, Map<Language, Summary>> ofDrafts) {
        return new Digest(
                day,
                account,
                posts,
                groups,
                rfcs,
                events,
                late,
                unreadSources,
                overviews,
                openCalls,
                silence,
                closing,
                ofDay,
                ofDrafts);
    }

    /// What a model wrote of an entry's latest revision. Where there is nothing the entry's excerpt stands in.
    public Optional<Summary> modelSummary(DraftEntry entry, Language language) {
        return Optional.ofNullable(
                summaries.getOrDefault(entry.latest().draft(), Map.of()).get(language));
    }

    /// The day's drafts in the order of their numbers.
    public List<DraftEntry> drafts() {
        return groups.stream().flatMap(group -> group.drafts().stream()).toList();
    }

    /// Whether the day brought neither draft nor RFC. Other announcements and late arrivals may still be there.
    public boolean quiet() {
        return groups.isEmpty() && rfcs.isEmpty();
    }

    private static List<Item.Rfc> byNumber(List<Item.Rfc> rfcs, Predicate<? super Item.Rfc> wanted) {
        return rfcs.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(item -> item.rfc().number()))
                .toList();
    }

    private static List<Item.Other> byKind(List<Item.Other> events, Predicate<? super Item.Other> wanted) {
        return events.stream().filter(wanted).sorted(EventOrder.LISTED).toList();
    }

    private static void requireAllListed(int posts, List<DraftGroup> groups) {
        List<DraftEntry> entries =
                groups.stream().flatMap(group -> group.drafts().stream()).toList();
        int listed = entries.stream().mapToInt(entry -> entry.posts().size()).sum();
        if (listed != posts) {
            throw new IllegalStateException("the day has " + posts + " posts, its entries hold " + listed);
        }
        if (entries.stream().map(DraftEntry::name).distinct().count() != entries.size()) {
            throw new IllegalStateException("a draft has two entries");
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
