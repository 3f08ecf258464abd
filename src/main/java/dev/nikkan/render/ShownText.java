package dev.nikkan.render;

import java.text.Normalizer;
import java.util.stream.IntStream;

/// Text from mail as a reader may see it: one line, without anything that hides, reorders or overflows.
final class ShownText {
    static final int TITLE = 300;
    static final int NAME = 100;
    static final int LIMIT = 2000;

    /// Four carry every living orthography; a thousand paint over the lines above.
    private static final int MARKS = 4;
    private static final int ELLIPSIS = '…';
    private static final int REPLACEMENT = 0xFFFD;

    private ShownText() {}

    static String of(String text) {
        return of(text, LIMIT);
    }

    /// @param limit in code points; what is cut ends in an ellipsis
    static String of(String text, int limit) {
        if (text.length() <= limit && plain(text)) {
            return text;
        }
        // Bounded first: normalising a run of a million marks takes hours.
        String bounded = text.length() > 8 * limit ? text.substring(0, 8 * limit) : text;
        return capped(Normalizer.normalize(visible(bounded), Normalizer.Form.NFC), limit);
    }

    private static boolean plain(String text) {
        // A loop, as in HtmlText and Columns: the daemon's compiler makes of a stream over characters what costs more
        // than the template around it, and a day with five hundred filters has millions of them.
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.contains("  ") && !text.startsWith(" ") && !text.endsWith(" ");
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int marks = 0;
        for (int point : text.codePoints().toArray()) {
            int kept = kept(point);
            marks = mark(kept) ? marks + 1 : 0;
            boolean blankAgain = kept == ' ' && (shown.isEmpty() || shown.charAt(shown.length() - 1) == ' ');
            if (kept != NONE && marks <= MARKS && !blankAgain) {
                shown.appendCodePoint(kept);
            }
        }
        return shown.toString().strip();
    }

    private static final int NONE = -1;

    /// What stands for a code point: itself, a blank, the replacement character, or nothing.
    private static int kept(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> ' ';
            // Bidi controls, zero width, soft hyphen, tags.
            case Character.FORMAT -> NONE;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> REPLACEMENT;
            default -> invisible(point) ? NONE : point;
        };
    }

    /// Fillers that are letters or marks by category and show nothing (Unicode `Default_Ignorable_Code_Point`).
    private static boolean invisible(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x2800;
    }

    private static boolean mark(int point) {
        int type = point == NONE ? Character.NON_SPACING_MARK : Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static String capped(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        IntStream kept = text.codePoints().limit(limit - 1L);
        return IntStream.concat(kept, IntStream.of(ELLIPSIS))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
