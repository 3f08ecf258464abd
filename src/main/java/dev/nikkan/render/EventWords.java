package dev.nikkan.render;

import dev.nikkan.model.Language;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is told of an event in a few words of ours ([dev.nikkan.model.Event#detail]), in a reader's language. What the
/// mail itself says, the level of a document or the place of a meeting, stays as it is.
final class EventWords {
    private static final Map<String, String> JAPANESE = Map.ofEntries(
            Map.entry("new", "新設の審査"),
            Map.entry("recharter", "チャーター改訂の審査"),
            Map.entry("formed", "設立"),
            Map.entry("rechartered", "チャーター改訂"),
            Map.entry("concluded", "終了"),
            Map.entry("planned", "開催"),
            Map.entry("changed", "変更"),
            Map.entry("cancelled", "中止"),
            Map.entry("virtual", "オンライン"),
            Map.entry("no problem", "公開に支障なし"),
            Map.entry("do not publish", "公開しないよう勧告"));
    private static final Map<String, String> ENGLISH = Map.of(
            "new", "new group",
            "virtual", "online",
            "no problem", "no problem with publication",
            "do not publish", "recommends not to publish");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private EventWords() {}

    static String of(String word, Language language) {
        return switch (language) {
            case JA -> JAPANESE.getOrDefault(word, word);
            case EN -> ENGLISH.getOrDefault(word, word);
        };
    }

    /// @param words state, days and place; the place may have a comma of its own, `New York, US`
    static String ofMeeting(List<String> words, Language language) {
        String place = words.stream().filter(word -> !known(word)).collect(Collectors.joining(", "));
        return Stream.concat(words.stream().filter(EventWords::known), Stream.of(place))
                .filter(word -> !word.isEmpty())
                .map(word -> of(word, language))
                .collect(Collectors.joining(EventView.comma(language)));
    }

    private static boolean known(String word) {
        return JAPANESE.containsKey(word) || DATE.matcher(word).matches();
    }
}
