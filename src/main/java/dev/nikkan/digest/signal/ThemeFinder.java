package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells what a document is about, by the ids of `themes.txt`. Not thread-safe.
public final class ThemeFinder {
    private final Themes themes;
    private final ThemeReader reader;
    private final Vocabulary vocabulary;

    public ThemeFinder(Themes themes) {
        this.themes = themes;
        this.reader = new ThemeReader(themes);
        this.vocabulary = new Vocabulary(themes.index());
    }

    public Set<String> of(DraftName name, Optional<String> title, Optional<String> abstractText) {
        return reader
                .themes(
                        name,
                        title.map(text -> Text.of(text, vocabulary)),
                        abstractText.map(text -> Text.of(text, vocabulary)))
                .keySet()
                .stream()
                .map(theme -> themes.get(theme).id())
                .collect(Collectors.toUnmodifiableSet());
    }
}
