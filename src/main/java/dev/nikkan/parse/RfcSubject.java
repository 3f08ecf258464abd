package dev.nikkan.parse;

import dev.nikkan.model.RfcNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `STD 97, BCP 14, RFC 10031 on Title`.
///
/// @param number empty where there is `RFC`, but no number
record RfcSubject(List<String> subseries, Optional<RfcNumber> number, Optional<String> title) {
    static final Pattern SUBSERIES = Pattern.compile("(BCP|STD|FYI) ?(\\d{1,5})\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern RFC =
            Pattern.compile("RFC[ -]?([\\w#-]{0,8}):? on(?: (.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    RfcSubject {
        subseries = List.copyOf(subseries);
    }

    /// @return empty if the Subject does not have this form
    static Optional<RfcSubject> parse(String subject) {
        List<String> subseries = new ArrayList<>();
        int at = 0;
        Matcher matcher = SUBSERIES.matcher(subject);
        while (matcher.region(at, subject.length()).lookingAt()) {
            subseries.add(name(matcher));
            at = afterSeparator(subject, matcher.end());
        }
        Matcher rfc = RFC.matcher(subject).region(at, subject.length());
        return rfc.matches()
                ? Optional.of(new RfcSubject(
                        subseries,
                        number(rfc.group(1)),
                        Optional.ofNullable(rfc.group(2)).map(String::strip).filter(title -> !title.isEmpty())))
                : Optional.empty();
    }

    static String name(Matcher subseries) {
        return subseries.group(1).toUpperCase(Locale.ROOT) + " " + subseries.group(2);
    }

    private static int afterSeparator(String subject, int at) {
        int next = at;
        while (next < subject.length() && (subject.charAt(next) == ',' || subject.charAt(next) == ' ')) {
            next++;
        }
        return next;
    }

    /// An RFC's number of any length that there may be, in digits alone.
    static Optional<RfcNumber> number(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= 6
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(digits) > 0;
        return number ? Optional.of(new RfcNumber(Integer.parseInt(digits))) : Optional.empty();
    }
}
