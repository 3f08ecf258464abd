package dev.nikkan.parse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A decoded Subject without the lists' `[tags]` and without what replies and forwards put before it.
///
/// @param text empty when there is none, or one longer than any pattern is tried on
/// @param answer whether it began with `Re:`, `Fwd:` or another language's word for these
record SubjectLine(String text, boolean answer) {
    private static final Pattern TAG = Pattern.compile("\\[[^\\]\\[]{1,60}\\]\\s*");
    /// As a program puts it before the Subject of what it answers or forwards.
    static final String ANSWER_WORD = "(?:re|aw|sv|vs|antw|ant|odp|res|ref|rif|r|fwd|fw|wg|rv|tr|enc|i|回复|答复|转发|返信|転送)"
            + "\\s*(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s*[::]\\s*";

    private static final Pattern ANSWER = Pattern.compile(ANSWER_WORD, Pattern.CASE_INSENSITIVE);

    static SubjectLine of(Optional<String> subject) {
        String text = subject.orElse("").strip();
        Matcher tag = TAG.matcher(text);
        Matcher word = ANSWER.matcher(text);
        boolean answer = false;
        int at = 0;
        // In place: to cut the text at each prefix would take quadratic time for a long row of them.
        while (true) {
            if (tag.region(at, text.length()).lookingAt()) {
                at = tag.end();
            } else if (word.region(at, text.length()).lookingAt()) {
                answer = true;
                at = word.end();
            } else {
                return new SubjectLine(text.substring(at), answer);
            }
        }
    }

    /// The text for patterns: none is tried on what is longer than a Subject can sensibly be.
    String matchable() {
        return text.length() > Limits.SUBJECT_CHARACTERS ? "" : text;
    }
}
