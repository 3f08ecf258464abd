package dev.nikkan.summary.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether a text is in the wanted language.
final class LanguageCheck {
    /// Of two published days of human summaries the least share of kana and kanji among the letters was 0.64.
    private static final double LEAST_JAPANESE = 0.5;
    /// In a single short sentence the name of one protocol is a third of the letters.
    private static final double LEAST_JAPANESE_IN_A_SENTENCE = 0.35;
    /// Keeps Chinese out, whose share above is 1; the least seen in Japanese was 0.13.
    private static final double LEAST_HIRAGANA = 0.08;
    /// A name in its own script is all that an English summary may have of another.
    private static final double MOST_JAPANESE_IN_ENGLISH = 0.05;
    /// Of running English prose these words are about four tenths, of technical prose three; of German or
    /// French none.
    private static final double LEAST_FUNCTION_WORDS = 0.12;

    private static final int SENTENCE = 40;

    private static final Set<String> FUNCTION_WORDS = Set.of(
            "the", "of", "and", "to", "a", "an", "in", "for", "is", "are", "that", "this", "it", "with", "by", "as",
            "on", "can", "be", "or", "which", "from", "how", "when", "between", "without", "their", "its", "where",
            "into", "at", "who", "so", "than", "them", "they", "have", "has", "not", "also");
    private static final Pattern WORD_GAP = Pattern.compile("[^\\p{L}]+");

    private LanguageCheck() {}

    static List<Fault> faults(Candidate candidate) {
        return faults(candidate, LEAST_JAPANESE);
    }

    static List<Fault> ofSentence(Candidate candidate) {
        return faults(candidate, LEAST_JAPANESE_IN_A_SENTENCE);
    }

    /// Whether any English sentence may have that word.
    static boolean functionWord(String lowerCase) {
        return FUNCTION_WORDS.contains(lowerCase);
    }

    private static List<Fault> faults(Candidate candidate, double leastJapanese) {
        Optional<String> wrong = switch (candidate.language()) {
            case JA -> notJapanese(candidate, leastJapanese);
            case EN -> notEnglish(candidate.text());
        };
        return wrong.map(why -> new Fault(Reason.LANGUAGE, why)).stream().toList();
    }

    private static Optional<String> notJapanese(Candidate candidate, double least) {
        Letters letters = Letters.of(candidate.text());
        if (letters.foreign() > 0) {
            return Optional.of("letters of another script");
        }
        if (letters.japanese() < least) {
            return Optional.of("kana and kanji are %s of the letters".formatted(percent(letters.japanese())));
        }
        if (letters.hiraganaShare() < LEAST_HIRAGANA) {
            return Optional.of("hiragana is %s of the letters".formatted(percent(letters.hiraganaShare())));
        }
        return candidate.sentences().stream()
                .filter(LanguageCheck::foreignSentence)
                .map(sentence -> "a sentence in another language: " + sentence)
                .findFirst();
    }

    /// A whole sentence of English among Japanese ones keeps the shares of the text in bounds.
    private static boolean foreignSentence(String sentence) {
        Letters letters = Letters.of(sentence);
        return letters.all() >= SENTENCE && letters.japanese() < 0.2;
    }

    private static Optional<String> notEnglish(String text) {
        Letters letters = Letters.of(text);
        if (letters.foreign() > 0 || letters.japanese() > MOST_JAPANESE_IN_ENGLISH) {
            return Optional.of("letters of another script");
        }
        List<String> words = WORD_GAP.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        double share = words.isEmpty()
                ? 0
                : (double) words.stream().filter(FUNCTION_WORDS::contains).count() / words.size();
        return Stream.of(share)
                .filter(found -> found < LEAST_FUNCTION_WORDS)
                .map(found -> "English function words are %s".formatted(percent(found)))
                .findFirst();
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "%";
    }
}
