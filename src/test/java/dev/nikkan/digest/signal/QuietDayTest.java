package dev.nikkan.digest.signal;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayFrame;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Language;
import dev.nikkan.model.ListDay;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.PastPost;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Revision;
import dev.nikkan.model.SourceReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A day without drafts: was nothing posted, or did nothing reach us?
final class QuietDayTest {
    /// Far from every meeting.
    private static final Day SUNDAY = Day.parse("2026-05-17");

    private static final MailingList DRAFTS = new MailingList("i-d-announce.ietf.org");
    private static final MailingList OTHERS = new MailingList("ietf-announce.ietf.org");
    private static final SignalFinder FINDER = new SignalFinder(SignalSettings.builtIn());

    private final List<ListDay> mail = new ArrayList<>();
    private final List<SourceReading> readings = new ArrayList<>();
    private PostingHistory history = PostingHistory.NONE;

    private List<Signal> find(EditionBuilder edition) {
        return FINDER.quiet(
                new DayInHistory(edition.content(), history, new DayFrame(true, List.of(), mail, readings, Map.of())));
    }

    private List<String> sentences(EditionBuilder edition, Language language) {
        return Overview.quiet(find(edition), language);
    }

    private <S extends Signal> S only(Class<S> kind, EditionBuilder edition) {
        List<S> found =
                find(edition).stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /// Mails of a list on the day itself (0 weeks before) and on the same weekday of the weeks before.
    private void weeks(MailingList list, Day day, int... mailsByWeekBefore) {
        for (int week = 0; week < mailsByWeekBefore.length; week++) {
            if (mailsByWeekBefore[week] > 0) {
                mail.add(new ListDay(day.plus(-7L * week), list, mailsByWeekBefore[week]));
            }
        }
    }

    private static EditionBuilder quiet(Day day) {
        return edition(day.toString());
    }

    @Test
    void a_day_with_a_draft_says_nothing_of_the_kind() {
        assertThat(find(quiet(SUNDAY).draft("draft-a-b-00"))).isEmpty();
    }

    @Test
    void a_day_with_an_rfc_and_other_mail_but_no_draft_says_that_mail_came() {
        assertThat(sentences(quiet(SUNDAY).rfc(9999, "A Protocol").event(EventKind.INTERIM, "Meeting"), Language.JA))
                .first()
                .asString()
                .startsWith("この日付のメールは5通届いていますが、Internet-Draftの告知はありません。");
    }

    @Test
    void mail_that_could_not_be_read_may_have_announced_something() {
        Signal quiet = new Signal.QuietDay(3, 1, Optional.empty());

        assertThat(Overview.sentence(quiet, Language.EN))
                .contains("1 of them could not be read or is not trusted, and may announce one.");
        assertThat(Overview.sentence(quiet, Language.JA)).contains("うち1通は読み取れないか信頼できないため隔離しており");
    }

    @Test
    void before_there_is_history_it_says_so() {
        assertThat(sentences(quiet(SUNDAY), Language.JA))
                .singleElement()
                .asString()
                .endsWith("過去の記録がまだないため、普段どおりかどうかは述べません。");
        assertThat(sentences(quiet(SUNDAY), Language.EN))
                .singleElement()
                .asString()
                .endsWith("There is no history yet, so we cannot say whether that is usual.");
    }

    @Test
    void a_list_that_has_spoken_on_each_such_weekday_is_unusually_silent() {
        weeks(DRAFTS, SUNDAY, 0, 3, 5, 2, 4, 9, 1, 2, 2);

        Signal.ListSilence silence = only(Signal.ListSilence.class, quiet(SUNDAY));

        assertThat(silence.rows()).hasSize(8).allMatch(row -> row.mails() > 0);
        assertThat(silence.chance()).isCloseTo(1.0 / 10, within(1e-9));
        assertThat(silence.unusual()).isTrue();
        assertThat(Overview.sentence(silence, Language.JA))
                .isEqualTo("I-D Announceからは0通です。比べられる直近90日の日曜日は8日とも届いていて(平均3.5通)、"
                        + "この曜日に1通もないのは記録上はじめてです。届いていない告知があるかもしれません。");
    }

    @Test
    void a_list_that_was_silent_on_such_a_weekday_before_is_not_called_unusual() {
        weeks(DRAFTS, SUNDAY, 0, 3, 5, 2, 0, 9, 1, 2, 2, 4, 4, 4, 4);

        Signal.ListSilence silence = only(Signal.ListSilence.class, quiet(SUNDAY));

        assertThat(silence.rows()).hasSize(11);
        assertThat(silence.unusual()).isFalse();
        assertThat(Overview.sentence(silence, Language.EN))
                .isEqualTo(
                        "Nothing came from I-D Announce; it was silent on 1 of the 11 Sundays of the last 90 days to compare"
                                + " too (3.3 mails on average).");
    }

    @Test
    void with_few_such_weekdays_nothing_is_said_of_how_rare_it_is() {
        weeks(OTHERS, SUNDAY, 0, 3, 5, 2, 4, 9, 1, 2);

        assertThat(sentences(quiet(SUNDAY), Language.JA))
                .contains("IETF Announceからは0通です。比べられる日曜日の記録が7日分しかないため(8日分から述べます)、" + "珍しいかどうかは述べません。");
    }

    @Test
    void a_list_that_brought_mail_on_the_day_is_not_silent() {
        weeks(OTHERS, SUNDAY, 1, 3, 5, 2, 4, 9, 1, 2, 2);

        assertThat(find(quiet(SUNDAY))).noneMatch(signal -> signal instanceof Signal.ListSilence);
    }

    @Test
    void between_cut_off_and_meeting_the_calendar_explains_the_silence() {
        Day closed = Day.parse("2026-11-08");
        weeks(DRAFTS, closed, 0, 30, 30, 30, 30, 30, 30, 30, 30, 30);

        assertThat(only(Signal.ListSilence.class, quiet(closed)).unusual()).isFalse();
        assertThat(sentences(quiet(closed), Language.JA))
                .contains(
                        "IETF 127(サンフランシスコ、2026-11-14〜2026-11-20)のInternet-Draft投稿締め切り(2026-11-02)から6日後で、"
                                + "受け付けは2026-11-14の終わり(現地時間)に再開します。",
                        "I-D Announceからは0通です。投稿の受け付けが止まっている期間にあたります。");
    }

    @Test
    void days_on_which_nothing_could_be_submitted_are_not_compared_with() {
        Day afterwards = Day.parse("2026-11-29");
        weeks(DRAFTS, afterwards, 0, 5, 5, 0, 5, 5, 5, 5, 5, 5);

        Signal.ListSilence silence = only(Signal.ListSilence.class, quiet(afterwards));

        assertThat(silence.rows())
                .extracting(row -> row.day().toString())
                .doesNotContain("2026-11-08")
                .hasSize(8);
    }

    @Test
    void the_turn_of_the_year_is_named() {
        assertThat(sentences(quiet(Day.parse("2026-12-24")), Language.JA)).contains("年末年始(12月24日〜1月3日)にあたります。");
        assertThat(sentences(quiet(Day.parse("2027-01-03")), Language.EN))
                .contains("The day lies about the turn of the year (24 December to 3 January).");
        assertThat(find(quiet(Day.parse("2027-01-04")))).noneMatch(signal -> signal instanceof Signal.YearEnd);
    }

    @Test
    void mailboxes_read_after_the_day_prove_that_the_lists_were_silent() {
        readings.add(new SourceReading("a@b/INBOX", Optional.of(Instant.parse("2026-05-18T00:10:02Z"))));
        readings.add(new SourceReading("a@b/Lists", Optional.of(Instant.parse("2026-05-18T00:11:00Z"))));

        assertThat(only(Signal.Link.class, quiet(SUNDAY)).proven()).isTrue();
        assertThat(sentences(quiet(SUNDAY), Language.JA)).contains("受信元は、この日が終わったあと(2026-05-18 00:10 UTC)に最後まで読んでいます。");
    }

    @Test
    void a_mailbox_not_read_since_the_day_ended_proves_nothing() {
        readings.add(new SourceReading("a@b/INBOX", Optional.of(Instant.parse("2026-05-17T22:10:00Z"))));
        readings.add(new SourceReading("a@b/Lists", Optional.of(Instant.parse("2026-05-18T00:11:00Z"))));

        assertThat(only(Signal.Link.class, quiet(SUNDAY)).proven()).isFalse();
        assertThat(sentences(quiet(SUNDAY), Language.EN))
                .contains(
                        "The mailboxes were last read to their end at 2026-05-17 22:10 UTC, before the day was over; later"
                                + " mail has not been read yet.");
    }

    @Test
    void a_source_that_the_edition_gave_up_on_is_a_reason_too() {
        readings.add(new SourceReading("a@b/INBOX", Optional.of(Instant.parse("2026-05-18T00:10:00Z"))));

        assertThat(sentences(quiet(SUNDAY).unread("a@b/INBOX"), Language.JA))
                .contains("受信元1か所を読めないまま締め切りました。届いていない告知があるかもしれません。");
    }

    @Test
    void the_days_before_are_looked_back_on_silent_ones_too() {
        history = posts(SUNDAY.plus(-3), SUNDAY.plus(-1), SUNDAY.plus(-1));

        assertThat(sentences(quiet(SUNDAY), Language.JA))
                .contains(
                        "この日付のメールは3通届いていますが、Internet-Draftの告知はありません。" + "その前にInternet-Draftが投稿されたのは2026-05-16の2件です。",
                        "直前3日間のInternet-Draftは、古い順に1、0、2件です(2026-05-14〜2026-05-16)。");
    }

    @Test
    void every_sentence_has_its_rows() {
        weeks(DRAFTS, SUNDAY, 0, 3, 5, 2, 4, 9, 1, 2, 2);
        readings.add(new SourceReading("a@b/INBOX", Optional.of(Instant.parse("2026-05-18T00:10:02Z"))));
        history = posts(SUNDAY.plus(-3));

        assertThat(find(quiet(SUNDAY)))
                .extracting(Signal::id)
                .containsExactly("quiet", "silence.i-d-announce", "link", "last-days");
        assertThat(find(quiet(SUNDAY)))
                .allSatisfy(signal -> assertThat(signal.rows()).isNotEmpty());
    }

    private static PostingHistory posts(Day... days) {
        List<PastPost> posts = new ArrayList<>();
        for (Day day : days) {
            posts.add(new PastPost(
                    day,
                    new DraftRevision(new DraftName("draft-a-b" + posts.size()), new Revision(0)),
                    Optional.empty(),
                    Authors.of("A"),
                    Optional.empty()));
        }
        return new PostingHistory(Optional.of(days[0]), posts, Set.of(), Map.of());
    }
}
