package dev.nikkan.parse;

/// White space and control characters, as the parser lets them into what it says: a line of text holds neither.
final class Characters {
    private static final char NEXT_LINE = 0x85;
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    private Characters() {}

    /// C0, DEL, C1 and the two Unicode line ends: what could end a line, ring a bell or move a cursor.
    static boolean isControl(char c) {
        // Asked of each character of each mail, and nearly all are plain ASCII.
        return c < ' ' || (c >= 0x7f && (c <= 0x9f || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR));
    }

    static boolean isBlank(char c) {
        return c <= ' ' || c == 0xa0 || isControl(c);
    }

    /// Each run of white space and control characters as one blank, none at either end.
    static String folded(String text) {
        char[] folded = new char[text.length()];
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < folded.length; i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                gap = length > 0;
            } else {
                if (gap) {
                    folded[length++] = ' ';
                }
                gap = false;
                folded[length++] = c;
            }
        }
        return new String(folded, 0, length);
    }

    /// Text whose lines end in LF alone and that holds no other control character than that and tab.
    static String plainLines(String text) {
        char[] plain = new char[text.length()];
        int length = 0;
        for (int i = 0; i < plain.length; i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' && i + 1 < plain.length && text.charAt(i + 1) == '\n';
            if (!lineEnd) {
                plain[length++] = c == '\r' ? '\n' : plain(c);
            }
        }
        return new String(plain, 0, length);
    }

    private static char plain(char c) {
        if (c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
            return '\n';
        }
        return c != '\n' && c != '\t' && isControl(c) ? ' ' : c;
    }
}
