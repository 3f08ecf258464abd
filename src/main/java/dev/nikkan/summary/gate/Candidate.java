package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/// A text that may become a summary.
///
/// @param raw as the model wrote it
record Candidate(String raw, Language language) {
    private static final int MOST_JUDGED = 2_000;
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");
    /// Models break lines between Japanese sentences, where no blank belongs.
    private static final Pattern BLANK_IN_JAPANESE = Pattern.compile("(?<=[。、」)]) | (?=[「(])");
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[。!?！？])|(?<=[a-zA-Z0-9)\"'][.!?])\\s+(?=[\"'(A-Z])");

    /// More than twice the longest of texts that is printed: nothing else is to be known of it.
    boolean overlong() {
        return raw.length() > MOST_JUDGED;
    }

    /// One paragraph, white space folded.
    String text() {
        String folded = BLANK.matcher(raw).replaceAll(" ").strip();
        return language == Language.JA ? BLANK_IN_JAPANESE.matcher(folded).replaceAll("") : folded;
    }

    /// With full-width letters and digits as narrow ones (Unicode NFKC).
    String narrow() {
        return narrow(text());
    }

    /// As [#narrow()], with digits for numbers that are written as words.
    String inDigits() {
        return Numerals.inDigits(narrow());
    }

    /// NFKC leaves the digits of other scripts as they are.
    static String narrow(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[‐-―−]", "-")
                .replace('’', '\'');
        return FOREIGN_DIGIT
                .matcher(narrow)
                .replaceAll(
                        digit -> Integer.toString(Character.digit(digit.group().codePointAt(0), 10)));
    }

    List<String> sentences() {
        return SENTENCE_END
                .splitAsStream(text())
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }
}
