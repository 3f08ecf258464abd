package dev.nikkan.store;

import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.search.Condition.Property;
import dev.nikkan.search.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the index holds of an entry, in folded words.
///
/// @param name what it is called
/// @param about the names of what it speaks of
/// @param labels `is:entry kind:rfc wg:tls stream:ietf`
record SearchDocument(
        String name, String title, String about, String authors, String group, String text, String labels) {

    /// The label that each row has.
    static final String EVERY_ENTRY = "is:entry";

    private static final Pattern NO_LABEL = Pattern.compile("[^a-z0-9]+");

    /// What `kind:` may be asked for.
    static final Set<String> KINDS = kinds();

    static SearchDocument of(Searchable entry) {
        return switch (entry) {
            case Searchable.Draft(DraftPost post) -> of(post);
            case Searchable.Rfc(RfcPublication publication) -> of(publication);
            case Searchable.Other other -> of(other);
        };
    }

    private static SearchDocument of(DraftPost post) {
        DraftName name = post.draft().name();
        return new SearchDocument(
                Words.folded(name.value()),
                words(post.title()),
                "",
                words(post.authors()),
                group(post.group()),
                words(post.abstractText()),
                labels(
                        List.of("id", "draft"),
                        name.group().stream(),
                        name.stream().map(Enum::name)));
    }

    private static SearchDocument of(RfcPublication rfc) {
        String about = Stream.of(
                        rfc.draft().map(DraftName::value).stream(),
                        rfc.obsoletes().stream().map(SearchDocument::name),
                        rfc.updates().stream().map(SearchDocument::name))
                .flatMap(names -> names)
                .collect(Collectors.joining(" "));
        Stream<String> groups = Stream.of(
                        rfc.group().flatMap(GroupMention::acronym), rfc.draft().flatMap(DraftName::group))
                .flatMap(Optional::stream);
        return new SearchDocument(
                Words.folded(name(rfc.number()) + " " + String.join(" ", rfc.subseries())),
                words(rfc.title()),
                Words.folded(about),
                words(rfc.authors()),
                group(rfc.group()),
                words(rfc.abstractText()),
                labels(List.of("rfc"), groups, rfc.stream()));
    }

    private static SearchDocument of(Searchable.Other other) {
        EventSummary event = other.event();
        Stream<String> about = Stream.concat(
                other.drafts().stream().map(DraftName::value),
                other.rfcs().stream().map(SearchDocument::name));
        Stream<String> groups = Stream.concat(
                event.wg().stream(),
                other.drafts().stream().map(DraftName::group).flatMap(Optional::stream));
        return new SearchDocument(
                "",
                words(event.title().or(() -> Optional.of(event.subject()))),
                Words.folded(about.collect(Collectors.joining(" "))),
                "",
                group(other.group()
                        .or(() -> event.wg().map(wg -> new GroupMention(wg, Optional.empty(), Optional.empty())))),
                Words.folded(event.subject() + " " + other.text().orElse("")),
                labels(
                        List.of(event.kind().text(), "event"),
                        groups,
                        event.draft().flatMap(DraftName::stream).map(Enum::name)));
    }

    private static String name(RfcNumber number) {
        return "rfc " + number;
    }

    private static String words(Optional<String> text) {
        return text.map(Words::folded).orElse("");
    }

    private static String words(Authors authors) {
        return Words.folded(String.join(" ", authors.names()));
    }

    private static String group(Optional<GroupMention> group) {
        return words(
                group.map(mention -> mention.name() + " " + mention.acronym().orElse("")));
    }

    private static String labels(List<String> kinds, Stream<String> groups, Optional<String> stream) {
        Set<String> labels = new LinkedHashSet<>();
        labels.add(EVERY_ENTRY);
        kinds.forEach(kind -> labels.add(label(Property.KIND, kind)));
        groups.forEach(group -> labels.add(label(Property.GROUP, group)));
        stream.ifPresent(name -> labels.add(label(Property.STREAM, name)));
        return String.join(" ", labels);
    }

    /// The token that says an entry has that value.
    static String label(Property property, String value) {
        String name = switch (property) {
            case KIND -> "kind:";
            case GROUP -> "wg:";
            case STREAM -> "stream:";
        };
        return name + NO_LABEL.matcher(value.toLowerCase(Locale.ROOT)).replaceAll("-");
    }

    private static Set<String> kinds() {
        return Stream.concat(
                        Stream.of("id", "draft", "rfc", "event"),
                        Stream.of(EventKind.values()).map(EventKind::text))
                .collect(Collectors.toUnmodifiableSet());
    }
}
