package dev.nikkan.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text in lower case and without accents, in which two announcements write one name or title alike.
final class Unaccented {
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");

    private Unaccented() {}

    static String of(String text) {
        // An archive has hundreds of thousands of names, and nearly all are plain ASCII.
        boolean plain = text.chars().allMatch(c -> c < 0x80);
        String bare = plain
                ? text
                : ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        return bare.toLowerCase(Locale.ROOT);
    }
}
