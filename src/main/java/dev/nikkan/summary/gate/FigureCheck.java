package dev.nikkan.summary.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether each figure of a text is in the input: RFC numbers, names of drafts, versions, sizes, counts, codes.
final class FigureCheck {
    private static final Pattern DRAFT = Pattern.compile("draft-[a-z0-9-]*[a-z0-9]", Pattern.CASE_INSENSITIVE);
    /// `RFC 9000、9001および9002`: each is an RFC.
    private static final Pattern RFCS = Pattern.compile(
            "(?i)(?<![a-z])rfcs?[\\s/-]?\\d{3,5}"
                    + "(?:\\s?(?:,|、|・|/|-|~|〜|と|や|から|および|及び|または|ならびに|and|or|to|through|, and)\\s?\\d{3,5}(?!\\d|[.,]\\d|[%A-Za-zァ-ヴ一-龠つ]))++");
    /// A name or a kind of number, and the number: they belong together. Two capitals at least, or one of
    /// these words. What counts something else, as in `QUIC 2接続`, is a number by itself.
    private static final Pattern NAMED = Pattern.compile(
            "((?<![A-Za-z])(?:[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[Rr]fcs?|[Pp]orts?|[Vv]ersions?|[Tt]ypes?|[Ss]ections?"
                    + "|[Oo]ptions?|[Cc]odes?|[Ll]evels?|ポート|ポート番号|バージョン|タイプ|オプション|レベル)"
                    + "(?:-[A-Za-z]++)*+)[\\s/-]?(\\d++(?:\\.\\d++)*+)(?![A-Za-z]|[つ個本回件台種対枚段層往行点箇組つ]|か所|[%秒分]|[ビバオミマギメキパフス])");
    /// Letters and digits in one piece: `IPv6`, `ML-KEM-768`, `X.509`, `0x1f`, `5G`.
    private static final Pattern MIXED =
            Pattern.compile("(?<![A-Za-z0-9])(?=[A-Za-z0-9./_+:-]*\\d)(?=[A-Za-z0-9./_+:-]*[A-Za-z])"
                    + "[A-Za-z0-9]++(?:[./_+:-][A-Za-z0-9]++)*+");
    private static final Pattern WITH_UNIT = Pattern.compile("(\\d++(?:\\.\\d++)?)-?([a-z]+)");
    private static final Pattern HALF = Pattern.compile("(?i)\\bhalf\\b|半分|半数|半減|半額");
    private static final Pattern HALF_IN_INPUT = Pattern.compile("(?i)\\bhal[fv]|\\b50\\b|\\b0\\.5|\\b1/2|半");
    private static final Map<String, Long> MAGNITUDES = Map.of(
            "dozens",
            12L,
            "hundreds",
            100L,
            "thousands",
            1_000L,
            "millions",
            1_000_000L,
            "billions",
            1_000_000_000L,
            "十",
            10L,
            "百",
            100L,
            "千",
            1_000L,
            "万",
            10_000L,
            "億",
            100_000_000L);
    private static final Pattern MAGNITUDE =
            Pattern.compile("(?i)\\b(dozens|hundreds|thousands|millions|billions)\\b|[数何幾]([十百千万億])");

    private final Support support;

    FigureCheck(Support support) {
        this.support = support;
    }

    List<Fault> faults(Candidate candidate) {
        List<Fault> faults = new ArrayList<>();
        String rest = drafts(candidate.inDigits(), faults);
        rest = rfcs(rest, faults);
        rest = named(rest, faults);
        rest = mixed(rest, faults);
        numbers(rest, faults);
        sizes(rest, faults);
        return faults;
    }

    private String rfcs(String text, List<Fault> faults) {
        return RFCS.matcher(text).replaceAll(found -> {
            Support.NUMBER
                    .matcher(found.group())
                    .results()
                    .map(number -> "rfc" + number.group())
                    .filter(rfc -> !support.identifier(rfc))
                    .forEach(rfc -> faults.add(fault(rfc.replace("rfc", "RFC "))));
            return " ";
        });
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
                    ? support.stated(number) || support.identifier(english(name) + number)
                    : support.identifier(name + number)
                            || support.identifier(name.replaceFirst("s$", "") + number)
                            // "port 853" of "port number 853", "option codes 5": a word between.
                            || (!capitals(found.group(1)) && support.stated(number));
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
                        && Unit.at(token, digitsAtStart(token)).isEmpty()
                        && List.of(token.split("[/:+-]")).stream()
                                .filter(part -> part.matches(".*\\d.*"))
                                .allMatch(part ->
                                        part.matches("[\\d.]+") ? support.number(part) : support.identifier(part)))
                || withUnit(token);
    }

    private static int digitsAtStart(String token) {
        int end = 0;
        while (end < token.length() && (Character.isDigit(token.charAt(end)) || token.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    /// `10Gbps`, `256-bit`, `1RTT`: a number and what it counts.
    private boolean withUnit(String token) {
        Matcher matcher = WITH_UNIT.matcher(token);
        if (!matcher.matches()) {
            return false;
        }
        String number = matcher.group(1);
        Optional<Unit> unit = Unit.at(token, matcher.end(1));
        return unit.isPresent()
                ? support.number(number) && support.measures(number, unit.get())
                : support.number(number) && support.word(matcher.group(2));
    }

    private void numbers(String text, List<Fault> faults) {
        Matcher matcher = Support.NUMBER.matcher(text);
        while (matcher.find()) {
            String number = matcher.group();
            Optional<Unit> unit = Unit.at(text, matcher.end());
            if (!support.number(number)
                    || unit.filter(found -> !support.measures(number, found)).isPresent()) {
                faults.add(fault(number));
            }
        }
    }

    /// `half of them`, `thousands of hosts`.
    private void sizes(String text, List<Fault> faults) {
        Matcher half = HALF.matcher(text);
        if (half.find() && !support.mentions(HALF_IN_INPUT)) {
            faults.add(fault(half.group()));
        }
        Matcher magnitude = MAGNITUDE.matcher(text);
        while (magnitude.find()) {
            String word = magnitude.group(1) == null ? magnitude.group(2) : magnitude.group(1);
            if (!support.magnitude(MAGNITUDES.getOrDefault(word.toLowerCase(Locale.ROOT), 0L))) {
                faults.add(fault(magnitude.group()));
            }
        }
    }

    private static Fault fault(String evidence) {
        return new Fault(Reason.FIGURE, evidence);
    }
}
