package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftRevision;
import java.util.NavigableMap;
import java.util.Optional;

/// A post as words, and the themes found in it.
record Examined(
        Day day,
        DraftRevision draft,
        Optional<Text> title,
        Optional<Text> abstractText,
        NavigableMap<Integer, Hit> themes) {
    Evidence.OfDraft because(Hit hit) {
        return new Evidence.OfDraft(day, draft, title.map(Text::source), Optional.of(hit));
    }
}
