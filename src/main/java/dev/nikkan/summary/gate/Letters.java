package dev.nikkan.summary.gate;

import java.lang.Character.UnicodeScript;

/// How many letters of a text belong to which script.
///
/// @param all letters of any script
/// @param foreign those of scripts that neither language uses
record Letters(int all, int hiragana, int katakana, int han, int latin, int foreign) {
    static Letters of(String text) {
        int[] counts = new int[5];
        text.codePoints().filter(Character::isLetter).forEach(letter -> counts[index(letter)]++);
        int all = counts[0] + counts[1] + counts[2] + counts[3] + counts[4];
        return new Letters(all, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static int index(int letter) {
        if (letter == 'ー') { // the long vowel is of script COMMON
            return 1;
        }
        return switch (UnicodeScript.of(letter)) {
            case HIRAGANA -> 0;
            case KATAKANA -> 1;
            case HAN -> 2;
            case LATIN, GREEK -> 3; // Greek letters are symbols, as in ε
            default -> 4;
        };
    }

    /// The share of kana and kanji.
    double japanese() {
        return share(hiragana + katakana + han);
    }

    double hiraganaShare() {
        return share(hiragana);
    }

    private double share(int part) {
        return all == 0 ? 0 : (double) part / all;
    }
}
