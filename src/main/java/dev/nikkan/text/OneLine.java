package dev.nikkan.text;

import java.util.regex.Pattern;

/// Text from outside - a piece of a mail, the name of a file - in a line for a terminal: it must not steer that, nor
/// look like another line.
public final class OneLine {
    /// Control and format characters, and what breaks a line.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private OneLine() {}

    /// The text with a question mark for each character that is not to be printed.
    public static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
