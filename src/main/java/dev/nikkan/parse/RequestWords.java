package dev.nikkan.parse;

import dev.nikkan.model.Tokens;
import dev.nikkan.model.Wish;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a Subject, or behind the `+` of an address, that ask for something. Only these: the mailbox may
/// have other mail in it, which is nobody's business.
final class RequestWords {
    private static final String TOKEN = "(" + Tokens.FORM.pattern() + ")";
    /// Our Subject as a person's program sends it back, perhaps with a gateway's `[EXTERNAL]`. Ticket systems and notes
    /// of absence put words and numbers of their own before it, and confirm nothing.
    private static final Pattern CONFIRM = pattern("(?:" + SubjectLine.ANSWER_WORD
            + "|\\[[^\\]\\[#\\d]{1,30}\\]\\s*)*+(?:[^:：\\[\\]]{0,80}[ (（])?confirm[ -]" + TOKEN + "[)）]?\\s*");
    private static final Pattern UNSUBSCRIBE =
            pattern("(?:.*[ (\\[（])?(?:unsubscribe|配信停止|購読解除|退会|解除)(?:[ -]" + TOKEN + ")?[)\\]）]?\\s*");
    private static final String ENGLISH_END = "(?: me)?(?:,? (?:please|now|thanks|thank you))?\\s*[.!]*";
    private static final String JAPANESE_END =
            "(?:を|の)?(?:希望(?:します)?|依頼|申請|申し?込み?|手続き?|お願い(?:し|いたし|致し)ます|して(?:ください|下さい)" + "|したい(?:です)?|します)?\\s*[.!。！]*";
    private static final Pattern UNSUBSCRIBE_ALONE =
            pattern("(?:please )?unsubscribe" + ENGLISH_END + "|(?:配信停止|配信解除|購読解除|購読停止|購読中止|退会|解除)" + JAPANESE_END);
    private static final Pattern SETTINGS =
            pattern("(?:.*[ (\\[（])?(?:settings|choose|設定)(?:[ -]" + TOKEN + ")[)\\]）]?\\s*");
    private static final Pattern SETTINGS_ALONE = pattern("(?:settings|choose|設定)");
    private static final Pattern SUBSCRIBE =
            pattern("(?:please )?subscribe(?:[ -](?:ja|en))?" + ENGLISH_END + "|(?:購読|購読登録|登録|配信希望)" + JAPANESE_END);
    private static final Pattern HELP = pattern("(?:help|ヘルプ|使い方)");

    private RequestWords() {}

    private static Pattern pattern(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /// @param words a Subject, perhaps with `Re:` before it
    /// @param text of the mail
    static Optional<Wish> of(String words, String text) {
        if (words.length() > Limits.SUBJECT_CHARACTERS) {
            return Optional.empty();
        }
        String bare = SubjectLine.of(Optional.of(words)).matchable().strip();
        Matcher confirm = CONFIRM.matcher(words.strip());
        if (confirm.matches()) {
            return Optional.of(new Wish.Confirm(confirm.group(1)));
        }
        Matcher unsubscribe = UNSUBSCRIBE.matcher(words.strip());
        if (unsubscribe.matches() && unsubscribe.group(1) != null) {
            return Optional.of(new Wish.Unsubscribe(Optional.of(unsubscribe.group(1))));
        }
        Matcher settings = SETTINGS.matcher(words.strip());
        if (settings.matches()) {
            return Optional.of(new Wish.Settings(Optional.of(settings.group(1)), OwnText.lines(text)));
        }
        if (UNSUBSCRIBE_ALONE.matcher(bare).matches()) {
            return Optional.of(new Wish.Unsubscribe(Optional.empty()));
        }
        if (SETTINGS_ALONE.matcher(bare).matches()) {
            return Optional.of(new Wish.Settings(Optional.empty(), OwnText.lines(text)));
        }
        if (SUBSCRIBE.matcher(bare).matches()) {
            return Optional.of(new Wish.Subscribe());
        }
        return HELP.matcher(bare).matches() ? Optional.of(new Wish.Help()) : Optional.empty();
    }
}
