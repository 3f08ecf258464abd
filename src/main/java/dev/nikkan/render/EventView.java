package dev.nikkan.render;

import dev.nikkan.digest.Links;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Any other announcement in a template, one line.
///
/// @param kind `Last Call`, `WG Review`; English in every language, as the Subject itself is
/// @param subject without the kind in front and without revisions of drafts: a name with its revision marks an entry
/// @param title what it is about: the document's title, the group's name; the subject where the mail has neither
/// @param document the draft, RFC or group; false where there is none or the title names it
/// @param detail what neither title nor document says, in a few words; false if they say all
/// @param deadline the last day for comments; false if there is none
/// @param archived the mail in the lists' archive; none or one
/// @param link where to read on: none or one
record EventView(
        String kind,
        String subject,
        String title,
        String document,
        String detail,
        String deadline,
        String announcedOn,
        List<URI> archived,
        List<URI> link) {
    private static final Pattern REVISION = Pattern.compile("\\b(draft-[a-z0-9-]+?)-\\d\\d(?:\\.txt)?(?![\\w-])");

    /// As an announcement of the day, which the mail itself explains best.
    static EventView of(Item.Other item, Language language) {
        Optional<URI> archived = Links.archived(item.archivedAt());
        return of(item, language, archived.or(() -> Links.about(item.event())));
    }

    /// As something that goes on: its document's page has its present state.
    static EventView ofOpen(Item.Other item, Language language) {
        return of(item, language, Links.about(item.event()).or(() -> Links.archived(item.archivedAt())));
    }

    private static EventView of(Item.Other item, Language language, Optional<URI> link) {
        EventSummary event = item.event();
        String kind = label(event.kind());
        String subject = withoutKind(ShownText.of(event.subject(), ShownText.TITLE), kind);
        String title = event.title()
                .filter(words -> !words.equals(event.subject()))
                .map(words -> ShownText.of(words, ShownText.TITLE))
                .filter(words -> !words.isEmpty())
                .orElse(subject);
        String document = document(event).filter(name -> !names(title, name)).orElse("");
        return new EventView(
                kind,
                REVISION.matcher(subject).replaceAll("$1"),
                REVISION.matcher(title).replaceAll("$1"),
                document,
                detail(event, title, language),
                event.deadline().map(LocalDate::toString).orElse(""),
                item.day().toString(),
                Links.archived(item.archivedAt()).stream().toList(),
                link.stream().toList());
    }

    private static Optional<String> document(EventSummary event) {
        return event.draft()
                .map(Object::toString)
                .or(() -> event.rfc().map(number -> "RFC " + number))
                .or(event::wg)
                .map(name -> ShownText.of(name, ShownText.NAME));
    }

    private static boolean names(String title, String name) {
        return title.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /// The level of a status change mostly stands in the title as well.
    private static String detail(EventSummary event, String title, Language language) {
        String said = title.toLowerCase(Locale.ROOT);
        List<String> unsaid = event.detail().stream()
                .flatMap(detail -> Stream.of(detail.split(", ")))
                .filter(part -> !said.contains(part.toLowerCase(Locale.ROOT)))
                .toList();
        String detail = event.kind() == EventKind.INTERIM
                ? EventWords.ofMeeting(unsaid, language)
                : unsaid.stream()
                        .map(word -> EventWords.of(word, language))
                        .collect(Collectors.joining(comma(language)));
        return ShownText.of(detail, ShownText.TITLE);
    }

    static String comma(Language language) {
        return switch (language) {
            case JA -> "、";
            case EN -> ", ";
        };
    }

    private static String withoutKind(String subject, String kind) {
        String prefix = kind + ":";
        boolean repeated = subject.regionMatches(true, 0, prefix, 0, prefix.length());
        String rest = repeated ? subject.substring(prefix.length()).strip() : subject;
        return rest.isEmpty() ? subject : rest;
    }

    private static String label(EventKind kind) {
        return switch (kind) {
            case LAST_CALL -> "Last Call";
            case PROTOCOL_ACTION -> "Protocol Action";
            case DOCUMENT_ACTION -> "Document Action";
            case CONFLICT_REVIEW -> "Conflict Review";
            case WG_REVIEW -> "WG Review";
            case WG_ACTION -> "WG Action";
            case INTERIM -> "Interim Meeting";
            case ANNOUNCEMENT -> "Announcement";
        };
    }
}
