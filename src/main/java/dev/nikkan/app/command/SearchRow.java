package dev.nikkan.app.command;

import dev.nikkan.digest.Links;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.search.Excerpt;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.Found;
import dev.nikkan.store.Searchable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An entry as a search prints it.
///
/// @param kind as in `v_message`
/// @param name `draft-ietf-tls-esni`, `RFC 9849`; of another announcement, that which it speaks of
/// @param text the abstract, or what else it says
record SearchRow(
        String kind,
        String day,
        Optional<String> name,
        Optional<String> revision,
        String title,
        List<String> authors,
        Optional<String> group,
        Optional<String> stream,
        Optional<String> url,
        String text) {
    /// A line or two of prose.
    private static final int EXCERPT = 160;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

    static SearchRow of(Found found) {
        String day = found.day().toString();
        return switch (found.entry()) {
            case Searchable.Draft(DraftPost post) -> of(day, post);
            case Searchable.Rfc(RfcPublication publication) -> of(day, publication);
            case Searchable.Other other -> of(day, other, Links.archived(found.archivedAt()));
        };
    }

    private static SearchRow of(String day, DraftPost post) {
        DraftName name = post.draft().name();
        return new SearchRow(
                "id",
                day,
                Optional.of(name.value()),
                Optional.of(post.draft().revision().toString()),
                post.title().orElse(""),
                post.authors().names(),
                name.group(),
                name.stream().map(Enum::name),
                Optional.of(Links.datatracker(name).toString()),
                post.abstractText().orElse(""));
    }

    private static SearchRow of(String day, RfcPublication rfc) {
        return new SearchRow(
                "rfc",
                day,
                Optional.of("RFC " + rfc.number()),
                Optional.empty(),
                rfc.title().orElse(""),
                rfc.authors().names(),
                rfc.group().flatMap(GroupMention::acronym).or(() -> rfc.draft().flatMap(DraftName::group)),
                rfc.stream(),
                Optional.of(Links.rfc(rfc.number()).toString()),
                rfc.abstractText().orElse(""));
    }

    private static SearchRow of(String day, Searchable.Other other, Optional<URI> archived) {
        EventSummary event = other.event();
        return new SearchRow(
                event.kind().text(),
                day,
                event.draft().map(DraftName::value).or(() -> event.rfc().map(number -> "RFC " + number)),
                Optional.empty(),
                event.title().orElse(event.subject()),
                List.of(),
                event.wg(),
                event.draft().flatMap(DraftName::stream).map(Enum::name),
                archived.map(URI::toString),
                other.text().filter(text -> !text.isBlank()).orElse(event.subject()));
    }

    /// The entry for a program, whose reader may see its cells anywhere: without characters that control a terminal or
    /// turn the direction of what follows. A table shows that there were some.
    SearchRow plain() {
        return new SearchRow(
                kind,
                day,
                name,
                revision,
                plain(title),
                authors.stream().map(SearchRow::plain).toList(),
                group.map(SearchRow::plain),
                stream.map(SearchRow::plain),
                url.map(SearchRow::plain),
                plain(text));
    }

    private static String plain(String text) {
        return FORMAT.matcher(CONTROL.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /// `draft-ietf-tls-esni-25`
    String nameAndRevision() {
        return name.orElse("") + revision.map(number -> "-" + number).orElse("");
    }

    /// The piece of the text with the hits, between asterisks, for a program.
    String snippet(SearchQuery query) {
        return Excerpt.of(query, text, EXCERPT).marked(SearchRow::marked);
    }

    static String marked(String hit) {
        return "**" + hit + "**";
    }
}
