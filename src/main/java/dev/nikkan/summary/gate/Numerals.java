package dev.nikkan.summary.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Numbers that are written as words.
final class Numerals {
    private static final Pattern GAP = Pattern.compile("[^a-z]+");
    private static final Map<String, String> ENGLISH = english();

    /// With a counter behind them: elsewhere these characters are parts of words. `一つ` says nothing.
    private static final Pattern KANJI =
            Pattern.compile("(?<!第)([二三四五六七八九十百千万]{1,4})(?=つ|種|段階|個|台|層|方式|通り|回|項目|要素|機能|年|か月|ヶ月|カ月|割|倍|ビット|バイト|秒)");

    private Numerals() {}

    private static Map<String, String> english() {
        Map<String, String> numbers = new HashMap<>();
        number(numbers, 0, """
                zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
                seventeen eighteen nineteen twenty""");
        number(numbers, 1, "first second third fourth fifth sixth seventh eighth ninth tenth");
        // Not May, which is more often the verb.
        number(numbers, 1, "january february march april");
        number(numbers, 6, "june july august september october november december");
        Map<Integer, String> others = Map.of(
                2,
                "both pair dual twice double",
                3,
                "triple",
                12,
                "dozen",
                30,
                "thirty",
                40,
                "forty",
                50,
                "fifty",
                60,
                "sixty",
                90,
                "ninety",
                100,
                "hundred",
                1000,
                "thousand");
        others.forEach(
                (value, words) -> GAP.splitAsStream(words).forEach(word -> numbers.put(word, Integer.toString(value))));
        numbers.put("million", "1000000");
        return Map.copyOf(numbers);
    }

    /// Words for numbers that follow one another.
    private static void number(Map<String, String> numbers, int first, String words) {
        List<String> all = GAP.splitAsStream(words).toList();
        for (int i = 0; i < all.size(); i++) {
            numbers.put(all.get(i), Integer.toString(first + i));
        }
    }

    /// The value of an English word in lower case, empty text for a word that is no number.
    static String value(String word) {
        return ENGLISH.getOrDefault(word, "");
    }

    /// What an English summary counts with: `one` and the ordinals are mostly said of no number.
    static boolean counts(String word) {
        return word.matches(
                "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
                        + "|sixty|ninety|dozen|hundred|thousand|million|triple");
    }

    /// The kanji numerals of a text, each with its value.
    static Map<String, String> kanji(String text) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = KANJI.matcher(text);
        while (matcher.find()) {
            found.put(
                    matcher.group(1),
                    Integer.toString(value(matcher.group(1).codePoints().toArray())));
        }
        return found;
    }

    private static int value(int... digits) {
        int sum = 0;
        int pending = 0;
        for (int digit : digits) {
            int unit = unit(digit);
            if (unit == 0) {
                pending = "〇一二三四五六七八九".indexOf(digit);
            } else {
                sum += Math.max(1, pending) * unit;
                pending = 0;
            }
        }
        return sum + pending;
    }

    private static int unit(int digit) {
        return switch (digit) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1000;
            case '万' -> 10_000;
            default -> 0;
        };
    }

    /// The numbers that the words of an English text stand for.
    static Set<String> inEnglish(String text) {
        return GAP.splitAsStream(text.toLowerCase(Locale.ROOT))
                .map(Numerals::value)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
