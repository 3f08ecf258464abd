package dev.nikkan.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The text of a mail that a program wrote as HTML alone, as lines, without what is quoted in it. For the few
/// words of a wish, not for reading: tables, links and emphasis are lost.
final class HtmlText {
    private static final Set<String> UNSHOWN = Set.of("script", "style", "title", "blockquote");
    private static final Set<String> BLOCKS =
            Set.of("br", "div", "p", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "pre", "body", "blockquote");
    /// Programs draw a line above a copy of the mail that is answered.
    private static final String RULE = "\n" + "_".repeat(32) + "\n";

    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int REFERENCE = 10;

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private HtmlText(String html) {
        this.html = html;
    }

    static String of(String html) {
        HtmlText reading = new HtmlText(html);
        reading.read();
        return Characters.plainLines(reading.text.toString());
    }

    /// Forward only, so that no text takes longer than its length.
    private void read() {
        String unshown = "";
        int depth = 0;
        while (at < html.length()) {
            if (html.charAt(at) != '<') {
                character(depth == 0);
                continue;
            }
            String tag = tag();
            boolean closes = tag.startsWith("/");
            String name = closes ? tag.substring(1) : tag;
            if (depth == 0 && !closes && UNSHOWN.contains(name)) {
                unshown = name;
                depth = 1;
            } else if (depth > 0 && name.equals(unshown)) {
                depth += closes ? -1 : 1;
            }
            if (depth == 0) {
                text.append(name.equals("hr") ? RULE : BLOCKS.contains(name) ? "\n" : "");
            }
        }
    }

    /// Passes over a tag or a comment.
    ///
    /// @return its name, with `/` before it where it ends an element; empty for a comment
    private String tag() {
        boolean comment = html.startsWith("<!--", at);
        int end = comment ? html.indexOf("-->", at) : html.indexOf('>', at);
        int start = at + 1;
        at = end < 0 ? html.length() : end + (comment ? 3 : 1);
        int stop = start;
        while (stop < at && !comment && isNamed(html.charAt(stop), stop == start)) {
            stop++;
        }
        return html.substring(start, stop).toLowerCase(Locale.ROOT);
    }

    private static boolean isNamed(char c, boolean first) {
        return Character.isLetterOrDigit(c) || (first && c == '/');
    }

    private void character(boolean shown) {
        char c = html.charAt(at++);
        String said = c == '&' ? reference() : Characters.isBlank(c) ? " " : String.valueOf(c);
        if (shown) {
            text.append(said);
        }
    }

    /// What stands behind a `&` that was read.
    private String reference() {
        int end = html.indexOf(';', at, Math.min(at + REFERENCE, html.length()));
        if (end < 0) {
            return "&";
        }
        String name = html.substring(at, end);
        String said = NAMED.getOrDefault(name, "");
        if (said.isEmpty() && name.matches("#(?:\\d{1,7}|[xX][0-9a-fA-F]{1,6})")) {
            int point = name.charAt(1) == 'x' || name.charAt(1) == 'X'
                    ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1));
            said = Character.isDefined(point) && Character.getType(point) != Character.SURROGATE
                    ? Character.toString(point)
                    : "";
        }
        if (said.isEmpty()) {
            return "&";
        }
        at = end + 1;
        return said;
    }
}
