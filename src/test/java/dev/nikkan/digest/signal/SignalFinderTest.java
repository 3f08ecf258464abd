package dev.nikkan.digest.signal;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.PastPost;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Revision;
import dev.nikkan.model.Takeaway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignalFinderTest {
    private static final String DAY = "2026-11-22";
    private static final int POSTS_A_DAY = 20;

    private static final SignalFinder FINDER =
            new SignalFinder(new SignalSettings(Themes.builtIn(), List.of("Ann Author"), MeetingCalendar.builtIn()));

    private static Signals find(EditionBuilder edition) {
        return FINDER.find(new DayInHistory(edition.content(), PostingHistory.NONE));
    }

    private static Signals find(EditionBuilder edition, PostingHistory history) {
        return FINDER.find(new DayInHistory(edition.content(), history));
    }

    /// Twenty posts on each of the thirty days before; the first `common` of each day have the title, the rest
    /// are on nothing that any other is on.
    private static PostingHistory history(String title, int common) {
        return history(30, number -> number % POSTS_A_DAY < common ? title : "Q" + number);
    }

    private static PostingHistory history(int days, IntFunction<String> titles) {
        List<PastPost> posts = new ArrayList<>();
        for (int i = 0; i < days * POSTS_A_DAY; i++) {
            posts.add(new PastPost(
                    Day.parse(DAY).plus(-1 - i / POSTS_A_DAY),
                    new DraftRevision(new DraftName("draft-past-" + i), new Revision(0)),
                    Optional.of(titles.apply(i)),
                    Authors.of("P. Ast"),
                    Optional.empty()));
        }
        return new PostingHistory(Optional.of(Day.parse("2024-01-01")), posts, Set.of("quic"), Map.of());
    }

    private static EditionBuilder titled(String... titles) {
        EditionBuilder edition = edition(DAY);
        for (int i = 0; i < titles.length; i++) {
            String title = titles[i];
            edition.draft(
                    "draft-now-%02d-00".formatted(i), post -> post.title(title).abstractText("-"));
        }
        return edition;
    }

    /// Twenty drafts, the first of which have that title.
    private static EditionBuilder withCommon(String title, int common) {
        String[] titles = new String[POSTS_A_DAY];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = i < common ? title : "Z" + i;
        }
        return titled(titles);
    }

    @Test
    void no_burst_is_claimed_without_history() {
        Signals signals = find(withCommon("Satellite Links", 5));

        assertThat(signals.of(Signal.History.class)).noneMatch(Signal.History::enough);
        assertThat(signals.of(Topic.class)).noneMatch(Topic::burst).isNotEmpty();
        assertThat(signals.of(Topic.OfTerm.class)).isEmpty();
        assertThat(Overview.of(signals, Language.EN).summary()).anyMatch(text -> text.startsWith("No history yet"));
    }

    @Test
    void history_is_enough_from_twenty_eight_days_and_five_hundred_posts() {
        assertThat(new Signal.History(days(28, 18)).enough()).isTrue();
        assertThat(new Signal.History(days(27, 20)).enough()).isFalse();
        assertThat(new Signal.History(days(28, 17)).enough()).isFalse();
    }

    private static List<Evidence.OfDay> days(int days, int posts) {
        return IntStream.range(0, days)
                .mapToObj(i -> new Evidence.OfDay(Day.parse("2026-01-01").plus(i), posts))
                .toList();
    }

    @Test
    void a_word_that_nobody_wrote_down_is_found_by_its_titles() {
        Signals signals = find(withCommon("Flumotron Considerations", 3), history("Ordinary", 1));

        assertThat(signals.of(Topic.OfTerm.class))
                .singleElement()
                .satisfies(term -> assertThat(term.shown()).isEqualTo("Flumotron"))
                .satisfies(term -> assertThat(term.count()).isEqualTo(3));
        assertThat(Overview.of(signals, Language.JA).hot())
                .containsExactly("「Flumotron」に触れる文書は3件で、普段より多く出ています(直近90日は600件中0件)。");
    }

    @Test
    void a_word_that_is_always_there_is_none() {
        Signals signals = find(withCommon("Flumotron Considerations", 3), history("Flumotron", 3));

        assertThat(signals.of(Topic.OfTerm.class)).isEmpty();
    }

    @Test
    void a_topic_of_every_day_counts_half() {
        // given a theme that two of twenty posts have each day, and five have today
        Topic damped = topic(find(withCommon("Satellite Links", 4), history("Satellite Links", 2)));
        Topic doubled = topic(find(withCommon("Satellite Links", 5), history("Satellite Links", 2)));

        assertThat(damped.score()).isEqualTo(damped.usual().orElseThrow().ratio() / 2);
        assertThat(doubled.score()).isEqualTo(doubled.usual().orElseThrow().ratio());
        assertThat(damped.usual().orElseThrow().daysSeen()).isEqualTo(20);
        assertThat(damped.usual().orElseThrow().mean()).isEqualTo(2);
    }

    private static Topic topic(Signals signals) {
        return (Topic) signals.find("theme.leo").orElseThrow();
    }

    @Test
    void what_is_not_more_than_usual_is_counted_and_not_hot() {
        Signals signals = find(withCommon("Satellite Links", 2), history("Satellite Links", 2));

        assertThat(signals.find("theme.leo")).isPresent();
        assertThat(signals.hot()).isEmpty();
    }

    @Test
    void every_figure_of_a_topic_has_its_rows() {
        Topic topic = topic(find(withCommon("Satellite Links", 4), history("Satellite Links", 2)));

        assertThat(topic.rows())
                .hasSize(topic.count() + topic.usual().orElseThrow().rows().size())
                .hasSize(4 + 60);
    }

    @Test
    void a_theme_that_the_day_before_had_too_goes_on() {
        Signals signals = find(withCommon("Satellite Links", 2), history("Satellite Links", 1));

        assertThat(signals.find("continued.theme.leo"))
                .hasValueSatisfying(signal -> assertThat(Overview.sentence(signal, Language.EN))
                        .isEqualTo("Satellite networks: 1 draft on the posting day before as well (2026-11-21)."));
    }

    @Test
    void the_median_and_the_place_are_those_of_the_last_posting_days() {
        Signals signals = find(withCommon("x", 1), history("y", 1));

        assertThat(signals.of(Signal.Volume.class))
                .singleElement()
                .satisfies(volume -> assertThat(volume.median()).isEqualTo(20))
                .satisfies(volume -> assertThat(volume.rank()).isEqualTo(1))
                .satisfies(volume -> assertThat(volume.rows()).hasSize(28));
        assertThat(find(titled("x"), history("y", 1)).of(Signal.Volume.class))
                .singleElement()
                .satisfies(volume -> assertThat(volume.rank()).isEqualTo(29));
    }

    @Test
    void first_versions_of_groups_are_told_by_the_name_alone() {
        Signals signals = find(
                edition(DAY)
                        .draft("draft-ietf-quic-ack-00")
                        .draft("draft-ietf-ocm-core-00")
                        .draft("draft-irtf-cfrg-x-00")
                        .draft("draft-someone-ietf-00"),
                history("y", 1));

        assertThat(names(signals.of(Signal.FirstGroupDrafts.class).getFirst().rows()))
                .containsExactly("draft-ietf-ocm-core-00", "draft-ietf-quic-ack-00");
        assertThat(names(signals.of(Signal.NewGroups.class).getFirst().rows()))
                .containsExactly("draft-ietf-ocm-core-00");
        assertThat(names(signals.of(Signal.NewIndividualDrafts.class).getFirst().rows()))
                .containsExactly("draft-someone-ietf-00");
    }

    @Test
    void a_store_of_less_than_a_year_knows_no_new_group() {
        PostingHistory young =
                new PostingHistory(Optional.of(Day.parse(DAY).plus(-364)), List.of(), Set.of(), Map.of());

        Signals signals = find(edition(DAY).draft("draft-ietf-ocm-core-00"), young);

        assertThat(signals.of(Signal.NewGroups.class)).isEmpty();
    }

    @Test
    void revisions_are_told_by_their_numbers() {
        Signals signals = find(edition(DAY)
                .draft("draft-a-high-10")
                .draft("draft-a-low-09")
                .draft("draft-a-twice-03")
                .draft("draft-a-twice-04"));

        assertThat(names(signals.of(Signal.HighRevisions.class).getFirst().rows()))
                .containsExactly("draft-a-high-10");
        assertThat(names(signals.of(Signal.SeveralRevisions.class).getFirst().rows()))
                .containsExactly("draft-a-twice-03", "draft-a-twice-04");
        assertThat(signals.of(Signal.SeveralRevisions.class).getFirst().drafts())
                .isEqualTo(1);
    }

    @Test
    void a_draft_that_comes_back_after_more_than_a_year_is_told() {
        Signals signals = find(edition(DAY)
                .draft("draft-a-back-04", post -> post.previous(3, "2025-11-21"))
                .draft("draft-a-not-04", post -> post.previous(3, "2025-11-22")));

        assertThat(names(signals.of(Signal.Returned.class).getFirst().rows())).containsExactly("draft-a-back-04");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            This document updates RFC 8182 and RFC 7854.                  | UPDATES 8182, UPDATES 7854
            It obsoletes RFCs 8366 and 4360.                              | OBSOLETES 8366, OBSOLETES 4360
            If approved, this document updates RFC8182 (RRDP).            | UPDATES 8182
            This document updates the RFC 9012.                           | UPDATES 9012
            It describes updates to software, as RFC 9019 does.           | ''
            Security updates. RFC 9019 has more.                          | ''
            """)
    void an_abstract_says_which_rfcs_a_draft_changes(String text, String changes) {
        Signals signals = find(edition(DAY).draft("draft-a-b-00", post -> post.abstractText(text)));

        assertThat(signals.of(Signal.RfcChanges.class))
                .flatExtracting(Signal.RfcChanges::changes)
                .extracting(change -> change.kind() + " " + change.rfc())
                .isEqualTo(changes.isEmpty() ? List.of() : List.of(changes.split(", ", -1)));
    }

    @Test
    void a_name_says_which_rfc_a_draft_revises_and_an_rfc_what_it_changes() {
        Signals signals =
                find(edition(DAY).draft("draft-ietf-idr-rfc4360bis-00").rfc(10001, "Something"));

        assertThat(signals.of(Signal.RfcChanges.class).getFirst().changes())
                .extracting(change -> change.kind() + " " + change.rfc())
                .containsExactly("REVISES 4360", "OBSOLETES 1111", "UPDATES 2222", "UPDATES 3333");
    }

    @Test
    void drafts_of_one_framework_have_the_same_authors_and_share_a_phrase() {
        Signals signals = find(edition(DAY)
                .draft(
                        "draft-x-one-00",
                        post -> post.title("Requirements for Quiet Parrots").authors("X Y", "Z"))
                .draft(
                        "draft-x-two-00",
                        post -> post.title("A Protocol for Quiet Parrots").authors("Z", "x y"))
                .draft("draft-x-three-00", post -> post.title("Quiet Parrots").authors("Z")));

        assertThat(signals.of(Signal.Together.class))
                .singleElement()
                .satisfies(together -> assertThat(together.phrase()).isEqualTo("Quiet Parrots"))
                .satisfies(together ->
                        assertThat(names(together.rows())).containsExactly("draft-x-one-00", "draft-x-two-00"));
    }

    @Test
    void a_watched_author_is_told_in_whatever_case() {
        Signals signals = find(edition(DAY)
                .draft("draft-a-one-07", post -> post.authors("B. Writer", "ANN AUTHOR"))
                .draft("draft-a-two-07", post -> post.authors("Joann Author")));

        assertThat(signals.of(Signal.WatchedAuthor.class))
                .singleElement()
                .satisfies(author -> assertThat(author.id()).isEqualTo("author.ann-author"))
                .satisfies(author -> assertThat(names(author.rows())).containsExactly("draft-a-one-07"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06, BEFORE_CUT_OFF, -14, 26",
        "2025-10-20, CUT_OFF, 0, 12",
        "2025-10-23, CLOSED, 3, 9",
        "2025-11-02, MEETING, 13, -1"
    })
    void the_calendar_tells_where_a_day_lies(
            String day, Signal.MeetingNear.Phase phase, int sinceCutOff, int untilFirst) {
        Signals signals = find(edition(day));

        assertThat(signals.of(Signal.MeetingNear.class))
                .singleElement()
                .satisfies(near -> assertThat(near.meeting().number()).isEqualTo(124))
                .satisfies(near -> assertThat(near.phase()).isEqualTo(phase))
                .satisfies(near -> assertThat(near.daysSinceCutOff()).isEqualTo(sinceCutOff))
                .satisfies(near -> assertThat(near.daysUntilFirst()).isEqualTo(untilFirst));
    }

    @Test
    void a_quiet_day_has_neither_summary_nor_topics() {
        Overview overview = Overview.of(find(edition("2025-10-23")), Language.JA);

        assertThat(overview.headline()).isEqualTo("ドラフト0件");
        assertThat(overview.summary()).isEmpty();
        assertThat(overview.hot()).isEmpty();
        assertThat(overview.takeaways()).isEmpty();
    }

    @Test
    void what_came_late_belongs_to_another_day() {
        Signals signals = find(edition(DAY).draft("draft-a-late-12", post -> post.on("2026-11-21")));

        assertThat(signals.of(Signal.QuietDay.class)).hasSize(1);
        assertThat(signals.of(Signal.HighRevisions.class)).isEmpty();
    }

    @Test
    void no_blank_stands_between_latin_and_japanese_letters() {
        Signals signals = find(
                withCommon("Satellite Links", 4)
                        .draft("draft-ietf-quic-rfc9000bis-11")
                        .draft("draft-ietf-ocm-core-00")
                        .draft("draft-ietf-ocm-more-00", post -> post.authors("Ann Author"))
                        .rfc(10001, "Something"),
                history("Satellite Links", 1));

        assertThat(signals.all())
                .extracting(signal -> Overview.sentence(signal, Language.JA))
                .allSatisfy(text -> assertThat(text)
                        .endsWith("。")
                        .doesNotContainPattern("[A-Za-z0-9)] [\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]")
                        .doesNotContainPattern("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}] [A-Za-z0-9(]"));
    }

    /// The contract lets `name-NN` stand in the list of entries alone.
    @Test
    void an_overview_names_drafts_by_their_titles() {
        Signals signals = find(
                edition(DAY).draft("draft-ietf-ocm-core-00", post -> post.title("Open Cloud Mesh")), history("y", 1));

        for (Language language : Language.values()) {
            Overview overview = Overview.of(signals, language);
            assertThat(overview.takeaways()).extracting(Takeaway::name).contains("Open Cloud Mesh");
            assertThat(overview.toString()).doesNotContain("draft-ietf");
        }
    }

    private static List<String> names(List<Evidence.OfDraft> rows) {
        return rows.stream().map(row -> row.draft().toString()).toList();
    }
}
