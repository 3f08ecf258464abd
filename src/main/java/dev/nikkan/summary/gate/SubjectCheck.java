package dev.nikkan.summary.gate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether a sentence is on its own subject and not on that of another takeaway, which a model that is asked for
/// several at once may mix up.
///
/// Measured are the words that it shares with what was given of each: one at least with its own, and no other
/// draft may have more than twice as many. Both are this low on purpose. A competent sentence says what the
/// document does in words of its summary, if seldom in many of them, and whom it serves in words of its own, which
/// another summary may happen to have; but of a sentence written for another document nearly all are that one's.
final class SubjectCheck {
    private static final int TIMES = 2;
    /// `authorized` and `authorization` are one word here.
    private static final int STEM = 6;
    /// What has no blanks between its words: runs of katakana, names in Latin letters, and kanji by pairs, since in
    /// `所有証明` nothing tells where a word ends.
    private static final Pattern JAPANESE =
            Pattern.compile("[ァ-ヴー]{2,}+|[A-Za-z][A-Za-z0-9]++|(?=([\\p{IsHan}々]{2}))[\\p{IsHan}々]");
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z][A-Za-z0-9]{4,}+|[A-Z][A-Z0-9]++");
    /// Whom a document serves, and what any document does: of the subject they say nothing.
    private static final Pattern ANY_IN_JAPANESE =
            Pattern.compile("(?:運用|利用|開発|実装|管理|設計|事業|提供|技術)者?|組織|企業|サービス|システム|ネットワーク|インターネット|文書|仕様"
                    + "|仕組み|枠組み|手順|形式|方法|方式|機能|定義|規定|使用|対象|必要|場合|情報");
    private static final Set<String> ANY_IN_ENGLISH = Set.of(
            "operators",
            "developers",
            "implementers",
            "users",
            "service",
            "services",
            "systems",
            "network",
            "networks",
            "internet",
            "document",
            "documents",
            "defines",
            "define",
            "describes",
            "describe",
            "allow",
            "allows",
            "provides",
            "which",
            "their",
            "those",
            "these",
            "between",
            "without",
            "other",
            "where",
            "through",
            "while");

    private final String own;
    private final List<String> others;

    /// @param own what was given of the subject
    /// @param others what was given of each other draft, its title in the first line
    SubjectCheck(List<String> own, List<String> others) {
        this.own = String.join("\n", own);
        this.others = List.copyOf(others);
    }

    List<Fault> faults(Candidate candidate) {
        return switch (candidate.language()) {
            case JA -> inJapanese(candidate.narrow());
            case EN -> inEnglish(candidate.narrow());
        };
    }

    /// A word may be part of a longer one: トークン of ベアラートークン.
    private List<Fault> inJapanese(String sentence) {
        Set<String> words = JAPANESE.matcher(ANY_IN_JAPANESE.matcher(sentence).replaceAll(" "))
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return faults(given -> {
            String text = Candidate.narrow(given).toLowerCase(Locale.ROOT);
            return words.stream().filter(text::contains).count();
        });
    }

    private List<Fault> inEnglish(String sentence) {
        Set<String> words = stems(sentence);
        return faults(given -> {
            Set<String> known = stems(Candidate.narrow(given));
            return words.stream().filter(known::contains).count();
        });
    }

    private static Set<String> stems(String text) {
        return ENGLISH.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .filter(word -> !ANY_IN_ENGLISH.contains(word))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .map(word -> word.substring(0, Math.min(word.length(), STEM)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Fault> faults(ToLongFunction<String> shared) {
        long ofOwn = shared.applyAsLong(own);
        if (ofOwn == 0) {
            return List.of(new Fault(Reason.FILLER, "no word of what was given of it"));
        }
        return others.stream()
                .filter(other -> shared.applyAsLong(other) > TIMES * ofOwn)
                .map(other -> new Fault(
                        Reason.FILLER, "rather of: " + other.lines().findFirst().orElse("")))
                .limit(1)
                .toList();
    }
}
