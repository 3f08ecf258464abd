package dev.nikkan.search;

import java.util.regex.Matcher;

/// [Words#folded] of a text without any other character than ASCII, as nearly all of an announcement's are: it needs
/// none of Unicode's tables and no word's place in the text, and takes a third of the time.
final class AsciiWords {
    private final StringBuilder folded;
    private int wordStart = -1;

    private AsciiWords(int size) {
        this.folded = new StringBuilder(size);
    }

    static String folded(String text) {
        AsciiWords words = new AsciiWords(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            words.add(text.charAt(i));
        }
        words.close();
        return words.folded.toString();
    }

    private void add(char c) {
        boolean upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || isDigit(c)) {
            open();
            folded.append(upper ? (char) (c + ('a' - 'A')) : c);
        } else {
            close();
        }
    }

    private void open() {
        if (wordStart < 0) {
            if (!folded.isEmpty()) {
                folded.append(' ');
            }
            wordStart = folded.length();
        }
    }

    private void close() {
        if (wordStart >= 0 && isDigit(folded.charAt(folded.length() - 1))) {
            Matcher numbered = Words.NUMBERED.matcher(folded).region(wordStart, folded.length());
            if (numbered.matches()) {
                String apart = numbered.group(1) + ' ' + numbered.group(2);
                folded.setLength(wordStart);
                folded.append(apart);
            }
        }
        wordStart = -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
