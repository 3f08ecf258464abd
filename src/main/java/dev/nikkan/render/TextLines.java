package dev.nikkan.render;

import static java.util.stream.Collectors.joining;

import dev.nikkan.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Plain text in lines for a terminal, a Japanese character taking two columns.
///
/// What stands at the margin is a paragraph, broken at 72 columns into lines that a mail program may join again.
/// An item of a list and what is indented are broken at 76 columns for good, and what follows the first line of an
/// item stands under its text. Nothing without a blank is broken, so addresses and draft names stay whole; Japanese is
/// broken between characters, but for those that may not begin or end a line (JIS X 4051).
final class TextLines {
    private static final int PARAGRAPH_COLUMNS = 72;
    private static final int ITEM_COLUMNS = 76;
    private static final Pattern INDENT = Pattern.compile(" *(?:\\d+\\. |- |・|RFC \\d+: )?");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n(?:[ \\t]*\\n){2,}");
    /// Closing brackets, full stops, middle dots, marks of repetition and length, small kana, units.
    private static final String NEVER_FIRST =
            ")]}）］｝〕〉》」』】〙〗〟’”｠»、。，．,.:;：；!?！？‼⁇⁈⁉・…‥ー〜～々〻ゝゞヽヾ゠" + "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ%％‰℃／/";
    private static final String NEVER_LAST = "([{（［｛〔〈《「『【〘〖〝‘“｟«¥￥$＄£＃#№";

    /// How a line ends.
    enum End {
        /// For good.
        HARD,
        /// Where there was a blank.
        AT_BLANK,
        /// Beside a wide character, where there was nothing.
        BESIDE_WIDE
    }

    /// @param text without blanks at its end
    record Line(String text, End end) {}

    private TextLines() {}

    static String wrap(String page) {
        return lines(page).stream().map(Line::text).collect(joining("\n", "", "\n"));
    }

    static List<Line> lines(String page) {
        return page.lines().flatMap(TextLines::broken).toList();
    }

    /// At most one empty line at a time: sections of a template that say nothing leave their empty lines behind.
    static String squeeze(String text) {
        return EMPTY_LINES.matcher(text.strip()).replaceAll("\n\n") + "\n";
    }

    private static Stream<Line> broken(String line) {
        String text = line.stripTrailing();
        if (Columns.of(text) <= ITEM_COLUMNS) {
            return Stream.of(new Line(text, End.HARD));
        }
        Matcher indent = INDENT.matcher(text);
        return indent.lookingAt() && !indent.group().isEmpty()
                ? item(text, Columns.of(indent.group()))
                : broken(text, PARAGRAPH_COLUMNS, 0).stream();
    }

    private static Stream<Line> item(String text, int hang) {
        return broken(text, ITEM_COLUMNS, hang).stream().map(line -> new Line(line.text, End.HARD));
    }

    private static List<Line> broken(String text, int columns, int hang) {
        List<Line> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (int start = 0; start < text.length(); ) {
            int end = endOfPiece(text, start);
            String piece = text.substring(start, end);
            if (column > hang && column + Columns.of(piece.stripTrailing()) > columns && !beginsSignature(line)) {
                lines.add(ended(line));
                line = new StringBuilder(" ".repeat(hang));
                column = hang;
            }
            line.append(piece);
            column += Columns.of(piece);
            start = end;
        }
        lines.add(new Line(line.toString().stripTrailing(), End.HARD));
        return lines;
    }

    private static Line ended(StringBuilder line) {
        boolean atBlank = line.charAt(line.length() - 1) == ' ';
        return new Line(line.toString().stripTrailing(), atBlank ? End.AT_BLANK : End.BESIDE_WIDE);
    }

    /// Mail programs take `-- ` for the end of the text (RFC 3676 §4.3).
    private static boolean beginsSignature(StringBuilder line) {
        return line.toString().strip().equals("--");
    }

    /// The next place where a line may end: after blanks, or beside a wide character.
    private static int endOfPiece(String text, int start) {
        int previous = text.codePointAt(start);
        int at = start + Character.charCount(previous);
        while (at < text.length()) {
            int next = text.codePointAt(at);
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
        return (wide(previous) || wide(next))
                && Columns.of(next) > 0
                && NEVER_FIRST.indexOf(next) < 0
                && NEVER_LAST.indexOf(previous) < 0
                && !Character.isDigit(previous); // a number keeps its counter: 12件
    }

    static boolean wide(int point) {
        return Columns.of(point) == 2;
    }
}
