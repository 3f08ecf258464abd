package dev.nikkan.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as Markdown that shows it and does nothing else: no link, no emphasis, no HTML, no mention.
///
/// Addresses become code: sites that make links of bare addresses look for them after backslashes are gone, but none
/// looks into code.
final class MarkdownText {
    /// A whole word with an address in it; tried where words begin, so that long text costs no more than its length.
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![^\\s`])[^\\s`]*(?:://|@|(?i:www\\.|mailto:|xmpp:))[^\\s`]*");
    private static final String ACTIVE = "\\`*_[]<>|~$#";
    private static final Pattern LINE_START = Pattern.compile("^(?:[-+=:]|\\d{1,9}[.)])");

    private MarkdownText() {}

    static String of(String text) {
        StringBuilder markdown = new StringBuilder(text.length() + 16);
        Matcher address = ADDRESS.matcher(text);
        int done = 0;
        while (address.find()) {
            escape(text.substring(done, address.start()), markdown);
            markdown.append('`').append(address.group()).append('`');
            done = address.end();
        }
        escape(text.substring(done), markdown);
        return guardStart(markdown.toString());
    }

    private static void escape(String text, StringBuilder markdown) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ACTIVE.indexOf(c) >= 0 || (c == '&' && entity(text, i + 1))) {
                markdown.append('\\');
            }
            markdown.append(c);
        }
    }

    private static boolean entity(String text, int next) {
        return next < text.length() && (text.charAt(next) == '#' || Character.isLetterOrDigit(text.charAt(next)));
    }

    /// A value may stand first in its line, where a hyphen makes a list and a number with a point another.
    private static String guardStart(String markdown) {
        Matcher start = LINE_START.matcher(markdown);
        if (!start.find()) {
            return markdown;
        }
        return markdown.substring(0, start.end() - 1) + "\\" + markdown.substring(start.end() - 1);
    }
}
