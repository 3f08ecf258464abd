package dev.nikkan.render;

import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.PlannedAnswer;
import java.net.URI;
import java.util.Optional;

/// What answers say. Nothing in an answer to an unproven mail was chosen by whoever wrote it: else strangers
/// could have us carry their words.
sealed interface AnswerWords {
    String subject(AnswerKind kind, String token);

    String text(PlannedAnswer answer);

    /// @param page where the same can be done as by a reply; empty: nowhere
    /// @param leaving the Subject by which the reader leaves
    static AnswerWords of(Language language, String name, EmailAddress list, String leaving, Optional<URI> page) {
        return switch (language) {
            case JA -> new Japanese(name, list, leaving, page);
            case EN -> new English(name, list, leaving, page);
        };
    }

    record English(String name, EmailAddress list, String leaving, Optional<URI> page) implements AnswerWords {
        @Override
        public String subject(AnswerKind kind, String token) {
            return switch (kind) {
                case CONFIRM_SUBSCRIBE -> "Please confirm your subscription (confirm " + token + ")";
                case CONFIRM_UNSUBSCRIBE -> "Please confirm that you leave (confirm " + token + ")";
                case CONFIRM_SETTINGS -> "Please confirm your settings (confirm " + token + ")";
                case WELCOME -> "Welcome (settings " + token + ")";
                case LEFT -> "You have left";
                case SETTINGS -> "Your settings (settings " + token + ")";
                case SETTINGS_REFUSED -> "Settings not understood (settings " + token + ")";
                case NO_SUBSCRIBER -> "No subscriber";
                case HELP -> "How to write to us";
                case STALE -> "That confirmation is no longer valid";
                case PROBE -> "Do our mails reach you? (confirm " + token + ")";
            };
        }

        @Override
        public String text(PlannedAnswer answer) {
            return switch (answer.kind()) {
                case CONFIRM_SUBSCRIBE -> """
                    Somebody, probably you, asked to get "%s", a daily digest of the IETF's announcements, at this address.

                    If it was you: %2$s

                    If it was not you: do nothing. You will get nothing.
                    """.formatted(name, confirming());
                case CONFIRM_UNSUBSCRIBE -> """
                    Somebody, probably you, asked that nothing more be sent to this address by "%s".

                    If it was you: %2$s

                    If it was not you: do nothing. Nothing changes.
                    """.formatted(name, confirming());
                case CONFIRM_SETTINGS -> """
                    Somebody, probably you, asked to change what "%s" sends to this address.

                    If it was you: %2$s

                    If it was not you: do nothing. Nothing changes.
                    """.formatted(name, confirming());
                case WELCOME -> """
                    You now get "%s". The first digest comes after the next midnight (UTC).

                    Your settings:
                    %s
                    To change them, %sreply to this mail and write the lines that are to change.

                    To leave, use your program's button in any digest, or write to %s with this subject:

                    %s
                    """.formatted(name, indented(answer), changing(), list, leaving);
                case LEFT -> """
                    Nothing more is sent to this address. A mail that was on its way may still arrive.

                    To come back, write to %s with the subject "subscribe".
                    """.formatted(list);
                case SETTINGS -> """
                    Your settings:
                    %s
                    To change them, %sreply to this mail and write the lines that are to change.

                    To leave, write to %s with this subject:

                    %s
                    """.formatted(indented(answer), changing(), list, leaving);
                case SETTINGS_REFUSED -> """
                    These lines could not be understood, so nothing was changed:
                    %s
                    A line is a name and a value: "language en" or "ja", "format html" or "text", "mails parts" or "one", "quiet-days yes" or "no", "filter all" or terms separated by commas (wg:quic, theme:ID, word:TEXT, author:NAME, kind:rfc, draft: with a draft's whole name, as in draft:draft-ietf-quic-http, or an RFC's number, as in draft:rfc9114). To try again, %sreply to this mail.
                    """.formatted(indented(answer), changing());
                case NO_SUBSCRIBER -> """
                    This address does not get "%s", so there is nothing to set. To get it, write to %s with the subject "subscribe".
                    """.formatted(name, list);
                case HELP -> """
                    "%1$s" is a daily digest of the IETF's announcements. Write to %2$s with one of these subjects:

                    subscribe en - to get it in English
                    subscribe ja - to get it in Japanese
                    unsubscribe - to leave
                    settings - to choose; write what you want into the mail, a line each: "language en" or "ja", "format html" or "text", "mails parts" or "one" (long) mail, "quiet-days yes" or "no" (no mail of a day with nothing for you), "filter all" or terms separated by commas, of which one is enough for an announcement to be shown in full: wg:quic, theme:ID, word:TEXT (whole words; TEXT* also their beginning), author:NAME, draft:NAME (also under its later names), kind:rfc
                    help - this text

                    Who has not confirmed anything gets one mail a day from us at most: what you ask for now is asked back a day after this mail.
                    """.formatted(name, list);
                case STALE -> """
                    That confirmation was used before, or is older than a week. Write to %s with the subject "subscribe" or "unsubscribe" to begin again.
                    """.formatted(list);
                case PROBE -> """
                    Several of our mails to this address came back, so no more are sent for now.

                    To get them again at once, %s

                    If this mail does not come back either, we begin again by ourselves after three days.
                    """.formatted(confirming());
            };
        }

        private String confirming() {
            return page.map("""
                            open this page and press its button:

                            %s

                            Or reply"""::formatted).orElse("reply")
                    + " to this mail, and leave its subject as it is. That is all.";
        }

        private String changing() {
            return page.map("""
                    open this page:

                    %s

                    Or\s"""::formatted).orElse("");
        }
    }

    record Japanese(String name, EmailAddress list, String leaving, Optional<URI> page) implements AnswerWords {
        @Override
        public String subject(AnswerKind kind, String token) {
            return switch (kind) {
                case CONFIRM_SUBSCRIBE -> "購読の確認 (confirm " + token + ")";
                case CONFIRM_UNSUBSCRIBE -> "配信停止の確認 (confirm " + token + ")";
                case CONFIRM_SETTINGS -> "設定変更の確認 (confirm " + token + ")";
                case WELCOME -> "購読を開始しました (settings " + token + ")";
                case LEFT -> "配信を停止しました";
                case SETTINGS -> "現在の設定 (settings " + token + ")";
                case SETTINGS_REFUSED -> "設定を読み取れませんでした (settings " + token + ")";
                case NO_SUBSCRIBER -> "購読されていません";
                case HELP -> "使い方";
                case STALE -> "その確認は無効です";
                case PROBE -> "メールは届いていますか (confirm " + token + ")";
            };
        }

        @Override
        public String text(PlannedAnswer answer) {
            return switch (answer.kind()) {
                case CONFIRM_SUBSCRIBE -> """
                    このアドレスで「%s」(IETFの告知を毎日まとめたメール)を購読したいという申し込みがありました。

                    ご本人の場合は、%2$s

                    心当たりがない場合は、何もしないでください。何も送られません。
                    """.formatted(name, confirming());
                case CONFIRM_UNSUBSCRIBE -> """
                    このアドレスへの「%s」の配信を止めたいという申し込みがありました。

                    ご本人の場合は、%2$s

                    心当たりがない場合は、何もしないでください。何も変わりません。
                    """.formatted(name, confirming());
                case CONFIRM_SETTINGS -> """
                    このアドレスへの「%s」の設定を変えたいという申し込みがありました。

                    ご本人の場合は、%2$s

                    心当たりがない場合は、何もしないでください。何も変わりません。
                    """.formatted(name, confirming());
                case WELCOME -> """
                    「%s」の購読を開始しました。次の0時(UTC)を過ぎると最初の号が届きます。

                    現在の設定:
                    %s
                    変えるには、%sこのメールへの返信に、変えたい行だけを書いてください。

                    止めるには、各号でメールソフトの配信停止ボタンを使うか、次の件名のメールを %s へ送ってください。

                    %s
                    """.formatted(name, indented(answer), changing(), list, leaving);
                case LEFT -> """
                    このアドレスへの配信を停止しました。送信中だったメールが届くことはあります。

                    再開するには、件名をsubscribeとしたメールを %s へ送ってください。
                    """.formatted(list);
                case SETTINGS -> """
                    現在の設定:
                    %s
                    変えるには、%sこのメールへの返信に、変えたい行だけを書いてください。

                    止めるには、次の件名のメールを %s へ送ってください。

                    %s
                    """.formatted(indented(answer), changing(), list, leaving);
                case SETTINGS_REFUSED -> """
                    次の行を読み取れなかったため、何も変えていません。
                    %s
                    1行に名前と値を書きます。language ja(またはen)、format html(またはtext)、mails parts(またはone)、quiet-days yes(またはno)、filter all(またはwg:quic, theme:ID, word:語, author:名前, kind:rfc, draft:名前をコンマで区切ったもの。draft:の名前は、draft:draft-ietf-quic-httpのような全体か、draft:rfc9114のようなRFCの番号)。やり直すには、%sこのメールに返信してください。
                    """.formatted(indented(answer), changing());
                case NO_SUBSCRIBER -> """
                    このアドレスは「%s」を購読していないため、設定はありません。購読するには、件名をsubscribeとしたメールを %s へ送ってください。
                    """.formatted(name, list);
                case HELP -> """
                    「%1$s」は、IETFの告知を毎日まとめたメールです。次の件名で %2$s へ送ってください。

                    subscribe ja - 日本語で購読
                    subscribe en - 英語で購読
                    unsubscribe - 配信停止
                    settings - 設定。本文に1行に1つずつ書きます。language ja(またはen)、format html(またはtext)、mails parts(長い日は分割。oneなら1通)、quiet-days yes(載せるもののない日も届く。noなら届かない)、filter all(すべて本文つき。wg:quic, theme:ID, word:語(欧文は単語単位、語*で前方一致), author:名前, draft:名前(改名後も), kind:rfcをコンマで区切って書くと、どれかに当たるものだけ本文つき、ほかは題名だけ)
                    help - この説明

                    確認が済んでいないアドレスへお送りするのは1日に1通までです。続けてお申し込みの場合、確認のメールはこのメールの1日後に届きます。
                    """.formatted(name, list);
                case STALE -> """
                    その確認はすでに使われたか、1週間を過ぎています。件名をsubscribeまたはunsubscribeとしたメールを %s へ送って、最初からやり直してください。
                    """.formatted(list);
                case PROBE -> """
                    このアドレスへのメールが何度か戻ってきたため、配信を休んでいます。

                    すぐに再開するには、%s

                    このメールも戻ってこなければ、3日後に自動で再開します。
                    """.formatted(confirming());
            };
        }

        private String confirming() {
            return page.map("""
                            次のページを開いてボタンを押してください。

                            %s

                            または、"""::formatted).orElse("") + "件名を変えずにこのメールへ返信してください。それで完了です。";
        }

        private String changing() {
            return page.map("""
                    次のページを開いてください。

                    %s

                    または、"""::formatted).orElse("");
        }
    }

    private static String indented(PlannedAnswer answer) {
        return answer.lines().stream().map(line -> "- " + line + "\n").collect(java.util.stream.Collectors.joining());
    }
}
