package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.Language;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Japanese as an engineer writes it. One rule for blanks: none between Latin and Japanese letters; those
/// within a Latin name and before its number stay (`RFC 9872を更新`, `IETF 124の会期`). Brackets are half width,
/// commas and full stops are Japanese, days are ISO. Templates and other sentences keep the same rule, and a test holds
/// them to it.
final class JapaneseWording implements Wording {
    @Override
    public Language language() {
        return Language.JA;
    }

    @Override
    public String sentence(Signal signal) {
        return switch (signal) {
            case Signal.Counts counts -> counted(counts);
            case Signal.History history -> history(history);
            case Signal.Volume volume -> volume(volume);
            case Signal.QuietDay quiet -> quiet(quiet);
            case Signal.YearEnd _ -> "年末年始(12月24日〜1月3日)にあたります。";
            case Signal.ListSilence silence -> silence(silence);
            case Signal.Link link -> link(link);
            case Signal.LastDays days -> lastDays(days);
            case Signal.MeetingNear meeting -> meeting(meeting);
            case Topic topic -> topic(topic, "");
            case Signal.Continuation continuation ->
                "%sは前の投稿日(%s)にも%d件ありました。"
                        .formatted(
                                continuation.topic().label().ja(),
                                continuation.previous(),
                                continuation.then().size());
            case Signal.PostedAgain again ->
                "前の投稿日(%s)に続けて改訂された文書が%d件あります。"
                        .formatted(again.previous(), again.rows().size());
            case Signal.FirstGroupDrafts first ->
                "WG文書としての初版が%d件あります(%s)。".formatted(first.rows().size(), groups(first.rows()));
            case Signal.NewGroups groups ->
                "%sの文書は、%s以降の記録ではこれが初めてです。".formatted(groups(groups.rows()), groups.since());
            case Signal.NewIndividualDrafts drafts ->
                "個人ドラフトの初版が%d件あります。".formatted(drafts.rows().size());
            case Signal.HighRevisions high ->
                "改訂番号が10以上の文書が%d件あります(最大は-%s)。".formatted(high.rows().size(), highest(high));
            case Signal.SeveralRevisions several -> "この日に複数の版が投稿された文書が%d件あります。".formatted(several.drafts());
            case Signal.Returned returned ->
                "1年を超える間をおいて改訂された文書が%d件あります。".formatted(returned.rows().size());
            case Signal.EarlyWork early ->
                "題名で問題提起、要件、ユースケースなどをうたう文書が%d件あります。".formatted(early.rows().size());
            case Signal.RfcChanges changes -> changes(changes);
            case Signal.WatchedAuthor author ->
                "%s氏の文書が%d件あります。".formatted(author.name(), author.rows().size());
            case Signal.Together together ->
                "同じ著者による「%s」の文書が%d件あります。"
                        .formatted(together.phrase(), together.rows().size());
        };
    }

    private static String quiet(Signal.QuietDay quiet) {
        String today = quiet.mails() == 0
                ? "この日付のメールは1通も届いていません。"
                : "この日付のメールは%s通届いていますが、Internet-Draftの告知はありません。".formatted(number(quiet.mails()));
        String unread = quiet.quarantined() == 0
                ? ""
                : "うち%d通は読み取れないか信頼できないため隔離しており、告知が含まれるかもしれません。".formatted(quiet.quarantined());
        return today
                + unread
                + quiet.last()
                        .map(last -> "その前にInternet-Draftが投稿されたのは%sの%s件です。".formatted(last.day(), number(last.posts())))
                        .orElse("過去の記録がまだないため、普段どおりかどうかは述べません。");
    }

    private static String silence(Signal.ListSilence silence) {
        String none = ListNames.of(silence.list()) + "からは0通です。";
        if (silence.closed()) {
            return none + "投稿の受け付けが止まっている期間にあたります。";
        }
        String weekday = weekday(silence.day().date().getDayOfWeek());
        int days = silence.rows().size();
        if (!silence.comparable()) {
            return none
                    + "比べられる%sの記録が%d日分しかないため(%d日分から述べます)、珍しいかどうかは述べません。"
                            .formatted(weekday, days, Signal.ListSilence.NEEDED_DAYS);
        }
        if (silence.unusual()) {
            return none
                    + "比べられる直近90日の%sは%d日とも届いていて(平均%s通)、この曜日に1通もないのは記録上はじめてです。届いていない告知があるかもしれません。"
                            .formatted(weekday, days, decimal(silence.mean()));
        }
        return none
                + "比べられる直近90日の%sは%d日のうち%d日が0通、平均%s通です。"
                        .formatted(weekday, days, silence.silent(), decimal(silence.mean()));
    }

    /// Spelt out: the runtime that Nikkan brings along has no locale data but English, and would say `Sun`.
    private static String weekday(DayOfWeek day) {
        return "月火水木金土日".charAt(day.getValue() - 1) + "曜日";
    }

    private static String link(Signal.Link link) {
        if (!link.unread().isEmpty()) {
            return "受信元%dか所を読めないまま締め切りました。届いていない告知があるかもしれません。"
                    .formatted(link.unread().size());
        }
        if (link.proven()) {
            return "受信元は、この日が終わったあと(%s)に最後まで読んでいます。".formatted(instant(link));
        }
        return link.readThrough().isPresent()
                ? "受信元を最後まで読んだのは%sで、この日が終わる前です。そのあとのメールはまだ読んでいません。".formatted(instant(link))
                : "まだ一度も最後まで読めていない受信元があります。届いていない告知があるかもしれません。";
    }

    private static String instant(Signal.Link link) {
        return link.readThrough().map(Minute::of).orElse("") + " UTC";
    }

    private static String lastDays(Signal.LastDays days) {
        String counts = days.rows().stream().map(row -> number(row.posts())).collect(Collectors.joining("、"));
        return days.rows().size() == 1
                ? "前日(%s)のInternet-Draftは%s件です。"
                        .formatted(days.rows().getFirst().day(), counts)
                : "直前%d日間のInternet-Draftは、古い順に%s件です(%s〜%s)。"
                        .formatted(
                                days.rows().size(),
                                counts,
                                days.rows().getFirst().day(),
                                days.rows().getLast().day());
    }

    private static String counted(Signal.Counts counts) {
        int posts = counts.posts().size();
        String rfcs = "RFCは%d件です。".formatted(counts.rfcs().size());
        if (posts == 0) {
            return "Internet-Draftは0件、" + rfcs;
        }
        String kinds = counts.drafts() == posts ? "" : "ドラフト%d種、".formatted(counts.drafts());
        return "Internet-Draftは%d件(%s新規%d件、改訂%d件)、%s".formatted(posts, kinds, counts.first(), counts.revised(), rfcs);
    }

    private static String history(Signal.History history) {
        if (history.days().isEmpty()) {
            return "過去の記録がまだないため、普段との比較はしません。";
        }
        String base = "直近90日の%d投稿日、%s件".formatted(history.days().size(), number(history.posts()));
        return history.enough()
                ? "普段と比べる基準は" + base + "です。"
                : "手元の記録は%sで、普段との比較にはまだ足りません(%d投稿日、%d件から比べます)。"
                        .formatted(base, Signal.History.NEEDED_DAYS, Signal.History.NEEDED_POSTS);
    }

    private static String volume(Signal.Volume volume) {
        String median = "直近%d投稿日の中央値は%s件".formatted(volume.days().size(), decimal(volume.median()));
        return median + place(volume).map(place -> "で" + place + "。").orElse("です。");
    }

    private static Optional<String> place(Signal.Volume volume) {
        int all = volume.days().size() + 1;
        if (volume.rank() == 1) {
            return Optional.of("、これより多い日はありません");
        }
        return volume.rank() <= 5 ? Optional.of("、この日は%d日中%d番目の多さです".formatted(all, volume.rank())) : Optional.empty();
    }

    private static String meeting(Signal.MeetingNear near) {
        Meeting meeting = near.meeting();
        String name =
                "IETF %d(%s、%s〜%s)".formatted(meeting.number(), meeting.place().ja(), meeting.first(), meeting.last());
        return switch (near.phase()) {
            case BEFORE_CUT_OFF ->
                "%sのInternet-Draft投稿締め切り(%s)まであと%d日です。".formatted(name, meeting.cutOff(), -near.daysSinceCutOff());
            case CUT_OFF -> name + "のInternet-Draft投稿締め切りの日です。";
            case CLOSED ->
                "%sのInternet-Draft投稿締め切り(%s)から%d日後で、受け付けは%sの終わり(現地時間)に再開します。"
                        .formatted(name, meeting.cutOff(), near.daysSinceCutOff(), meeting.first());
            case MEETING -> "%sの会期%d日目です。".formatted(name, 1 - near.daysUntilFirst());
        };
    }

    /// @param relation in brackets of its own, or nothing
    private static String topic(Topic topic, String relation) {
        String remark = Stream.of(relation, usual(topic).orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("、"));
        String bracket = remark.isEmpty() ? "" : "(" + remark + ")";
        String amount = topic.burst() ? "%d件で、普段より多く出ています%s。" : "%d件です%s。";
        return subject(topic) + amount.formatted(topic.count(), bracket);
    }

    private static Optional<String> usual(Topic topic) {
        return topic.usual()
                .map(usual -> "直近90日は%s件中%s件"
                        .formatted(number(usual.of()), number(usual.rows().size())));
    }

    private static String subject(Topic topic) {
        return switch (topic) {
            case Topic.OfTheme theme -> theme.label().ja() + "関連は";
            case Topic.OfGroup group -> group.label().ja() + "の文書は";
            case Topic.OfTerm term -> "「" + term.shown() + "」に触れる文書は";
        };
    }

    @Override
    public String hot(HotTopic hot) {
        Topic topic = hot.topic();
        String relation = hot.around()
                .map(other -> "%s全体では%d件".formatted(other.label().ja(), other.count()))
                .or(() -> hot.inside()
                        .map(other -> "うち%sは%d件".formatted(other.label().ja(), other.count())))
                .orElse("");
        return topic(topic, relation);
    }

    private static String groups(List<Evidence.OfDraft> rows) {
        return rows.stream().map(row -> group(row.draft().name())).distinct().collect(Collectors.joining("、"));
    }

    private static String group(DraftName name) {
        return name.group().orElse("").toUpperCase(Locale.ROOT) + " WG";
    }

    private static String highest(Signal.HighRevisions high) {
        return high.rows().stream()
                .map(row -> row.draft().revision())
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .text();
    }

    private String changes(Signal.RfcChanges changes) {
        String list = Arrays.stream(Signal.RfcChanges.Kind.values())
                .map(kind -> Rfcs.of(changes, kind, "、").map(rfcs -> changes(kind, rfcs)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("、"));
        return "既存のRFCを改める文書が%d件あります(%s)。".formatted(Rfcs.documents(changes), list);
    }

    @Override
    public String changes(Signal.RfcChanges.Kind kind, String rfcs) {
        return switch (kind) {
            case UPDATES -> rfcs + "を更新";
            case OBSOLETES -> rfcs + "を置き換え";
            case REVISES -> rfcs + "の改訂版";
        };
    }

    @Override
    public String counts(Signal.Counts counts) {
        String rfcs = counts.rfcs().isEmpty()
                ? ""
                : "、RFC %d件".formatted(counts.rfcs().size());
        return "ドラフト%d件%s".formatted(counts.posts().size(), rfcs);
    }

    @Override
    public String headline(String counts, String topics) {
        return topics.isEmpty() ? counts : counts + ": " + topics;
    }

    @Override
    public String enumeration(Iterable<String> items) {
        return String.join("、", items);
    }

    @Override
    public String firstOfGroup(String group, boolean groupIsNew) {
        return groupIsNew ? group + " WGで初めての文書" : group + " WGの文書としての初版";
    }

    @Override
    public String aboutTopic(Topic topic) {
        if (topic.count() == 1) {
            return topic.label().ja() + "関連";
        }
        SomeTitles some = SomeTitles.of(topic);
        String more = some.more() == 0 ? "" : "、ほか%d件".formatted(some.more());
        return some.titles().isEmpty() ? "%d件".formatted(topic.count()) : String.join(" / ", some.titles()) + more;
    }

    @Override
    public String published(String rfc) {
        return rfc + "として発行";
    }

    @Override
    public String silence(Evidence.OfDraft row) {
        return "前の版%s以来の改訂"
                .formatted(
                        row.hit().map(Hit::words).map(JapaneseWording::previous).orElse(""));
    }

    private static String previous(String words) {
        int blank = words.indexOf(' ');
        return "-%s(%s)".formatted(words.substring(0, blank), words.substring(blank + 1));
    }

    @Override
    public String by(String author) {
        return author + "氏の文書";
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String decimal(double value) {
        return value == Math.rint(value) ? number((int) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
