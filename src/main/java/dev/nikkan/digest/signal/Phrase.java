package dev.nikkan.digest.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words in a row, as `themes.txt` writes them.
record Phrase(List<Step> steps) {
    private static final int GAP = 6;
    private static final Pattern STEP = Pattern.compile("(\\.\\.\\.)|([\\p{L}\\p{N}_]+\\*?)");

    Phrase {
        steps = List.copyOf(steps);
    }

    /// One word, and whether others may stand before it.
    ///
    /// @param asWritten whether case counts: a word with a capital is an acronym or a name
    record Step(String word, boolean asWritten, boolean prefix, boolean afterGap) {
        boolean fits(Word candidate) {
            String text = asWritten ? candidate.text() : candidate.folded();
            return prefix
                    ? text.startsWith(word)
                    : text.equals(word)
                            || (text.length() == word.length() + 1 && text.endsWith("s") && text.startsWith(word));
        }
    }

    /// The phrase that `text` writes; empty when there is no word in it.
    static Optional<Phrase> parse(String text) {
        List<Step> steps = new ArrayList<>();
        boolean gap = false;
        Matcher matcher = STEP.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                gap = !steps.isEmpty();
            } else {
                String word = matcher.group(2);
                boolean prefix = word.endsWith("*");
                String stem = prefix ? word.substring(0, word.length() - 1) : word;
                boolean asWritten = !stem.equals(stem.toLowerCase(Locale.ROOT));
                steps.add(new Step(stem, asWritten, prefix, gap));
                gap = false;
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Phrase(steps));
    }

    Step first() {
        return steps.getFirst();
    }

    /// Where the phrase that begins at word `start` ends (exclusive); -1 when it does not begin there. The
    /// first word is not looked at again.
    int end(List<Word> words, int start) {
        return end(words, start + 1, 1);
    }

    private int end(List<Word> words, int at, int step) {
        if (step == steps.size()) {
            return at;
        }
        Step next = steps.get(step);
        int last = Math.min(words.size() - 1, next.afterGap() ? at + GAP : at);
        for (int i = at; i <= last; i++) {
            if (next.fits(words.get(i))) {
                int end = end(words, i + 1, step + 1);
                if (end > 0) {
                    return end;
                }
            }
        }
        return -1;
    }
}
