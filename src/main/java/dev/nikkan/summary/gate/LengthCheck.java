package dev.nikkan.summary.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a text is as long as a summary, and ends.
final class LengthCheck {
    private static final int LEAST_CHARACTERS = 80;
    private static final int MOST_CHARACTERS = 400;
    private static final int LEAST_WORDS = 20;
    private static final int MOST_WORDS = 90;

    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern ENDED = Pattern.compile("[。．.!?！？][」』)\"'”]?\\z");

    private LengthCheck() {}

    static List<Fault> faults(Candidate candidate) {
        List<Fault> faults = new ArrayList<>();
        switch (candidate.language()) {
            case JA -> {
                String text = candidate.text();
                int characters = text.codePointCount(0, text.length());
                if (characters < LEAST_CHARACTERS || characters > MOST_CHARACTERS) {
                    faults.add(new Fault(Reason.LENGTH, characters + " characters"));
                }
            }
            case EN -> {
                long words = BLANK.splitAsStream(candidate.text())
                        .filter(word -> !word.isEmpty())
                        .count();
                if (words < LEAST_WORDS || words > MOST_WORDS) {
                    faults.add(new Fault(Reason.LENGTH, words + " words"));
                }
            }
        }
        faults.addAll(ending(candidate));
        return faults;
    }

    static Fault overlong(Candidate candidate) {
        return new Fault(Reason.LENGTH, candidate.raw().length() + " characters");
    }

    static List<Fault> ending(Candidate candidate) {
        String text = candidate.text();
        return ENDED.matcher(text).find()
                ? List.of()
                : List.of(new Fault(Reason.CUT_OFF, "…" + text.substring(Math.max(0, text.length() - 20))));
    }
}
