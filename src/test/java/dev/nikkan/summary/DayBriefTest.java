package dev.nikkan.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Takeaway;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DayBriefTest {
    private static final List<Takeaway> TAKEAWAYS = List.of(
            new Takeaway("Selective Tokens", "RFC 9901として発行"), new Takeaway("Path Hints for QUIC", "QUIC WGの文書としての初版"));

    /// Stored overviews are found by this hash: another one would leave the days before without theirs.
    @Test
    void the_hash_of_a_day_s_signals_is_that_of_the_first_version() {
        DayBrief brief = brief(TAKEAWAYS);

        assertThat(brief.source().hex()).isEqualTo("3ac61658a51014537f93a2b40f16565768a692a38fb87b17940c09dbc0bce628");
        assertThat(brief(TAKEAWAYS.reversed()).source()).isNotEqualTo(brief.source());
    }

    @Test
    void a_name_told_of_twice_gets_one_sentence() {
        DayBrief brief = brief(List.of(
                new Takeaway("Proposal 1", "QUIC WGの文書としての初版"),
                new Takeaway("Proposal 1", "RFC 9000を更新"),
                new Takeaway("Proposal 2", "RFC 9000を更新")));

        assertThat(brief.places()).containsExactly(1, 3);
        assertThat(brief.told()).hasSize(4);
    }

    @Test
    void a_summary_stands_beside_the_first_drafts_and_those_of_takeaways_above_all() {
        List<Takeaway> late = List.of(
                new Takeaway("Proposal 12", "RFC 9000を更新"),
                new Takeaway("Proposal 18", "QUIC WGの文書としての初版"),
                new Takeaway("Proposal 99", "RFC 9901として発行"));

        assertThat(summed(brief(TAKEAWAYS))).containsExactly(titles(1, 2, 3, 4, 5, 6));
        assertThat(brief(TAKEAWAYS).drafts()).hasSize(DayBrief.MOST_DRAFTS);
        assertThat(summed(brief(late))).containsExactly(titles(1, 2, 3, 4, 12, 18));
        assertThat(brief(late).drafts()).hasSize(DayBrief.MOST_DRAFTS + 1);
    }

    @Test
    void a_sentence_is_wanted_where_a_summary_tells_of_the_document_or_of_one_of_the_topic() {
        List<Takeaway> told = List.of(
                new Takeaway("Selective Tokens", "RFC 9901として発行"),
                new Takeaway("QUIC WG", "Path Hints for QUIC / Forgetting Path Hints"),
                new Takeaway("Proposal 2", "QUIC WGの文書としての初版"));
        DayBrief.Draft hints = new DayBrief.Draft("Path Hints for QUIC", Optional.of("It is a frame."));
        DayBrief.Draft bare = new DayBrief.Draft("Proposal 2", Optional.empty());

        assertThat(brief(told, List.of(hints, bare)).places()).containsExactly(2);
        assertThat(brief(told, List.of(hints.withoutSummary(), bare)).places()).isEmpty();
    }

    @Test
    void a_draft_without_a_summary_takes_no_other_s_place() {
        List<Takeaway> named = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Takeaway("Proposal " + i, "RFC 9000を更新"))
                .toList();
        List<DayBrief.Draft> drafts = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> new DayBrief.Draft(
                        "Proposal " + i, i > 4 ? Optional.of("It is number " + i + ".") : Optional.empty()))
                .toList();

        assertThat(summed(brief(named, drafts))).containsExactly(titles(5, 6, 7, 8, 9, 10));
    }

    private static List<String> summed(DayBrief brief) {
        return brief.drafts().stream()
                .filter(draft -> draft.summary().isPresent())
                .map(DayBrief.Draft::title)
                .toList();
    }

    private static String[] titles(int... numbers) {
        return IntStream.of(numbers).mapToObj(i -> "Proposal " + i).toArray(String[]::new);
    }

    private static DayBrief brief(List<Takeaway> takeaways) {
        return brief(
                takeaways,
                IntStream.rangeClosed(1, 18)
                        .mapToObj(i -> new DayBrief.Draft("Proposal " + i, Optional.of("It is number " + i + ".")))
                        .toList());
    }

    private static DayBrief brief(List<Takeaway> takeaways, List<DayBrief.Draft> drafts) {
        return new DayBrief(
                Day.parse("2026-11-22"),
                Language.JA,
                new DayBrief.Counts(20, 20, 1),
                List.of("Internet-Draftは20件、RFCは1件です。"),
                List.of(new DayBrief.Topic(
                        "group.quic",
                        "QUIC WG",
                        2,
                        "QUIC WGは2件です。",
                        List.of("Path Hints for QUIC", "Forgetting Path Hints"))),
                takeaways,
                drafts);
    }
}
