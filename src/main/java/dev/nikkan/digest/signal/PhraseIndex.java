package dev.nikkan.digest.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The phrases of all themes by their first word.
final class PhraseIndex {
    private final Map<String, List<ThemePhrase>> byWord = new HashMap<>();
    private final List<ThemePhrase> byPrefix = new ArrayList<>();

    PhraseIndex(List<Theme> themes) {
        for (int i = 0; i < themes.size(); i++) {
            for (Phrase phrase : themes.get(i).phrases()) {
                ThemePhrase entry = new ThemePhrase(i, phrase);
                if (phrase.first().prefix()) {
                    byPrefix.add(entry);
                } else {
                    byWord.computeIfAbsent(phrase.first().word(), _ -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
    }

    List<ThemePhrase> starting(Word word) {
        List<ThemePhrase> found = new ArrayList<>();
        add(found, word.text(), word);
        if (!word.folded().equals(word.text())) {
            add(found, word.folded(), word);
        }
        for (ThemePhrase entry : byPrefix) {
            if (entry.phrase().first().fits(word)) {
                found.add(entry);
            }
        }
        return List.copyOf(found);
    }

    private void add(List<ThemePhrase> found, String form, Word word) {
        addFitting(found, form, word);
        if (form.endsWith("s")) {
            addFitting(found, form.substring(0, form.length() - 1), word);
        }
    }

    private void addFitting(List<ThemePhrase> found, String key, Word word) {
        for (ThemePhrase entry : byWord.getOrDefault(key, List.of())) {
            if (entry.phrase().first().fits(word) && !found.contains(entry)) {
                found.add(entry);
            }
        }
    }
}
