package dev.nikkan.summary.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts in what a model said. A schema is asked for and never trusted: there may be thoughts before it,
/// a code fence around it, or no JSON at all.
final class SaidText {
    private static final Pattern THOUGHTS =
            Pattern.compile("<(/?)(think|thinking|reasoning)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern FENCE = Pattern.compile("\\A```[a-zA-Z]*\\s*\\n(.*?)\\n?```\\s*\\z", Pattern.DOTALL);

    private SaidText() {}

    /// By field, in whatever order; what is no JSON at all is the text of the first. Empty where that has none:
    /// nothing but thoughts, an object without that field, broken JSON.
    static Map<String, String> of(String said, List<String> fields) {
        String text = withoutThoughts(said);
        Matcher fence = FENCE.matcher(text);
        String bare = fence.matches() ? fence.group(1).strip() : text;
        int from = bare.indexOf('{');
        int to = bare.lastIndexOf('}');
        if (from < 0) {
            return bare.isEmpty() ? Map.of() : Map.of(fields.getFirst(), bare);
        }
        return to < from ? Map.of() : inObject(bare.substring(from, to + 1), fields);
    }

    /// In one pass, whatever the number of marks. Empty where thoughts never end, or end without a beginning,
    /// which the server then kept.
    private static String withoutThoughts(String said) {
        StringBuilder rest = new StringBuilder();
        String open = "";
        int from = 0;
        Matcher mark = THOUGHTS.matcher(said);
        while (mark.find()) {
            boolean ends = !mark.group(1).isEmpty();
            if (open.isEmpty() && ends) {
                return "";
            }
            if (open.isEmpty()) {
                rest.append(said, from, mark.start());
                open = mark.group(2);
            } else if (ends && mark.group(2).equalsIgnoreCase(open)) {
                open = "";
                from = mark.end();
            }
        }
        return open.isEmpty()
                ? rest.append(said, from, said.length()).toString().strip()
                : "";
    }

    private static Map<String, String> inObject(String json, List<String> fields) {
        Map<String, String> found = new HashMap<>();
        try {
            Map<String, Object> object = JsonTree.object(json);
            for (String field : fields) {
                JsonTree.text(object, field)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> found.put(field, text));
            }
        } catch (MalformedAnswerException _) {
            return Map.of();
        }
        return found.containsKey(fields.getFirst()) ? found : Map.of();
    }
}
