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
    private static final int LEAST_CHARACTERS = 55;
    private static final int LEAST_WORDS = 6;
    private static final int WORD_LENGTH = 5;
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\d]+");

    private final List<String> given;
    private final Support support;
    private final Phrases phrases;

    /// @param given texts that say nothing when they are repeated: the title, the draft's name
    FillerCheck(List<String> given, Support support, Phrases phrases) {
        this.given = List.copyOf(given);
        this.support = support;
        this.phrases = phrases;
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
            case JA -> tooLittle(NO_LETTER.matcher(rest).replaceAll("").length(), LEAST_CHARACTERS, "characters");
            case EN -> tooLittle(ownWords(rest), LEAST_WORDS, "words of the abstract");
        };
    }

    private static Optional<String> tooLittle(int found, int least, String what) {
        return found < least
                ? Optional.of("without title and stock phrases %d %s are left".formatted(found, what))
                : Optional.empty();
    }

    /// How many longer words, of those left, the abstract has too.
    private int ownWords(String rest) {
        return (int) NO_LETTER
                .splitAsStream(rest.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= WORD_LENGTH && support.word(word))
                .distinct()
                .count();
    }
}
