package dev.nikkan.search;

import java.lang.Character.UnicodeScript;

/// How wide a text is on a terminal: ideographs, kana, Hangul and full-width forms take two columns (UAX #11),
/// marks and invisible characters none.
public final class Columns {
    private Columns() {}

    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(point) ? 2 : 1;
        };
    }

    private static boolean wide(int point) {
        boolean sign = (point >= 0x3000 && point <= 0x303E) // CJK punctuation, full-width forms, pictographs
                || (point >= 0xFF01 && point <= 0xFF60)
                || (point >= 0x1F300 && point < 0x1FB00);
        if (sign) {
            return true;
        }
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, BOPOMOFO, YI -> true;
            case KATAKANA -> point < 0xFF61 || point > 0xFF9F;
            case HANGUL -> point < 0x1160 || (point > 0x11FF && point < 0xFFA0);
            default -> point == 0x30FB || point == 0x30FC;
        };
    }

    /// As much of a text as fits, with `…` where something had to go.
    public static String clip(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1;
        int end = 0;
        while (end < text.length() && used + of(text.codePointAt(end)) <= columns) {
            used += of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
