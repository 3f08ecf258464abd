package dev.nikkan.render;

import dev.nikkan.digest.Links;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Item;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// Any other announcement in a template, one line.
///
/// @param kind `Last Call`, `WG Review`; English in every language, as the Subject itself is
/// @param subject without the kind in front and without revisions of drafts: a name with its revision marks an entry
/// @param archived the mail in the lists' archive; none or one
record EventView(String kind, String subject, String announcedOn, List<URI> archived) {
    private static final Pattern REVISION = Pattern.compile("\\b(draft-[a-z0-9-]+?)-\\d\\d(?:\\.txt)?(?![\\w-])");

    static EventView of(Item.Other item) {
        String kind = label(item.event().kind());
        String subject = ShownText.of(item.event().subject(), ShownText.TITLE);
        return new EventView(
                kind,
                REVISION.matcher(withoutKind(subject, kind)).replaceAll("$1"),
                item.day().toString(),
                Links.archived(item.archivedAt()).stream().toList());
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
