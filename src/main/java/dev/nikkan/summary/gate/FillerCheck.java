package dev.nikkan.summary.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a text says something of this draft. Filler is what is left when title and stock phrases are taken out:
/// too little, or the same again and again.
final class FillerCheck {
    private static final int WORD_LENGTH = 5;
    private static final Pattern ACRONYM = Pattern.compile("\\w*[A-Z]\\w*[A-Z0-9]\\w*");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\d]+");

    /// What must be left.
    ///
    /// @param characters in Japanese
    /// @param words in English, of five letters or more, that the input has too
    /// @param acronyms whether one of the input counts as such a word: what is new of a sentence may be one
    record Least(int characters, int words, boolean acronyms) {
        static final Least SUMMARY = new Least(55, 6, false);
        static final Least SENTENCE = new Least(8, 1, true);
    }

    private final List<String> given;
    private final Support support;
    private final Phrases phrases;
    private final Least least;

    /// @param given texts that say nothing when they are repeated: the title, the draft's name
    FillerCheck(List<String> given, Support support, Phrases phrases, Least least) {
        this.given = List.copyOf(given);
        this.support = support;
        this.phrases = phrases;
        this.least = least;
    }

    List<Fault> faults(Candidate candidate) {
        return repeated(candidate).or(() -> empty(candidate)).map(why -> new Fault(Reason.FILLER, why)).stream()
                .toList();
    }

    static Optional<String> repeated(Candidate candidate) {
        Set<String> seen = new HashSet<>();
        return candidate.sentences().stream()
                .filter(sentence -> sentence.length() > 5 && !seen.add(sentence))
                .map(sentence -> "said twice: " + sentence)
                .findFirst();
    }

    private Optional<String> empty(Candidate candidate) {
        String rest = candidate.narrow();
        for (String text : given) {
            rest = Pattern.compile(Pattern.quote(Candidate.narrow(text)), Pattern.CASE_INSENSITIVE)
                    .matcher(rest)
                    .replaceAll(" ");
        }
        for (Phrases.Phrase stock : phrases.filler()) {
            rest = stock.pattern().matcher(rest).replaceAll(" ");
        }
        return switch (candidate.language()) {
            case JA -> tooLittle(NO_LETTER.matcher(rest).replaceAll("").length(), least.characters, "characters");
            case EN -> tooLittle(ownWords(rest), least.words, "words of the input");
        };
    }

    private static Optional<String> tooLittle(int found, int least, String what) {
        return found < least
                ? Optional.of("without title and stock phrases %d %s are left".formatted(found, what))
                : Optional.empty();
    }

    /// How many longer words, of those left, the input has too.
    private int ownWords(String rest) {
        return (int) NO_LETTER
                .splitAsStream(rest)
                .filter(word -> word.length() >= WORD_LENGTH
                        || (least.acronyms && ACRONYM.matcher(word).matches()))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(support::word)
                .distinct()
                .count();
    }
}
