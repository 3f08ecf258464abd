package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftPost;
import dev.nikkan.model.RfcNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The RFCs that a draft says it changes: in its abstract, in the words that RFC 7322 §4.1.4 asks for, or by
/// its name.
final class RfcMentions {
    private static final Pattern CHANGES = Pattern.compile(
            "\\b(updat(?:es|ing)|obsolet(?:es|ing)|replac(?:es|ing))\\s+"
                    + "((?:(?:the|and|both|also|parts? of|sections? [\\d.]+ of)[\\s,]+|[\\[\\]\\s,]|RFCs?[\\s-]?\\d{1,5}"
                    + "|(?<=[\\s,])\\d{3,5}\\b)+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("(?:RFCs?[\\s-]?|(?<=[\\s,\\[]))(\\d{3,5})\\b");
    private static final Pattern BIS = Pattern.compile("\\brfc(\\d{3,5})bis\\b");

    private RfcMentions() {}

    /// One RFC that a draft changes.
    record Mention(Signal.RfcChanges.Kind kind, RfcNumber rfc, Hit hit) {}

    /// Each RFC once, as the draft first mentions it.
    static List<Mention> of(DraftPost post) {
        Map<RfcNumber, Mention> mentions = new LinkedHashMap<>();
        post.abstractText().ifPresent(text -> inAbstract(text.replaceAll("\\s+", " "), mentions));
        Matcher name = BIS.matcher(post.draft().name().value());
        while (name.find()) {
            add(mentions, name.group(1), Signal.RfcChanges.Kind.REVISES, new Hit(Hit.Place.NAME, name.group()));
        }
        return List.copyOf(mentions.values());
    }

    private static void inAbstract(String text, Map<RfcNumber, Mention> mentions) {
        Matcher change = CHANGES.matcher(text);
        while (change.find()) {
            Signal.RfcChanges.Kind kind =
                    change.group(1).toLowerCase(Locale.ROOT).startsWith("updat")
                            ? Signal.RfcChanges.Kind.UPDATES
                            : Signal.RfcChanges.Kind.OBSOLETES;
            Hit hit = new Hit(Hit.Place.ABSTRACT, change.group().strip());
            Matcher number = NUMBER.matcher(change.group(2));
            while (number.find()) {
                add(mentions, number.group(1), kind, hit);
            }
        }
    }

    private static void add(Map<RfcNumber, Mention> mentions, String digits, Signal.RfcChanges.Kind kind, Hit hit) {
        int value = Integer.parseInt(digits);
        if (value > 0) {
            RfcNumber rfc = new RfcNumber(value);
            mentions.putIfAbsent(rfc, new Mention(kind, rfc, hit));
        }
    }
}
