package dev.nikkan.summary;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Terms of the field and how Japanese network engineers write them, so that one term has one translation.
///
/// @param terms English in lower case to Japanese, in the file's order
record Glossary(Map<String, String> terms) {
    /// A document takes no more of them along: each costs tokens.
    private static final int MOST = 12;

    /// @param text lines of an English term, a tab, and the Japanese one
    static Glossary of(String text) {
        Map<String, String> terms = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split("\t", 2))
                .filter(pair -> pair.length == 2 && !pair[0].startsWith("#"))
                .forEach(pair -> terms.put(pair[0].strip().toLowerCase(Locale.ROOT), pair[1].strip()));
        return new Glossary(terms);
    }

    /// Those that a text has, singular or plural.
    Map<String, String> in(String text) {
        String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d-]+", " ") + " ";
        Map<String, String> found = new LinkedHashMap<>();
        terms.forEach((english, japanese) -> {
            if (found.size() < MOST && (words.contains(" " + english + " ") || words.contains(" " + english + "s "))) {
                found.put(english, japanese);
            }
        });
        return found;
    }
}
