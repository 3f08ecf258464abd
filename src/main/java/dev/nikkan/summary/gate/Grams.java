package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The runs of a text, by which texts are compared: five characters of Japanese, three words of English.
final class Grams {
    private static final int CHARACTERS = 5;
    private static final int WORDS = 3;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\d]+");

    private Grams() {}

    static Set<String> of(String text, Language language) {
        return switch (language) {
            case JA -> ofCharacters(NO_WORD.matcher(Candidate.narrow(text)).replaceAll(""));
            case EN ->
                ofWords(NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .toList());
        };
    }

    private static Set<String> ofCharacters(String text) {
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + CHARACTERS <= text.length(); i++) {
            grams.add(text.substring(i, i + CHARACTERS));
        }
        return grams;
    }

    private static Set<String> ofWords(List<String> words) {
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + WORDS <= words.size(); i++) {
            grams.add(String.join(" ", words.subList(i, i + WORDS)));
        }
        return grams;
    }

    /// Jaccard's measure, 0 to 1.
    static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        return (double) common.size() / (one.size() + other.size() - common.size());
    }
}
