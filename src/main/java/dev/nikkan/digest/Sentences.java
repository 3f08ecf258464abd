package dev.nikkan.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sentences of an English abstract, each on one line. A full stop ends none inside a quotation or brackets, after
/// an abbreviation, an initial or the number of a list item.
final class Sentences {
    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern ITEM = Pattern.compile("(?:[*o•+-]|\\(?(?:\\d{1,2}|[a-z])[.)]) +(?=\\S)");
    /// A compound word over the end of a line, `high-` and `throughput`; the first half of `high- and low-speed` is
    /// none.
    private static final Pattern TORN =
            Pattern.compile("(?<=[\\p{L}\\p{N}])- (?!(?:and|or|nor|to|than|versus|vs)\\b)(?=[\\p{L}\\p{N}])");
    /// What may follow a full stop: a capital, a digit, or a name that is written small (iCalendar, draft-ietf-...).
    private static final Pattern END =
            Pattern.compile("[.!?][\"'”’)\\]]* +(?=[\"'“‘(\\[]*(?:[\\p{Lu}\\p{Lo}\\p{N}]|[a-z]{1,2}[A-Z]|draft-))");
    private static final Pattern OPENING = Pattern.compile("^[(\\[\"'“‘]+");
    /// `..., and 3.`: an item of the list goes on.
    private static final Pattern NUMBERED =
            Pattern.compile("(?:.*(?:[,;:]| and| or) )?\\(?(?:\\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)]");
    private static final Pattern INITIAL = Pattern.compile("\\p{Lu}\\.");

    private static final Set<String> ABBREVIATIONS = Set.of(
            "e.g.", "i.e.", "cf.", "vs.", "fig.", "figs.", "sec.", "secs.", "sect.", "eq.", "ch.", "vol.", "pp.", "p.",
            "approx.", "viz.", "incl.", "std.", "ver.", "dr.", "mr.", "ms.", "mrs.", "prof.", "st.", "w.r.t.");
    private static final Set<String> ABBREVIATIONS_OR_ENDS =
            Set.of("etc.", "al.", "no.", "resp.", "inc.", "corp.", "ltd.", "co.", "a.k.a.", "u.s.", "rev.", "ref.");
    /// With such a word a new sentence begins, an abbreviation before it or not.
    private static final Pattern OPENER = Pattern.compile("(?:This|The|These|Those|It|Its|In|We|That|However|To)\\b.*");
    /// How far a quotation or bracket is followed; beyond it, it was never meant to be closed.
    private static final int JOINED = 6;

    private Sentences() {}

    /// In order. A sentence ends with its paragraph; only a list belongs to the sentence that announces it with a
    /// colon.
    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : PARAGRAPH.splitAsStream(text.strip()).toList()) {
            String line = folded(paragraph);
            Matcher item = ITEM.matcher(line);
            boolean listed = item.lookingAt();
            String words = listed ? line.substring(item.end()) : line;
            if (listed && !sentences.isEmpty() && announces(sentences.getLast())) {
                sentences.add(sentences.removeLast() + " • " + words);
            } else if (!words.isEmpty()) {
                addSentences(words, sentences);
            }
        }
        return sentences;
    }

    /// White space as single blanks, compound words put together again.
    private static String folded(String paragraph) {
        String line = BLANK.matcher(paragraph).replaceAll(" ").strip();
        return line.contains("- ") ? TORN.matcher(line).replaceAll("-") : line;
    }

    private static boolean announces(String sentence) {
        return sentence.endsWith(":") || sentence.contains(": • ");
    }

    private static void addSentences(String paragraph, List<String> sentences) {
        List<String> pieces = pieces(paragraph);
        for (int at = 0; at < pieces.size(); ) {
            int end = endOfSentence(pieces, at);
            sentences.add(String.join(" ", pieces.subList(at, end)));
            at = end;
        }
    }

    private static List<String> pieces(String paragraph) {
        List<String> pieces = new ArrayList<>();
        Matcher end = END.matcher(paragraph);
        int start = 0;
        while (end.find()) {
            pieces.add(paragraph.substring(start, end.end()).strip());
            start = end.end();
        }
        pieces.add(paragraph.substring(start).strip());
        return pieces;
    }

    private static int endOfSentence(List<String> pieces, int start) {
        int limit = Math.min(pieces.size(), start + JOINED);
        for (int end = start + 1; end <= limit; end++) {
            String next = end < pieces.size() ? pieces.get(end) : "";
            if (complete(String.join(" ", pieces.subList(start, end)), next)) {
                return end;
            }
        }
        return start + 1;
    }

    private static boolean complete(String text, String next) {
        return balanced(text) && !NUMBERED.matcher(text).matches() && !abbreviated(text, next);
    }

    private static boolean abbreviated(String text, String next) {
        String word = OPENING.matcher(text.substring(text.lastIndexOf(' ') + 1)).replaceFirst("");
        String small = word.toLowerCase(Locale.ROOT);
        if (ABBREVIATIONS.contains(small)) {
            return !next.isEmpty();
        }
        boolean mayEnd =
                ABBREVIATIONS_OR_ENDS.contains(small) || INITIAL.matcher(word).matches();
        return mayEnd && !next.isEmpty() && !OPENER.matcher(next).matches();
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
