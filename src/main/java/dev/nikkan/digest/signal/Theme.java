package dev.nikkan.digest.signal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a draft may be about.
///
/// @param id names it in other themes and in `explain`
/// @param strong one phrase in an abstract is enough; else two are needed
/// @param watched told of even when one draft has it
/// @param within the themes that its drafts belong to as well
/// @param area the part of the IETF's work it lies in
/// @param groups acronyms of groups whose documents all belong to it
record Theme(
        String id,
        Label label,
        boolean strong,
        boolean watched,
        Set<String> within,
        Optional<Area> area,
        Set<String> groups,
        List<Phrase> phrases) {
    Theme {
        within = Set.copyOf(within);
        groups = Set.copyOf(groups);
        phrases = List.copyOf(phrases);
    }

    Theme in(Optional<Area> other) {
        return new Theme(id, label, strong, watched, within, other, groups, phrases);
    }

    /// Whether it is only there to take the theme of that id away.
    boolean removal() {
        return groups.isEmpty() && phrases.isEmpty();
    }
}
