package dev.nikkan.summary.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Numbers that are written as words, English or Japanese, become digits here, so that every check that reads
/// figures has one notation to know.
final class Numerals {
    private static final Pattern GAP = Pattern.compile("[^a-z]+");
    private static final Map<String, String> IMPLIED = implied();

    private static final Map<String, Long> VALUES = values();
    private static final String SCALE = "(?:thousand|million|billion|trillion)\\b";
    private static final String BELOW_HUNDRED =
            "(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\\b(?:[ -](?:one|two|three|four|five|six|seven"
                    + "|eight|nine)\\b)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
                    + "|fifteen|sixteen|seventeen|eighteen|nineteen)\\b)";
    private static final String BELOW_THOUSAND =
            "(?:(?:(?:BELOW[ -]|a )?hundred\\b(?:(?: and)?[ -]BELOW)?)|(?:(?:BELOW |a )?dozen\\b)|BELOW)"
                    .replace("BELOW", BELOW_HUNDRED);
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(?:(?:(?:BELOW|\\d++(?:,\\d{3})*+(?:\\.\\d++)?|a)[ -])?SCALE(?:,? BELOW[ -]SCALE){0,3}(?:(?: and)? BELOW)?|BELOW)"
                    .replace("BELOW", BELOW_THOUSAND)
                    .replace("SCALE", SCALE),
            Pattern.CASE_INSENSITIVE);

    private static final String DIGITS = "〇一二三四五六七八九";
    /// After `several` and `what`, these are no numbers.
    private static final Pattern KANJI = Pattern.compile(
            "(?<![数何幾])(?:\\d++(?:,\\d{3})*+(?:\\.\\d++)?[十百千万億兆]++(?:\\d++[十百千万億]*+)*+|[〇一二三四五六七八九十百千万億兆]++)");
    /// What a single numeral is followed by where it counts; elsewhere it is part of a word: `二重`, `三角`,
    /// `第三者`. `十分` is "enough" more often than ten minutes.
    private static final Pattern COUNTER =
            Pattern.compile("[つ個件本社台枚点行桁対組群名国種層回章節版条項週秒年月割倍番%]|段階|方式|通り|要素|機能|箇所|[かカヶケヵ][所月国]|人(?!称)"
                    + "|日(?!本)|時(?:間|台)|分(?![けの割類散析配離岐解担子布裂断野母木探法化しす])|文書|提案|団体|組織|企業|大学|省|[ァ-ヴA-Za-z]");
    /// `統一`, `唯一`: their last character is no number.
    private static final Pattern WORD_WITH_ONE = Pattern.compile("[統唯同単均随専逐画]\\z");

    private static final Pattern TENTHS = Pattern.compile("(?<![\\d.])(\\d)割(?![り当込])");

    private Numerals() {}

    private static Map<String, Long> values() {
        Map<String, Long> values = new HashMap<>();
        List<String> small = GAP.splitAsStream("""
                one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
                seventeen eighteen nineteen""").toList();
        List<String> tens = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
        for (int i = 0; i < small.size(); i++) {
            values.put(small.get(i), 1L + i);
        }
        for (int i = 0; i < tens.size(); i++) {
            values.put(tens.get(i), 20L + 10L * i);
        }
        values.putAll(Map.of(
                "dozen",
                12L,
                "hundred",
                100L,
                "thousand",
                1_000L,
                "million",
                1_000_000L,
                "billion",
                1_000_000_000L,
                "trillion",
                1_000_000_000_000L));
        return Map.copyOf(values);
    }

    private static Map<String, String> implied() {
        Map<String, String> numbers = new HashMap<>();
        follow(numbers, "first second third fourth fifth sixth seventh eighth ninth tenth", 1);
        // Not May, which is more often the verb.
        follow(numbers, "january february march april", 1);
        follow(numbers, "june july august september october november december", 6);
        Map<String, String> others = Map.of(
                "0",
                "zero",
                "2",
                "both pair dual twice double half halves binary couple",
                "3",
                "triple thirds",
                "4",
                "quarter quarters",
                "100",
                "hundreds",
                "1000",
                "thousands",
                "1000000",
                "millions",
                "1000000000",
                "billions",
                "10",
                "tens",
                "12",
                "dozens");
        others.forEach((value, words) -> GAP.splitAsStream(words).forEach(word -> numbers.put(word, value)));
        return Map.copyOf(numbers);
    }

    private static void follow(Map<String, String> numbers, String words, int first) {
        List<String> all = GAP.splitAsStream(words).toList();
        for (int i = 0; i < all.size(); i++) {
            numbers.put(all.get(i), Integer.toString(first + i));
        }
    }

    /// The numbers that words of an English text stand for without being numerals: `both`, `third`, `October`.
    static Set<String> impliedBy(String text) {
        return GAP.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(IMPLIED::containsKey)
                .map(word -> IMPLIED.getOrDefault(word, ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// `twenty-four hours` as `24 hours`, `a billion` as `1000000000`, `五億` as `500000000`, `九一一四` as `9114`,
    /// `八割` as `80%`.
    /// A lone `one` stays: it is said of no number as often.
    static String inDigits(String narrow) {
        return TENTHS.matcher(japanese(english(narrow))).replaceAll(found -> found.group(1) + "0%");
    }

    private static String english(String text) {
        return ENGLISH.matcher(text)
                .replaceAll(found -> found.group().equalsIgnoreCase("one") ? found.group() : ofWords(found.group()));
    }

    private static String ofWords(String words) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal current = BigDecimal.ZERO;
        for (String word : words.toLowerCase(Locale.ROOT).replace(",", "").split("[ -]", -1)) {
            if (Character.isDigit(word.charAt(0))) {
                current = new BigDecimal(word);
                continue;
            }
            BigDecimal value = BigDecimal.valueOf(VALUES.getOrDefault(word, 0L)); // 0: `a`, `and`
            BigDecimal times = current.max(BigDecimal.ONE);
            if (value.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
                total = total.add(times.multiply(value));
                current = BigDecimal.ZERO;
            } else if (word.equals("hundred") || word.equals("dozen")) {
                current = times.multiply(value);
            } else {
                current = current.add(value);
            }
        }
        return plain(total.add(current));
    }

    private static String japanese(String text) {
        return KANJI.matcher(text).replaceAll(found -> {
            String run = found.group();
            String before = text.substring(Math.max(0, found.start() - 1), found.start());
            String kept = run.startsWith("一") && WORD_WITH_ONE.matcher(before).find() ? "一" : "";
            String number = run.substring(kept.length());
            return kept + (counts(number, before, text.substring(found.end())) ? value(number) : number);
        });
    }

    private static boolean counts(String number, String before, String after) {
        if (number.isEmpty() || number.equals("一")) {
            return false;
        }
        if (Character.isDigit(number.charAt(0))) {
            return true;
        }
        boolean counted = COUNTER.matcher(after).lookingAt() && !before.equals("第");
        if (number.length() == 1) {
            return counted && !(number.equals("十") && after.startsWith("分"));
        }
        if (number.codePoints().allMatch(c -> DIGITS.indexOf(c) >= 0) && number.length() == 2) {
            // `二三` is two or three.
            return counted && DIGITS.indexOf(number.charAt(1)) != DIGITS.indexOf(number.charAt(0)) + 1;
        }
        return !number.equals("万一") && !number.equals("千万");
    }

    private static String value(String number) {
        if (number.codePoints().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
            return number.codePoints()
                    .mapToObj(c -> Integer.toString(DIGITS.indexOf(c)))
                    .collect(Collectors.joining());
        }
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal section = BigDecimal.ZERO;
        BigDecimal pending = BigDecimal.ZERO;
        for (String piece : pieces(number)) {
            long unit = unit(piece.charAt(0));
            if (unit == 0) {
                pending = Character.isDigit(piece.charAt(0))
                        ? new BigDecimal(piece)
                        : BigDecimal.valueOf(DIGITS.indexOf(piece));
            } else if (unit < 10_000) {
                section = section.add(pending.max(BigDecimal.ONE).multiply(BigDecimal.valueOf(unit)));
                pending = BigDecimal.ZERO;
            } else {
                total = total.add(section.add(pending).max(BigDecimal.ONE).multiply(BigDecimal.valueOf(unit)));
                section = BigDecimal.ZERO;
                pending = BigDecimal.ZERO;
            }
        }
        return plain(total.add(section).add(pending));
    }

    private static List<String> pieces(String number) {
        List<String> pieces = new ArrayList<>();
        Matcher piece = Pattern.compile("[\\d.]++|.").matcher(number.replace(",", ""));
        while (piece.find()) {
            pieces.add(piece.group());
        }
        return pieces;
    }

    private static long unit(int digit) {
        return switch (digit) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            case '億' -> 100_000_000;
            case '兆' -> 1_000_000_000_000L;
            default -> 0;
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
