package dev.nikkan.render;

/// Text as HTML, safe between tags and in a quoted attribute.
final class HtmlText {
    private HtmlText() {}

    static String of(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            append(html, text.charAt(i));
        }
        return html.toString();
    }

    private static void append(StringBuilder html, char c) {
        switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.append(c);
        }
    }
}
