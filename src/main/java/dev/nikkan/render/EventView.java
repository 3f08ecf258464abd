package dev.nikkan.render;

import dev.nikkan.digest.Links;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Item;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Any other announcement in a template, one line.
///
/// @param kind `Last Call`, `WG Review`; English in every language, as the Subject itself is
/// @param subject without the kind in front and without revisions of drafts: a name with its revision marks an entry
/// @param detail what the subject does not say already, in a few English words; empty if it says all
/// @param deadline the last day for comments; empty if there is none
/// @param archived the mail in the lists' archive; none or one
record EventView(String kind, String subject, String detail, String deadline, String announcedOn, List<URI> archived) {
    private static final Pattern REVISION = Pattern.compile("\\b(draft-[a-z0-9-]+?)-\\d\\d(?:\\.txt)?(?![\\w-])");

    static EventView of(Item.Other item) {
        String kind = label(item.event().kind());
        String subject = ShownText.of(item.event().subject(), ShownText.TITLE);
        String shown = REVISION.matcher(withoutKind(subject, kind)).replaceAll("$1");
        return new EventView(
                kind,
                shown,
                item.event().detail().map(detail -> unsaid(detail, subject)).orElse(""),
                item.event().deadline().map(LocalDate::toString).orElse(""),
                item.day().toString(),
                Links.archived(item.archivedAt()).stream().toList());
    }

    /// The level of a last call, the day of a meeting mostly stand in the Subject as well.
    private static String unsaid(String detail, String subject) {
        String said = subject.toLowerCase(Locale.ROOT);
        String unsaid = Stream.of(detail.split(", "))
                .filter(part -> !said.contains(part.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return ShownText.of(unsaid, ShownText.TITLE);
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
