package dev.nikkan.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a text apart into words, folded so that what looks alike is alike: full width and half width (NFKC),
/// upper and lower case, and Latin, Greek and Cyrillic letters with and without their marks.
///
/// A word is a run of letters and digits. Scripts that are written without blanks between words have none to go
/// by: there each character is a word of its own, and a longer piece of such text is a phrase of them, so that
/// any part of any length is found, and nothing else. The number of an RFC is a word of its own too: `RFC9114`,
/// `RFC 9114` and `rfc-9114` are the same two words.
public final class Words {
    private static final Set<UnicodeScript> WITHOUT_BLANKS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    private static final Set<UnicodeScript> MARKS_LEFT_OUT =
            Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    static final Pattern NUMBERED = Pattern.compile("(rfc|std|bcp|fyi)0*([1-9][0-9]{0,5})");
    private static final int PROLONGED_SOUND = 0x30FC; // of no one script, but only kana have it
    private static final int SOFT_HYPHEN = 0xAD;

    private final List<Word> words = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openStart;
    private int openEnd;
    /// Whether a mark that comes next belongs to the last of `words`, which was closed at once.
    private boolean single;

    private Words() {}

    /// The words of a text, one blank between two: letters and digits and nothing else, so that whoever takes
    /// them apart at blanks has the same words.
    public static String folded(String text) {
        if (isAscii(text)) {
            return AsciiWords.folded(text);
        }
        StringBuilder folded = new StringBuilder(text.length() + 16);
        for (Word word : of(text)) {
            if (!folded.isEmpty()) {
                folded.append(' ');
            }
            folded.append(word.text());
        }
        return folded.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    static List<Word> of(String text) {
        Words words = new Words();
        for (int start = 0; start < text.length(); ) {
            char first = text.charAt(start);
            if (first < 0x80 && (start + 1 == text.length() || text.charAt(start + 1) < 0x80)) {
                words.addAscii(first, start);
                start++;
            } else {
                int end = endOfCharacter(text, start);
                String character = fold(text.substring(start, end));
                for (int i = 0; i < character.length(); i += Character.charCount(character.codePointAt(i))) {
                    words.add(character.codePointAt(i), start, end);
                }
                start = end;
            }
        }
        words.close();
        return words.words;
    }

    /// A code point and what composes with it: marks, the voiced sound marks of half-width kana, and the vowels
    /// and finals of decomposed Hangul.
    private static int endOfCharacter(String text, int start) {
        int end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length()) {
            int next = text.codePointAt(end);
            boolean voiced = next == 0xFF9E || next == 0xFF9F;
            boolean jamo = next >= 0x1160 && next <= 0x11FF;
            if (!isMark(next) && !voiced && !jamo) {
                break;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    private static String fold(String character) {
        String compatible = Normalizer.normalize(character, Form.NFKC);
        if (compatible.isEmpty()) {
            return compatible;
        }
        String plain = MARKS_LEFT_OUT.contains(UnicodeScript.of(compatible.codePointAt(0)))
                ? MARKS.matcher(Normalizer.normalize(compatible, Form.NFD)).replaceAll("")
                : compatible;
        // By way of the upper case, as in case folding: both kinds of sigma, and the sharp s with its two.
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// Nearly every character of a mail is ASCII, which needs none of Unicode's tables.
    private void addAscii(char c, int at) {
        boolean upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            append(upper ? c + ('a' - 'A') : c, at, at + 1);
        } else {
            close();
        }
    }

    private void append(int point, int start, int end) {
        single = false;
        if (open.isEmpty()) {
            openStart = start;
        }
        open.appendCodePoint(point);
        openEnd = end;
    }

    private void add(int point, int start, int end) {
        if (point == SOFT_HYPHEN) {
            return;
        }
        if (isMark(point)) {
            addMark(point, end);
        } else if (!Character.isLetterOrDigit(point) && Character.getType(point) != Character.LETTER_NUMBER) {
            close();
        } else if (point == PROLONGED_SOUND || WITHOUT_BLANKS.contains(UnicodeScript.of(point))) {
            close();
            words.add(new Word(Character.toString(point), start, end));
            single = true;
        } else {
            append(point, start, end);
        }
    }

    /// A mark is part of the word that it stands on; on nothing, it is nothing.
    private void addMark(int point, int end) {
        if (!open.isEmpty()) {
            open.appendCodePoint(point);
            openEnd = end;
        } else if (single) {
            Word last = words.removeLast();
            words.add(new Word(last.text() + Character.toString(point), last.start(), end));
        }
    }

    private void close() {
        single = false;
        if (open.isEmpty()) {
            return;
        }
        String text = open.toString();
        open.setLength(0);
        if (openEnd - openStart == text.length() && endsInDigit(text)) {
            addNumbered(text);
        } else {
            words.add(new Word(text, openStart, openEnd));
        }
    }

    private void addNumbered(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            int middle = openStart + numbered.end(1);
            words.add(new Word(numbered.group(1), openStart, middle));
            words.add(new Word(numbered.group(2), middle, openEnd));
        } else {
            words.add(new Word(text, openStart, openEnd));
        }
    }

    private static boolean endsInDigit(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
