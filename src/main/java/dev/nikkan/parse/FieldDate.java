package dev.nikkan.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates of announcements' fields, in the forms of three decades.
final class FieldDate {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern NAMED = Pattern.compile("(\\d{1,2})-([A-Za-z]{3})-(\\d{2}|\\d{4})");
    private static final Pattern YEAR = Pattern.compile("(?:19|20|21)\\d{2}");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private FieldDate() {}

    /// `2013-08-21`, `2004-7-13`, `25-Jul-02`, `09/08/1994` (8 September).
    static Optional<LocalDate> day(String value) {
        Matcher iso = ISO.matcher(value);
        Matcher monthFirst = MONTH_FIRST.matcher(value);
        Matcher named = NAMED.matcher(value);
        if (iso.lookingAt()) {
            return date(number(iso, 1), number(iso, 2), number(iso, 3));
        }
        if (monthFirst.lookingAt()) {
            return date(number(monthFirst, 3), number(monthFirst, 1), number(monthFirst, 2));
        }
        return named.lookingAt()
                ? date(century(number(named, 3)), month(named.group(2)), number(named, 1))
                : Optional.empty();
    }

    /// `October 2021`, `1 April 2021`.
    static Optional<YearMonth> month(List<String> words) {
        int month = words.stream()
                .mapToInt(FieldDate::month)
                .filter(found -> found > 0)
                .findFirst()
                .orElse(0);
        return month == 0
                ? Optional.empty()
                : words.stream()
                        .filter(word -> YEAR.matcher(word).matches())
                        .findFirst()
                        .map(year -> YearMonth.of(Integer.parseInt(year), month));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int century(int year) {
        return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    private static int month(String word) {
        return word.length() < 3 ? 0 : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
