package dev.nikkan.parse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A date within a sentence, and where it stands.
record TextDate(LocalDate date, int start, int end) {
    private static final Pattern ISO = Pattern.compile("\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b");
    private static final Pattern DAY_FIRST =
            Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[.,]?[ -](\\d{4})\\b");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("\\b([A-Za-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:-\\d{1,2})?,? (\\d{4})\\b");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final int MOST = 50;

    /// `2026-10-01`, `1 October 2026`, `01-Oct-2026`, `October 1, 2026`; of `June 3-4, 2010` the first day.
    static List<TextDate> in(String text) {
        return Stream.of(
                        found(ISO.matcher(text), match -> match.group()),
                        found(DAY_FIRST.matcher(text), match -> iso(match.group(3), match.group(2), match.group(1))),
                        found(MONTH_FIRST.matcher(text), match -> iso(match.group(3), match.group(1), match.group(2))))
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(TextDate::start))
                .toList();
    }

    private interface Form {
        String iso(Matcher match);
    }

    private static List<TextDate> found(Matcher match, Form form) {
        List<TextDate> dates = new ArrayList<>();
        while (dates.size() < MOST && match.find()) {
            Optional<LocalDate> date = FieldDate.day(form.iso(match));
            date.ifPresent(day -> dates.add(new TextDate(day, match.start(), match.end())));
        }
        return dates;
    }

    /// A word that is no month makes no date.
    private static String iso(String year, String month, String day) {
        String word = month.toLowerCase(Locale.ROOT);
        int number = 1;
        for (String name : MONTHS) {
            if (name.startsWith(word)) {
                return year + "-" + number + "-" + day;
            }
            number++;
        }
        return "";
    }
}
