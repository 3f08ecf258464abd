package dev.nikkan.digest;

import static java.util.function.Predicate.not;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What of an abstract tells a reader what the document does, word for word: all of a short one; else the sentence of
/// its purpose, those that say which RFC it updates or obsoletes, and its first, in the abstract's own order.
///
/// @param text one paragraph; an ellipsis stands where sentences between are left out
/// @param cut whether the abstract goes on
public record Excerpt(String text, boolean cut) {
    private static final int SHORT_WORDS = 60;
    private static final int SENTENCES = 2;
    /// One more is taken while all together stay short.
    private static final int SHORT_SENTENCES = 3;
    /// What no sentence of an honest abstract reaches: text without a full stop must not fill a mail.
    private static final int LIMIT = 1500;
    /// An abstract that is longer is none; what stands behind is not looked at.
    private static final int READ = 20_000;

    private static final Pattern BLANK = Pattern.compile("\\s+");

    public static Excerpt of(String abstractText) {
        List<String> all = Sentences.of(abstractText.substring(0, Math.min(READ, abstractText.length())));
        List<String> telling = all.stream().filter(not(Boilerplate::is)).toList();
        List<String> sentences = telling.isEmpty() ? all : telling;
        return limited(sentences, words(sentences) <= SHORT_WORDS ? places(sentences) : chosen(sentences));
    }

    private static SortedSet<Integer> places(List<String> sentences) {
        return IntStream.range(0, sentences.size()).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private static SortedSet<Integer> chosen(List<String> sentences) {
        SortedSet<Integer> chosen = new TreeSet<>();
        chosen.add(Purpose.in(sentences));
        for (int i = 0; i < sentences.size(); i++) {
            if (Purpose.changesAnRfc(sentences.get(i))) {
                chosen.add(i);
            }
        }
        for (int place = 0; place < sentences.size() && chosen.size() < SHORT_SENTENCES; place++) {
            if (chosen.contains(place) || Purpose.aside(sentences.get(place))) {
                continue;
            }
            if (chosen.size() >= SENTENCES && !shortWith(sentences, chosen, place)) {
                break;
            }
            chosen.add(place);
        }
        return chosen;
    }

    private static boolean shortWith(List<String> sentences, SortedSet<Integer> places, int another) {
        List<String> all = Stream.concat(places.stream(), Stream.of(another))
                .map(sentences::get)
                .toList();
        return words(all) <= SHORT_WORDS;
    }

    private static long words(List<String> sentences) {
        return BLANK.splitAsStream(String.join(" ", sentences)).count();
    }

    private static Excerpt limited(List<String> sentences, SortedSet<Integer> places) {
        String text = joined(sentences, places);
        boolean cut = !places.isEmpty() && places.last() < sentences.size() - 1;
        if (text.length() <= LIMIT) {
            return new Excerpt(text, cut);
        }
        int blank = text.lastIndexOf(' ', LIMIT);
        int end = blank > 0 ? blank : text.offsetByCodePoints(0, LIMIT / 2);
        return new Excerpt(text.substring(0, end), true);
    }

    private static String joined(List<String> sentences, SortedSet<Integer> places) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int place : places) {
            String before = place > next ? " … " : " ";
            text.append(text.isEmpty() ? "" : before).append(sentences.get(place));
            next = place + 1;
        }
        return text.toString();
    }
}
