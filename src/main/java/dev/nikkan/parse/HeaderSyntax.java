package dev.nikkan.parse;

import java.util.ArrayList;
import java.util.List;

/// What structured header fields have in common (RFC 5322 §3.2): comments, quoted strings, separators. Read by
/// counting, never by recursion: comments nest as deep as somebody likes.
final class HeaderSyntax {
    private HeaderSyntax() {}

    /// The value with each comment replaced by a blank. What follows an unclosed one is gone, too.
    static String withoutComments(String value) {
        if (value.indexOf('(') < 0) {
            return value;
        }
        StringBuilder bare = new StringBuilder(value.length());
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                if (depth == 0) {
                    bare.append(value, i, Math.min(i + 2, value.length()));
                }
                i++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
                bare.append(c);
            } else if (c == '(' && !quoted) {
                depth++;
                bare.append(' ');
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    /// The pieces between separators that stand outside quoted strings.
    static List<String> split(String value, char separator) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                pieces.add(value.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(value.substring(start));
        return pieces;
    }

    /// The pieces between blanks.
    static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= value.length(); i++) {
            boolean blank = i == value.length() || Characters.isBlank(value.charAt(i));
            if (blank && start >= 0) {
                words.add(value.substring(start, i));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /// A quoted string without its quotes and escapes; anything else as it is.
    static String unquoted(String word) {
        if (word.length() < 2 || word.charAt(0) != '"') {
            return word;
        }
        StringBuilder bare = new StringBuilder(word.length());
        for (int i = 1; i < word.length() && word.charAt(i) != '"'; i++) {
            if (word.charAt(i) == '\\' && i + 1 < word.length()) {
                i++;
            }
            bare.append(word.charAt(i));
        }
        return bare.toString();
    }
}
