package dev.nikkan.summary.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a text says something of this draft. Filler is what is left when title and stock phrases are taken
/// out: too
/// little, or the same again and again.
final class FillerCheck {
    private static final Pattern ACRONYM = Pattern.compile("\\w*[A-Z]\\w*[A-Z0-9]\\w*");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\d]+");

    /// What must be left.
    ///
    /// @param characters in Japanese
    /// @param words in English, of so many letters or more, or acronyms
    /// @param ofInput whether those words alone count that the input has too; else all but those of any sentence
    record Least(int characters, int words, int letters, boolean ofInput) {
        static final Least SUMMARY = new Least(55, 6, 5, true);
        static final Least SENTENCE = new Least(8, 1, 5, true);
        /// A title of three words bears out few others.
        static final Least SENTENCE_ON_A_TITLE = new Least(8, 4, 4, false);
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
            rest = rest.replace(Candidate.narrow(text), " ");
        }
        for (Phrases.Phrase stock : phrases.filler()) {
            rest = stock.pattern().matcher(rest).replaceAll(" ");
        }
        return switch (candidate.language()) {
            case JA -> tooLittle(NO_LETTER.matcher(rest).replaceAll("").length(), least.characters, "characters");
            case EN -> tooLittle(ownWords(rest), least.words, least.ofInput ? "words of the input" : "words");
        };
    }

    private static Optional<String> tooLittle(int found, int least, String what) {
        return found < least
                ? Optional.of("without title and stock phrases %d %s are left".formatted(found, what))
                : Optional.empty();
    }

    /// How many longer words are left, or how many of those the input has too.
    private int ownWords(String rest) {
        return (int) NO_LETTER
                .splitAsStream(rest)
                .filter(word ->
                        word.length() >= least.letters || ACRONYM.matcher(word).matches())
                .filter(word -> least.ofInput ? support.word(word) : !LanguageCheck.functionWord(word))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }
}
