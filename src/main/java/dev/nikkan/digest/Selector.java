package dev.nikkan.digest;

import dev.nikkan.digest.signal.ThemeFinder;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Filter.Term;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.Item;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.search.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Chooses from one digest by filters. What each announcement may be met by is found once, however many filters
/// there are. Thread-safe.
public final class Selector {
    private final Map<DraftName, Facts> drafts = new HashMap<>();
    private final Map<RfcNumber, Facts> rfcs = new HashMap<>();
    private final List<Facts> events = new ArrayList<>();

    /// What a term is compared with, folded.
    ///
    /// @param words of name, title and abstract, a line each, every word with a blank on either side
    /// @param names of the draft, and of the RFC
    private record Facts(
            String kind, Optional<String> group, String words, String authors, Set<String> names, Set<String> themes) {}

    public Selector(Digest digest, Themes themes) {
        ThemeFinder finder = new ThemeFinder(themes);
        Stream.concat(digest.drafts().stream(), digest.late().drafts().stream())
                .forEach(entry -> drafts.put(entry.name(), facts(entry, finder)));
        Stream.concat(digest.rfcs().stream(), digest.late().rfcs().stream())
                .forEach(item -> rfcs.put(item.rfc().number(), facts(item.rfc(), finder)));
        Stream.concat(digest.events().stream(), digest.late().events().stream())
                .forEach(item -> events.add(facts(item, finder)));
    }

    private static Facts facts(DraftEntry entry, ThemeFinder finder) {
        DraftPost post = entry.latest();
        return new Facts(
                "id",
                entry.name().group(),
                words(List.of(Optional.of(entry.name().toString()), post.title(), post.abstractText())),
                authors(post.authors()),
                Set.of(entry.name().toString()),
                finder.of(entry.name(), post.title(), post.abstractText()));
    }

    private static Facts facts(RfcPublication rfc, ThemeFinder finder) {
        Set<String> names = new HashSet<>(Set.of("rfc" + rfc.number().value()));
        rfc.draft().map(DraftName::toString).ifPresent(names::add);
        return new Facts(
                "rfc",
                rfc.group().flatMap(GroupMention::acronym).or(() -> rfc.draft().flatMap(DraftName::group)),
                words(List.of(Optional.of("rfc" + rfc.number().value()), rfc.title(), rfc.abstractText())),
                authors(rfc.authors()),
                names,
                rfc.draft()
                        .map(name -> finder.of(name, rfc.title(), rfc.abstractText()))
                        .orElse(Set.of()));
    }

    private static Facts facts(Item.Other item, ThemeFinder finder) {
        EventSummary event = item.event();
        return new Facts(
                event.kind().text(),
                event.wg(),
                words(List.of(Optional.of(event.subject()), event.title(), event.detail())),
                "",
                event.drafts().stream().map(DraftName::toString).collect(Collectors.toSet()),
                event.drafts().stream()
                        .flatMap(name -> finder.of(name, event.title(), Optional.empty()).stream())
                        .collect(Collectors.toSet()));
    }

    private static String words(List<Optional<String>> pieces) {
        return pieces.stream()
                .flatMap(Optional::stream)
                .map(piece -> " " + Words.folded(piece) + " ")
                .collect(Collectors.joining("\n"));
    }

    private static String authors(Authors authors) {
        return Filter.fold(String.join("\n", authors.names()));
    }

    /// @param filter its drafts followed through their names
    /// @param written as its owner wrote it
    public Selection select(Filter filter, String written) {
        Predicate<Facts> met = filter.everything()
                ? _ -> true
                : filter.terms().stream().map(Selector::meeting).reduce(_ -> false, Predicate::or);
        Set<DraftName> chosen = new HashSet<>();
        drafts.forEach((name, facts) -> {
            if (met.test(facts)) {
                chosen.add(name);
            }
        });
        Set<RfcNumber> published = new HashSet<>();
        rfcs.forEach((number, facts) -> {
            if (met.test(facts)) {
                published.add(number);
            }
        });
        int others = (int) events.stream().filter(met).count();
        return new Selection(written, chosen, published, chosen.size() + published.size() + others);
    }

    private static Predicate<Facts> meeting(Term term) {
        String value = term.value();
        return switch (term.kind()) {
            case WG -> facts -> facts.group.filter(value::equals).isPresent();
            case THEME -> facts -> facts.themes.contains(value);
            case WORD -> meetingWords(value);
            case AUTHOR -> facts -> facts.authors.contains(value);
            case DRAFT -> facts -> facts.names.contains(value);
            case KIND -> facts -> facts.kind.equals(value);
        };
    }

    /// Words as a search has them: whole ones one after another, and any part of a script without blanks. A `*` at the
    /// end leaves the last word's end open.
    private static Predicate<Facts> meetingWords(String value) {
        String wanted = Words.folded(value);
        String phrase = " " + wanted + (value.endsWith("*") ? "" : " ");
        return wanted.isEmpty() ? _ -> false : facts -> facts.words.contains(phrase);
    }
}
