package dev.nikkan.render;

import static java.util.stream.Collectors.joining;

import java.lang.Character.UnicodeScript;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text in lines of at most 76 columns, a Japanese character taking two. What follows the first line of an item
/// stands under its text. Nothing without a blank is broken, so addresses and draft names stay whole.
final class TextLines {
    private static final int COLUMNS = 76;
    private static final Pattern INDENT = Pattern.compile(" *(?:\\d+\\. |- |・|RFC \\d+: )?");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n(?:[ \\t]*\\n){2,}");
    private static final String CLOSING = ")]}、。，．,.:;!?」』）】・ー…";
    private static final String OPENING = "([{「『（【";

    private TextLines() {}

    static String wrap(String text) {
        return text.lines().map(TextLines::wrapLine).collect(joining("\n", "", "\n"));
    }

    /// At most one empty line at a time: sections of a template that say nothing leave their empty lines behind.
    static String squeeze(String text) {
        return EMPTY_LINES.matcher(text.strip()).replaceAll("\n\n") + "\n";
    }

    private static String wrapLine(String line) {
        if (width(line) <= COLUMNS) {
            return line.stripTrailing();
        }
        Matcher indent = INDENT.matcher(line);
        int hang = indent.lookingAt() ? width(indent.group()) : 0;
        return wrapLine(line, hang);
    }

    private static String wrapLine(String line, int hang) {
        StringBuilder wrapped = new StringBuilder(line.length() + 32);
        int column = 0;
        for (int start = 0; start < line.length(); ) {
            int end = endOfPiece(line, start);
            String piece = line.substring(start, end);
            if (column > hang && column + width(piece.stripTrailing()) > COLUMNS) {
                wrapped.setLength(wrapped.length() - trailingBlanks(wrapped));
                wrapped.append('\n').repeat(' ', hang);
                column = hang;
                piece = piece.stripLeading();
            }
            wrapped.append(piece);
            column += width(piece);
            start = end;
        }
        return wrapped.toString().stripTrailing();
    }

    private static int trailingBlanks(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.length() - end;
    }

    /// The next place where a line may end: after blanks, or beside a wide character.
    private static int endOfPiece(String line, int start) {
        int previous = line.codePointAt(start);
        int at = start + Character.charCount(previous);
        while (at < line.length()) {
            int next = line.codePointAt(at);
            if (breaks(previous, next)) {
                return at;
            }
            previous = next;
            at += Character.charCount(next);
        }
        return at;
    }

    private static boolean breaks(int previous, int next) {
        if (previous == ' ' || next == ' ') {
            return previous == ' ' && next != ' ';
        }
        return (wide(previous) || wide(next)) && CLOSING.indexOf(next) < 0 && OPENING.indexOf(previous) < 0;
    }

    private static int width(String text) {
        return text.codePoints().map(TextLines::columns).sum();
    }

    private static int columns(int point) {
        if (wide(point)) {
            return 2;
        }
        return Character.getType(point) == Character.NON_SPACING_MARK ? 0 : 1;
    }

    private static boolean wide(int point) {
        if (point < 0x1100) {
            return false;
        }
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> (point >= 0x3000 && point <= 0x30FF) || (point >= 0xFF01 && point <= 0xFF60) || point >= 0x1F000;
        };
    }
}
