package dev.nikkan.digest;

import java.util.List;
import java.util.regex.Pattern;

/// The beginning of an abstract, word for word: all of a short one, else its first sentences.
///
/// @param text one paragraph
/// @param cut whether the abstract goes on
public record Excerpt(String text, boolean cut) {
    private static final int SHORT_WORDS = 60;
    private static final int SENTENCES = 2;
    /// What no sentence of an honest abstract reaches: text without a full stop must not fill a mail.
    private static final int LIMIT = 1500;

    private static final Pattern BLANK = Pattern.compile("\\s+");

    public static Excerpt of(String abstractText) {
        String whole = BLANK.matcher(abstractText).replaceAll(" ").strip();
        List<String> sentences = Sentences.of(abstractText);
        if (words(whole) <= SHORT_WORDS || sentences.size() <= SENTENCES) {
            return limited(whole, false);
        }
        return limited(String.join(" ", sentences.subList(0, SENTENCES)), true);
    }

    private static long words(String text) {
        return BLANK.splitAsStream(text).count();
    }

    private static Excerpt limited(String text, boolean cut) {
        if (text.length() <= LIMIT) {
            return new Excerpt(text, cut);
        }
        int blank = text.lastIndexOf(' ', LIMIT);
        int end = blank > 0 ? blank : text.offsetByCodePoints(0, LIMIT / 2);
        return new Excerpt(text.substring(0, end), true);
    }
}
