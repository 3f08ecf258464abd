package dev.nikkan.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An author as far as two announcements write one name alike: `Christopher A. Wood` is `C. Wood`, and `S.
/// Iyengar` is not `Jana Iyengar`.
///
/// @param surname the last word, lower case and without accents
/// @param initial of the first word; empty where the name is one word
record Person(String surname, String initial) {
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}'-]+");
    private static final Set<String> NO_NAME = Set.of("dr", "prof", "jr", "sr", "ii", "iii", "ed", "phd", "mr", "ms");
    /// What mails have in the place of an author whom their generator did not know.
    private static final Set<String> NOBODY = Set.of("unknown", "none", "author", "editor", "al");

    static List<Person> all(List<String> names) {
        return names.stream()
                .map(Person::parse)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    static Optional<Person> parse(String name) {
        List<String> words = Arrays.stream(BREAK.split(Unaccented.of(name)))
                .filter(word -> !word.isEmpty() && !NO_NAME.contains(word))
                .toList();
        if (words.isEmpty() || NOBODY.contains(words.getLast())) {
            return Optional.empty();
        }
        return Optional.of(
                new Person(words.getLast(), words.size() > 1 ? words.getFirst().substring(0, 1) : ""));
    }

    boolean is(Person other) {
        return surname.equals(other.surname)
                && (initial.isEmpty() || other.initial.isEmpty() || initial.equals(other.initial));
    }

    /// As the store keeps it.
    static Person ofLine(String line) {
        int blank = line.indexOf(' ');
        return new Person(line.substring(0, blank), line.substring(blank + 1));
    }

    String line() {
        return surname + " " + initial;
    }
}
