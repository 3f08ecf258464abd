package dev.nikkan.summary.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one text in what a model said. A schema is asked for and never trusted: there may be thoughts before it,
/// a code fence around it, or no JSON at all.
final class SaidText {
    private static final Pattern THOUGHTS =
            Pattern.compile("<(think|thinking|reasoning)>.*?</\\1>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN_THOUGHTS =
            Pattern.compile("</?(think|thinking|reasoning)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern FENCE = Pattern.compile("\\A```[a-zA-Z]*\\s*\\n(.*?)\\n?```\\s*\\z", Pattern.DOTALL);

    private SaidText() {}

    /// Empty where there is none: nothing but thoughts, an object without that field, broken JSON.
    static Optional<String> of(String said, String field) {
        String text = THOUGHTS.matcher(said).replaceAll("").strip();
        if (OPEN_THOUGHTS.matcher(text).find()) {
            return Optional.empty(); // thoughts that never ended, or whose beginning the server kept
        }
        Matcher fence = FENCE.matcher(text);
        String bare = fence.matches() ? fence.group(1).strip() : text;
        int from = bare.indexOf('{');
        int to = bare.lastIndexOf('}');
        Optional<String> found = from < 0
                ? Optional.of(bare)
                : to < from ? Optional.empty() : inObject(bare.substring(from, to + 1), field);
        return found.map(String::strip).filter(content -> !content.isEmpty());
    }

    private static Optional<String> inObject(String json, String field) {
        try {
            return JsonTree.text(JsonTree.object(json), field);
        } catch (MalformedAnswerException _) {
            return Optional.empty();
        }
    }
}
