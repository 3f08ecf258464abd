package dev.nikkan.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The right name that somebody most likely meant.
public final class NearestName {
    private NearestName() {}

    /// @return empty where nothing known is like the name: a wild guess would only mislead
    public static Optional<String> of(String name, Collection<String> known) {
        return few(name, known, 1).stream().findFirst();
    }

    /// The likeliest first.
    public static List<String> few(String name, Collection<String> known, int limit) {
        return known.stream()
                .map(candidate -> new Guess(candidate, distance(name, candidate)))
                .filter(guess -> guess.distance <= Math.max(1, Math.max(name.length(), guess.name.length()) / 2))
                .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
                .limit(limit)
                .map(Guess::name)
                .toList();
    }

    private record Guess(String name, int distance) {}

    /// Levenshtein's distance, one row at a time; `_` is as good as `-`, and case does not count.
    private static int distance(String left, String right) {
        String from = normal(left);
        String to = normal(right);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
