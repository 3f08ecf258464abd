package dev.nikkan.render;

import dev.nikkan.model.Language;
import dev.nikkan.render.Page.Trouble;
import dev.nikkan.render.Page.Wish;
import java.util.List;

/// What pages for subscribers say.
sealed interface PageWords {
    String title(Page page);

    List<String> text(Page page);

    /// The language's own name.
    String language();

    String japanese();

    String english();

    String address();

    String noAddress();

    String digestIn();

    String join();

    String sendLink();

    String leave();

    String erase();

    String confirm(Wish wish);

    Settings settings();

    /// The labels of what can be chosen.
    record Settings(
            String title,
            String language,
            String scope,
            String everything,
            String some,
            String terms,
            String termsHint,
            String quietDays,
            String quietYes,
            String quietNo,
            String format,
            String html,
            String text,
            String mails,
            String parts,
            String one,
            String save,
            String saved,
            String refused,
            String mailRefused) {}

    static PageWords of(Language language, String name) {
        return switch (language) {
            case JA -> new Japanese(name);
            case EN -> new English(name);
        };
    }

    record English(String name) implements PageWords {
        private static final Settings SETTINGS = new Settings(
                "Your settings",
                "Language",
                "What is shown in full",
                "Everything",
                "What meets one of these terms; the rest of the day as one line each",
                "Terms, separated by commas",
                "wg:quic, theme:ID, word:TEXT (whole words; TEXT* also their beginning), author:NAME, draft:NAME (also under its later names), kind:rfc",
                "A day with nothing for you",
                "A short mail says so",
                "No mail",
                "Format",
                "HTML and text",
                "Text only",
                "A day with many drafts",
                "Several mails",
                "One long mail",
                "Save",
                "Saved. The next digest is made so.",
                "These terms could not be understood, so nothing was changed. A term is a word of the list below the"
                        + " field, a colon and a value, such as wg:quic; there may be 20 of them. A group is named by its acronym, a draft by its whole name"
                        + " (draft:draft-ietf-quic-http), an RFC by its number (draft:rfc9114).",
                "It is confirmed that it is you. But your mail has lines that could not be understood, so nothing was"
                        + " changed. What could be understood is filled in below: choose the rest, and save it.");

        @Override
        public String title(Page page) {
            return switch (page) {
                case Page.Join _ -> "Subscribe";
                case Page.Manage _ -> "Change your settings or leave";
                case Page.Asked _ -> "Look into your mailbox";
                case Page.Confirm(Wish wish) ->
                    switch (wish) {
                        case SUBSCRIBE -> "Confirm your subscription";
                        case UNSUBSCRIBE -> "Confirm that you leave";
                        case SETTINGS -> "Confirm that it is you";
                    };
                case Page.Joined _ -> "Welcome";
                case Page.Known _ -> "Confirmed";
                case Page.Leave _ -> "Unsubscribe";
                case Page.Left(boolean erased) ->
                    erased ? "You have left, and your address is erased" : "You have left";
                case Page.Settings _ -> SETTINGS.title();
                case Page.ConfirmedBefore _ -> "Already confirmed";
                case Page.Stale _ -> "This confirmation is no longer valid";
                case Page.Nobody _ -> "This link sets nothing";
                case Page.Failed(Trouble trouble) ->
                    switch (trouble) {
                        case BAD_REQUEST -> "That was not understood";
                        case NOT_FOUND -> "There is no such page";
                        case BAD_METHOD -> "That cannot be done here";
                        case TOO_LARGE -> "That is too much";
                        case TOO_MANY -> "Too many requests";
                        case BUSY -> "Please try again in a minute";
                    };
            };
        }

        @Override
        public List<String> text(Page page) {
            return switch (page) {
                case Page.Join _ ->
                    List.of(
                            "%s is a daily digest of the IETF's announcements: new Internet-Drafts, RFCs, last calls and more."
                                    .formatted(name),
                            "You get a mail with a link to confirm. Until you do, nothing more is sent.");
                case Page.Manage _ ->
                    List.of(
                            "Every digest has a button or link to leave at once. Without one at hand, give the address that gets the"
                                    + " digest: a mail with a link is sent there.");
                case Page.Asked(var address) ->
                    List.of(
                            "If %s may be written to, a mail with a link to confirm is on its way there."
                                    .formatted(address),
                            "An address gets one such mail a day at most: where one went there today, this one comes a day later. This page"
                                    + " says the same of every address.");
                case Page.Confirm(Wish wish) ->
                    switch (wish) {
                        case SUBSCRIBE -> List.of("Press the button to get %s every day.".formatted(name));
                        case UNSUBSCRIBE -> List.of("Press the button, and nothing more is sent.");
                        case SETTINGS -> List.of("Press the button to get to your settings.");
                    };
                case Page.Joined _ ->
                    List.of(
                            "You now get %s. The first digest comes after the next midnight (UTC).".formatted(name),
                            "A mail with your settings and a link to them has been sent to you.");
                case Page.Known _ -> List.of();
                case Page.Leave _ -> List.of("Press the button, and %s is no longer sent to you.".formatted(name));
                case Page.Left _ ->
                    List.of("Nothing more is sent to this address. A mail that was on its way may still arrive.");
                case Page.Settings _ -> List.of();
                case Page.ConfirmedBefore _ ->
                    List.of(
                            "This link was used before, and what it is for was done then. There is no need to press again.");
                case Page.Stale _ ->
                    List.of(
                            "It is older than a week or incomplete, or you have asked for something else since. You can begin again.");
                case Page.Nobody _ -> List.of("It is incomplete, or belongs to an address that gets nothing now.");
                case Page.Failed(Trouble trouble) ->
                    switch (trouble) {
                        case BAD_REQUEST -> List.of("Nothing was changed. Open the page again and use its form.");
                        case NOT_FOUND -> List.of("Perhaps the address was cut off when it was copied.");
                        case BAD_METHOD -> List.of("Nothing was changed.");
                        case TOO_LARGE -> List.of("Nothing was changed.");
                        case TOO_MANY -> List.of("Nothing was changed. Wait some minutes and try again.");
                        case BUSY -> List.of("Nothing was changed.");
                    };
            };
        }

        @Override
        public String language() {
            return "English";
        }

        @Override
        public String japanese() {
            return "Japanese";
        }

        @Override
        public String english() {
            return "English";
        }

        @Override
        public String address() {
            return "E-mail address";
        }

        @Override
        public String noAddress() {
            return "That is no e-mail address that we can write to. Please look at it again.";
        }

        @Override
        public String digestIn() {
            return "The digest's language";
        }

        @Override
        public String join() {
            return "Subscribe";
        }

        @Override
        public String sendLink() {
            return "Send me a link to my settings";
        }

        @Override
        public String leave() {
            return "Unsubscribe";
        }

        @Override
        public String erase() {
            return "Also erase my address. Only a checksum of it is kept, so that nobody else can add it again.";
        }

        @Override
        public String confirm(Wish wish) {
            return switch (wish) {
                case SUBSCRIBE -> "Subscribe";
                case UNSUBSCRIBE -> "Unsubscribe";
                case SETTINGS -> "Go on";
            };
        }

        @Override
        public Settings settings() {
            return SETTINGS;
        }
    }

    record Japanese(String name) implements PageWords {
        private static final Settings SETTINGS = new Settings(
                "設定",
                "言語",
                "本文つきで載せるもの",
                "すべて",
                "次の条件のどれかに当たるもの(その日のほかのものは題名だけ)",
                "条件(コンマ区切り)",
                "wg:quic, theme:ID, word:語(欧文は単語単位、語*で前方一致), author:名前, draft:名前(改名後も), kind:rfc",
                "載せるもののない日",
                "短いメールで知らせる",
                "メールを送らない",
                "形式",
                "HTMLとテキスト",
                "テキストのみ",
                "ドラフトの多い日",
                "何通かに分ける",
                "長い1通にする",
                "保存する",
                "保存しました。次の号から反映されます。",
                "条件を読み取れなかったため、何も変えていません。条件は、欄の下に挙げた語とコロンと値をつないだもの(例: wg:quic)で、20個まで書けます。グループは略称、ドラフトは名前の全体(draft:draft-ietf-quic-http)、RFCは番号(draft:rfc9114)で書きます。",
                "ご本人と確認しましたが、メールに読み取れない行があったため、何も変えていません。読み取れた分は下に入れてあります。残りを選んで保存してください。");

        @Override
        public String title(Page page) {
            return switch (page) {
                case Page.Join _ -> "購読する";
                case Page.Manage _ -> "設定の変更・配信停止";
                case Page.Asked _ -> "メールをご確認ください";
                case Page.Confirm(Wish wish) ->
                    switch (wish) {
                        case SUBSCRIBE -> "購読の確認";
                        case UNSUBSCRIBE -> "配信停止の確認";
                        case SETTINGS -> "ご本人の確認";
                    };
                case Page.Joined _ -> "購読を開始しました";
                case Page.Known _ -> "確認しました";
                case Page.Leave _ -> "配信停止";
                case Page.Left(boolean erased) -> erased ? "配信を停止し、アドレスを消去しました" : "配信を停止しました";
                case Page.Settings _ -> SETTINGS.title();
                case Page.ConfirmedBefore _ -> "すでに確認済みです";
                case Page.Stale _ -> "この確認は無効です";
                case Page.Nobody _ -> "このリンクでは設定できません";
                case Page.Failed(Trouble trouble) ->
                    switch (trouble) {
                        case BAD_REQUEST -> "内容を読み取れませんでした";
                        case NOT_FOUND -> "ページがありません";
                        case BAD_METHOD -> "その操作はできません";
                        case TOO_LARGE -> "送られた内容が大きすぎます";
                        case TOO_MANY -> "アクセスが多すぎます";
                        case BUSY -> "1分ほどしてからもう一度お試しください";
                    };
            };
        }

        @Override
        public List<String> text(Page page) {
            return switch (page) {
                case Page.Join _ ->
                    List.of(
                            "「%s」は、IETFの告知(新しいInternet-Draft、RFC、Last Callなど)を毎日まとめたメールです。".formatted(name),
                            "確認用のリンクをメールで送ります。確認されるまで、ほかには何も送りません。");
                case Page.Manage _ -> List.of("どの号にも、すぐに停止できるボタンかリンクがあります。手元にない場合は、配信先のアドレスを入力してください。リンクをメールで送ります。");
                case Page.Asked(var address) ->
                    List.of(
                            "%s がメールを送ってよいアドレスであれば、確認用のリンクをそこへ送りました。".formatted(address),
                            "このメールは1つのアドレスにつき1日1通までです。すでに1通お送りしている場合は、その1日後にお送りします。どのアドレスについても、この画面の表示は同じです。");
                case Page.Confirm(Wish wish) ->
                    switch (wish) {
                        case SUBSCRIBE -> List.of("ボタンを押すと、「%s」が毎日届くようになります。".formatted(name));
                        case UNSUBSCRIBE -> List.of("ボタンを押すと、今後は何も送られません。");
                        case SETTINGS -> List.of("ボタンを押すと、設定へ進めます。");
                    };
                case Page.Joined _ ->
                    List.of("「%s」の購読を開始しました。次の0時(UTC)を過ぎると最初の号が届きます。".formatted(name), "設定とそのリンクを書いたメールを送りました。");
                case Page.Known _ -> List.of();
                case Page.Leave _ -> List.of("ボタンを押すと、「%s」の配信を停止します。".formatted(name));
                case Page.Left _ -> List.of("このアドレスへは今後何も送りません。送信中だったメールが届くことはあります。");
                case Page.Settings _ -> List.of();
                case Page.ConfirmedBefore _ -> List.of("このリンクはすでに使われ、手続きは済んでいます。もう一度押す必要はありません。");
                case Page.Stale _ -> List.of("1週間を過ぎたか、リンクが途中で切れているか、その後に別のお申し込みがありました。最初からやり直せます。");
                case Page.Nobody _ -> List.of("リンクが途中で切れているか、現在は配信していないアドレスのものです。");
                case Page.Failed(Trouble trouble) ->
                    switch (trouble) {
                        case BAD_REQUEST -> List.of("何も変えていません。ページを開き直して、フォームから操作してください。");
                        case NOT_FOUND -> List.of("写すときに途中で切れたのかもしれません。");
                        case BAD_METHOD -> List.of("何も変えていません。");
                        case TOO_LARGE -> List.of("何も変えていません。");
                        case TOO_MANY -> List.of("何も変えていません。数分後にもう一度お試しください。");
                        case BUSY -> List.of("何も変えていません。");
                    };
            };
        }

        @Override
        public String language() {
            return "日本語";
        }

        @Override
        public String japanese() {
            return "日本語";
        }

        @Override
        public String english() {
            return "英語";
        }

        @Override
        public String address() {
            return "メールアドレス";
        }

        @Override
        public String noAddress() {
            return "メールを送れるアドレスではありません。もう一度ご確認ください。";
        }

        @Override
        public String digestIn() {
            return "配信の言語";
        }

        @Override
        public String join() {
            return "購読する";
        }

        @Override
        public String sendLink() {
            return "設定へのリンクを送る";
        }

        @Override
        public String leave() {
            return "配信を停止する";
        }

        @Override
        public String erase() {
            return "アドレスも消去する(他人に再び登録されないよう、照合用の値だけを残します)";
        }

        @Override
        public String confirm(Wish wish) {
            return switch (wish) {
                case SUBSCRIBE -> "購読する";
                case UNSUBSCRIBE -> "配信を停止する";
                case SETTINGS -> "進む";
            };
        }

        @Override
        public Settings settings() {
            return SETTINGS;
        }
    }
}
