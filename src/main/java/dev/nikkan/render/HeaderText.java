package dev.nikkan.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Text as the value of an unstructured header field or a display name: ASCII, folded into lines of at most 78
/// characters, encoded-words (RFC 2047) where it needs them. Nothing in `text` can end the field.
final class HeaderText {
    private static final int LINE = 78;
    private static final int ENCODED_WORD = 75;
    private static final String PREFIX = "=?UTF-8?B?";
    private static final String SUFFIX = "?=";
    private static final int LIMIT = 250;

    private HeaderText() {}

    /// @param column where the value begins in its line
    static String of(String text, int column) {
        String shown = ShownText.of(text, LIMIT);
        return plain(shown, column) ? shown : encoded(shown, column);
    }

    private static boolean plain(String text, int column) {
        return column + text.length() <= LINE
                && text.chars().allMatch(c -> c >= ' ' && c <= '~')
                && !text.contains("=?");
    }

    /// Each encoded-word holds whole characters (RFC 2047 §5).
    private static String encoded(String text, int column) {
        StringBuilder words = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        int room = room(column);
        for (int point : text.codePoints().toArray()) {
            String next = Character.toString(point);
            if (octets(piece + next).length > room) {
                words.append(word(piece.toString())).append("\r\n ");
                piece.setLength(0);
                room = room(1);
            }
            piece.append(next);
        }
        return words.append(word(piece.toString())).toString();
    }

    /// How many octets an encoded-word takes when it begins at `column`.
    private static int room(int column) {
        int length = Math.min(ENCODED_WORD, LINE - column) - PREFIX.length() - SUFFIX.length();
        return length / 4 * 3;
    }

    private static String word(String text) {
        return PREFIX + Base64.getEncoder().encodeToString(octets(text)) + SUFFIX;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
