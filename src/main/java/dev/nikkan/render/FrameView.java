package dev.nikkan.render;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What stands in a template around drafts and RFCs.
///
/// @param opening,footer the operator's lines before and after everything; false where there are none
/// @param kinds the day's other announcements under their headings, in the first part
/// @param calls last calls that are open on the day, in the first part
/// @param quiet what is said of a day without drafts, in the first part
/// @param closing the operator's words on the day, by paragraph, in the last part
record FrameView(
        List<PassageView> opening,
        boolean anyKinds,
        List<Kind> kinds,
        boolean anyCalls,
        List<EventView> calls,
        boolean anyQuiet,
        List<String> quiet,
        boolean anyClosing,
        List<PassageView> closing,
        List<PassageView> footer) {
    /// Announcements of one kind.
    record Kind(String heading, List<EventView> entries) {}

    static FrameView of(DigestPart part, Language language, FrameSettings settings) {
        Digest digest = part.digest();
        boolean first = part.first();
        boolean last = part.number() == part.of();
        List<Kind> kinds = first && settings.announcements() ? kinds(digest.events(), language) : List.of();
        List<EventView> calls = first && settings.lastCalls()
                ? digest.openCalls().stream()
                        .map(item -> EventView.ofOpen(item, language))
                        .toList()
                : List.of();
        List<String> quiet = first ? digest.silence().getOrDefault(language, List.of()) : List.of();
        List<PassageView> closing = last ? passages(digest.closing(), language) : List.of();
        return new FrameView(
                passages(settings.opening(), language),
                !kinds.isEmpty(),
                kinds,
                !calls.isEmpty(),
                calls,
                !quiet.isEmpty(),
                quiet,
                !closing.isEmpty(),
                closing,
                passages(settings.footer(), language));
    }

    private static List<PassageView> passages(Map<Language, String> words, Language language) {
        return PassageView.ofEach(words.getOrDefault(language, ""));
    }

    /// @param events in the order of their kinds
    private static List<Kind> kinds(List<Item.Other> events, Language language) {
        List<Kind> kinds = new ArrayList<>();
        for (Heading heading : Heading.values()) {
            List<EventView> entries = events.stream()
                    .filter(item -> Heading.of(item.event().kind()) == heading)
                    .map(item -> EventView.of(item, language))
                    .toList();
            if (!entries.isEmpty()) {
                kinds.add(new Kind(heading.in(language), entries));
            }
        }
        return kinds;
    }

    /// The kinds as readers look for them.
    private enum Heading {
        CALLS("Last Call", "Last calls"),
        APPROVALS("承認", "Approvals"),
        CONFLICTS("Conflict Review", "Conflict reviews"),
        CHARTERS("WG・RGのチャーター", "Charters of working and research groups"),
        INTERIMS("中間会合", "Interim meetings"),
        OTHERS("そのほか", "Others");

        private final String japanese;
        private final String english;

        Heading(String japanese, String english) {
            this.japanese = japanese;
            this.english = english;
        }

        static Heading of(EventKind kind) {
            return switch (kind) {
                case LAST_CALL -> CALLS;
                case PROTOCOL_ACTION, DOCUMENT_ACTION -> APPROVALS;
                case CONFLICT_REVIEW -> CONFLICTS;
                case WG_REVIEW, WG_ACTION -> CHARTERS;
                case INTERIM -> INTERIMS;
                case ANNOUNCEMENT -> OTHERS;
            };
        }

        String in(Language language) {
            return switch (language) {
                case JA -> japanese;
                case EN -> english;
            };
        }
    }
}
