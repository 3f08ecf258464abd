package dev.nikkan.parse;

/// White space and control characters, as the parser lets them into what it says: a line of text holds neither.
final class Characters {
    private static final char NEXT_LINE = 0x85;
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    private Characters() {}

    /// C0, DEL, C1 and the two Unicode line ends: what could end a line, ring a bell or move a cursor.
    static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == 0xa0 || isControl(c);
    }

    /// Each run of white space and control characters as one blank, none at either end.
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                gap = true;
            } else {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.append(c);
            }
        }
        return folded.toString();
    }

    /// Text whose lines end in LF alone and that holds no other control character than that and tab.
    static String plainLines(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    plain.append('\n');
                }
            } else {
                plain.append(plain(c));
            }
        }
        return plain.toString();
    }

    private static char plain(char c) {
        if (c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
            return '\n';
        }
        return c != '\n' && c != '\t' && isControl(c) ? ' ' : c;
    }
}
