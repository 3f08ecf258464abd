package dev.nikkan.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date and time of a mail's header (RFC 5322 §3.3), the obsolete forms of §4.3 included. Readable are the years 1970
/// to 2199: beyond lies a broken clock or somebody's joke.
final class MailDate {
    private static final int LONGEST = 400;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /// RFC 5322 §4.3. The meaning of all other names is unknown; they count as `-0000`.
    private static final Map<String, Integer> ZONES =
            Map.of("EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);

    private MailDate() {}

    static Optional<Instant> parse(String value) {
        String bare = HeaderSyntax.withoutComments(value);
        if (bare.strip().length() > LONGEST) {
            return Optional.empty();
        }
        List<String> words = HeaderSyntax.words(bare.replace(',', ' '));
        return parse(startsWithDayName(words) ? words.subList(1, words.size()) : words);
    }

    private static boolean startsWithDayName(List<String> words) {
        return !words.isEmpty() && Character.isLetter(words.getFirst().charAt(0)) && month(words.getFirst()) == 0;
    }

    /// `9 Sep 94 15:37 EDT`, or, from programs older than the rule, `Sep 9 15:37:00 1994`.
    private static Optional<Instant> parse(List<String> words) {
        if (words.size() < 4) {
            return Optional.empty();
        }
        boolean monthFirst = month(words.getFirst()) > 0;
        String day = words.get(monthFirst ? 1 : 0);
        String month = words.get(monthFirst ? 0 : 1);
        boolean yearLast = TIME.matcher(words.get(2)).matches();
        String year = yearLast ? words.getLast() : words.get(2);
        String time = words.get(yearLast ? 2 : 3);
        String zone = yearLast || words.size() < 5 ? "" : words.get(4);
        return instant(day, month, year, time, zone);
    }

    private static Optional<Instant> instant(String day, String month, String year, String time, String zone) {
        try {
            LocalDate date = LocalDate.of(year(year), month(month), Integer.parseInt(day));
            Instant instant = date.atTime(time(time)).toInstant(offset(zone));
            return Optional.of(instant).filter(MailDate::isReadable);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isReadable(Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1970 && year < 2200;
    }

    /// 1 to 12; 0 for what is no month.
    private static int month(String word) {
        return word.length() < 3 ? 0 : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    /// RFC 5322 §4.3: two digits from 50 on and three digits count from 1900, lower ones from 2000.
    private static int year(String word) {
        int year = Integer.parseInt(word);
        return switch (word.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static LocalTime time(String word) {
        Matcher matcher = TIME.matcher(word);
        if (!matcher.matches()) {
            throw new DateTimeException("no time: " + word);
        }
        int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        // A leap second is the last of its day; java.time has none, and 00:00:00 would be the next day.
        return LocalTime.of(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), second == 60 ? 59 : second);
    }

    private static ZoneOffset offset(String word) {
        Matcher matcher = OFFSET.matcher(word);
        if (matcher.matches()) {
            int sign = matcher.group(1).equals("-") ? -1 : 1;
            return ZoneOffset.ofHoursMinutes(
                    sign * Integer.parseInt(matcher.group(2)), sign * Integer.parseInt(matcher.group(3)));
        }
        if (!word.isEmpty() && !Character.isLetter(word.charAt(0))) {
            throw new DateTimeException("no zone: " + word);
        }
        return ZoneOffset.ofHours(ZONES.getOrDefault(word.toUpperCase(Locale.ROOT), 0));
    }
}
