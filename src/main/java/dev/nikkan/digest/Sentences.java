package dev.nikkan.digest;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The sentences of an English text. `BreakIterator` also breaks inside quotations and after abbreviations, so what it
/// gives is put together again.
final class Sentences {
    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern LEADING = Pattern.compile("^[(\\[\"'“]+");
    private static final Set<String> ABBREVIATIONS =
            Set.of("e.g.", "i.e.", "etc.", "cf.", "vs.", "fig.", "figs.", "sec.", "no.", "al.", "resp.", "approx.");
    /// How far a quotation or bracket is followed; beyond it, it was never meant to be closed.
    private static final int JOINED = 6;

    private Sentences() {}

    /// In order, white space folded; a sentence never reaches over the end of a paragraph.
    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : PARAGRAPH.splitAsStream(text.strip()).toList()) {
            List<String> pieces =
                    pieces(BLANK.matcher(paragraph).replaceAll(" ").strip());
            for (int at = 0; at < pieces.size(); ) {
                int end = endOfSentence(pieces, at);
                sentences.add(String.join(" ", pieces.subList(at, end)));
                at = end;
            }
        }
        return sentences;
    }

    private static List<String> pieces(String paragraph) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(paragraph);
        List<String> pieces = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            pieces.add(paragraph.substring(start, end).strip());
            start = end;
        }
        pieces.removeIf(String::isEmpty);
        return pieces;
    }

    private static int endOfSentence(List<String> pieces, int start) {
        int limit = Math.min(pieces.size(), start + JOINED);
        for (int end = start + 1; end <= limit; end++) {
            if (complete(String.join(" ", pieces.subList(start, end)))) {
                return end;
            }
        }
        return start + 1;
    }

    private static boolean complete(String text) {
        return balanced(text) && !abbreviated(text);
    }

    private static boolean abbreviated(String text) {
        String word = text.substring(text.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        return ABBREVIATIONS.contains(LEADING.matcher(word).replaceFirst(""));
    }

    private static boolean balanced(String text) {
        return count(text, '"') % 2 == 0
                && count(text, '(') <= count(text, ')')
                && count(text, '[') <= count(text, ']')
                && count(text, '“') <= count(text, '”');
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
