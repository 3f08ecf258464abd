package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether each figure of a text is in the input: RFC numbers, names of drafts, versions, sizes, counts, codes.
final class FigureCheck {
    private static final Pattern DRAFT = Pattern.compile("draft-[a-z0-9-]*[a-z0-9]", Pattern.CASE_INSENSITIVE);
    /// A name or a kind of number, and the number: they belong together. Two capitals at least, or one of
    /// these words.
    private static final Pattern NAMED = Pattern.compile(
            "((?<![A-Za-z])(?:[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[Rr]fcs?|[Pp]orts?|[Vv]ersions?|[Tt]ypes?|[Ss]ections?"
                    + "|[Oo]ptions?|[Cc]odes?|[Ll]evels?|ポート|ポート番号|バージョン|タイプ|オプション|レベル)"
                    + "(?:-[A-Za-z]++)*+)[\\s/-]?(\\d++(?:\\.\\d++)*+)(?![A-Za-z])");
    /// Letters and digits in one piece: `IPv6`, `ML-KEM-768`, `X.509`, `0x1f`, `5G`.
    private static final Pattern MIXED =
            Pattern.compile("(?<![A-Za-z0-9])(?=[A-Za-z0-9./_+:-]*\\d)(?=[A-Za-z0-9./_+:-]*[A-Za-z])"
                    + "[A-Za-z0-9]++(?:[./_+:-][A-Za-z0-9]++)*+");
    private static final Pattern NUMBER = Pattern.compile("\\d++(?:[.,]\\d++)*+");
    private static final Pattern WORD_GAP = Pattern.compile("[^a-z]+");

    private final Support support;

    FigureCheck(Support support) {
        this.support = support;
    }

    List<Fault> faults(Candidate candidate) {
        List<Fault> faults = new ArrayList<>();
        String rest = drafts(candidate.narrow(), faults);
        rest = named(rest, faults);
        rest = mixed(rest, faults);
        numbers(rest, faults);
        words(candidate, rest, faults);
        return faults;
    }

    private String drafts(String text, List<Fault> faults) {
        return DRAFT.matcher(text).replaceAll(found -> {
            if (!support.draft(found.group().toLowerCase(Locale.ROOT))) {
                faults.add(fault(found.group()));
            }
            return " ";
        });
    }

    private String named(String text, List<Fault> faults) {
        return NAMED.matcher(text).replaceAll(found -> {
            String name = found.group(1).toLowerCase(Locale.ROOT);
            String number = found.group(2);
            boolean known = name.codePoints().anyMatch(c -> c > 0x7f)
                    ? support.number(number) || support.identifier(english(name) + number)
                    : support.identifier(name + number)
                            || support.identifier(name.replaceFirst("s$", "") + number)
                            // "port 853" of "port number 853", "option codes 5": a word between.
                            || (!capitals(found.group(1)) && support.number(number));
            if (!known) {
                faults.add(fault(found.group()));
            }
            return " ";
        });
    }

    private static boolean capitals(String name) {
        return name.codePoints().filter(Character::isUpperCase).count() >= 2
                || name.toLowerCase(Locale.ROOT).startsWith("rfc");
    }

    private static String english(String kind) {
        return switch (kind) {
            case "ポート", "ポート番号" -> "port";
            case "バージョン" -> "version";
            case "タイプ" -> "type";
            case "オプション" -> "option";
            default -> "level";
        };
    }

    private String mixed(String text, List<Fault> faults) {
        return MIXED.matcher(text).replaceAll(found -> {
            String token = found.group();
            if (!supported(token.toLowerCase(Locale.ROOT))) {
                faults.add(fault(token));
            }
            return " ";
        });
    }

    private boolean supported(String token) {
        return support.identifier(token)
                || (token.matches(".*[/:+].*|.*-.*")
                        && List.of(token.split("[/:+-]")).stream()
                                .filter(part -> part.matches(".*\\d.*"))
                                .allMatch(part ->
                                        part.matches("[\\d.]+") ? support.number(part) : support.identifier(part)))
                // "10Gbps", "256bit", "3GPP" is none of these: a number and its unit.
                || (token.matches("\\d+(\\.\\d+)?(?:[kmgt]?b(?:ps|its?|ytes?)?|[kmgt]?hz|m?s|ms|bits?|bytes?|octets?)")
                        && support.number(token.replaceFirst("[a-z]+$", "")));
    }

    private void numbers(String text, List<Fault> faults) {
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            if (!support.number(matcher.group())) {
                faults.add(fault(matcher.group()));
            }
        }
    }

    private void words(Candidate candidate, String rest, List<Fault> faults) {
        if (candidate.language() == Language.EN) {
            WORD_GAP.splitAsStream(rest.toLowerCase(Locale.ROOT))
                    .filter(word -> Numerals.counts(word) && !support.number(Numerals.value(word)))
                    .forEach(word -> faults.add(fault(word)));
        }
        Numerals.kanji(rest).forEach((word, value) -> {
            if (!support.number(value)) {
                faults.add(fault(word));
            }
        });
    }

    private static Fault fault(String evidence) {
        return new Fault(Reason.FIGURE, evidence);
    }
}
