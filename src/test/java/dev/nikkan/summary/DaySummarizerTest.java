package dev.nikkan.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.ModelServer;
import dev.nikkan.fixtures.ModelServer.Received;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Takeaway;
import dev.nikkan.summary.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is kept of two answers about a day.
final class DaySummarizerTest {
    private static final String OF_DAY =
            "The day has 2 Internet-Drafts on QUIC. One of them defines a frame by which an"
                    + " endpoint tells its peer what it knows of a path, and the other lets the peer forget such hints again.";
    private static final String HINTS = "It is for endpoints that move and want to keep a connection on a new path.";
    private static final String FORGETTING = "Endpoints whose hints have become wrong can withdraw them from the peer.";

    private static final String SUMMARY =
            "It defines a frame by which an endpoint tells its peer which path a connection may move to, or withdraws it.";

    @Test
    void what_passed_in_either_answer_is_kept() throws InterruptedException {
        Map<String, String> first = Map.of(
                "overview",
                OF_DAY,
                "headline",
                "QUIC and RFC 9999",
                "takeaway1",
                HINTS,
                "takeaway2",
                FORGETTING + " It has 99 bits.");
        Map<String, String> second = Map.of("overview", OF_DAY, "takeaway1", "Short.", "takeaway2", FORGETTING);

        DayOutcome outcome = summarized(first, second);

        assertThat(outcome).isInstanceOfSatisfying(DayOutcome.Written.class, written -> {
            assertThat(written.summary().takeaways()).isEqualTo(Map.of(1, HINTS, 2, FORGETTING));
            assertThat(written.faults()).hasSize(1).allMatch(fault -> fault.startsWith("takeaway1: "));
        });
    }

    @Test
    void a_takeaway_that_fails_alone_is_worth_no_second_question() throws InterruptedException {
        Map<String, String> said =
                Map.of("overview", OF_DAY, "takeaway1", HINTS, "takeaway2", FORGETTING + " It has 99 bits.");

        DayOutcome outcome = summarized(said, Map.of());

        assertThat(outcome).isInstanceOfSatisfying(DayOutcome.Written.class, written -> {
            assertThat(written.calls()).isEqualTo(1);
            assertThat(written.summary().takeaways()).isEqualTo(Map.of(1, HINTS));
            assertThat(written.faults())
                    .isNotEmpty()
                    .allMatch(fault -> fault.startsWith("takeaway2: "))
                    .contains("takeaway2: figure: 99");
        });
    }

    @Test
    void a_topic_that_fails_is_asked_for_once_more() throws InterruptedException {
        Map<String, String> first = Map.of("overview", OF_DAY, "topic1", "Short.");
        Map<String, String> second = Map.of("overview", OF_DAY, "topic1", HINTS);

        DayOutcome outcome = summarized(first, second);

        assertThat(outcome).isInstanceOfSatisfying(DayOutcome.Written.class, written -> {
            assertThat(written.calls()).isEqualTo(2);
            assertThat(written.summary().topics()).isEqualTo(Map.of("group.quic", HINTS));
        });
    }

    @Test
    void a_takeaway_on_which_nothing_is_said_is_no_fault() throws InterruptedException {
        Map<String, String> said = Map.of("overview", OF_DAY, "takeaway1", HINTS, "takeaway2", " ");

        DayOutcome outcome = summarized(said, Map.of());

        assertThat(outcome).isInstanceOfSatisfying(DayOutcome.Written.class, written -> {
            assertThat(written.calls()).isEqualTo(1);
            assertThat(written.faults()).isEmpty();
        });
    }

    @Test
    void of_two_takeaways_with_one_sentence_the_second_has_none() throws InterruptedException {
        Map<String, String> said = Map.of("overview", OF_DAY, "takeaway1", HINTS, "takeaway2", HINTS);

        DayOutcome outcome = summarized(said, said);

        assertThat(outcome).isInstanceOfSatisfying(DayOutcome.Written.class, written -> {
            assertThat(written.summary().takeaways()).isEqualTo(Map.of(1, HINTS));
            assertThat(written.faults()).hasSize(1).allMatch(fault -> fault.startsWith("takeaway2: duplicate: "));
        });
    }

    @Test
    void a_takeaway_is_no_topic_s_sentence_again() throws InterruptedException {
        Map<String, String> said = Map.of("overview", OF_DAY, "topic1", HINTS, "takeaway2", HINTS);

        DayOutcome outcome = summarized(said, said);

        assertThat(outcome).isInstanceOfSatisfying(DayOutcome.Written.class, written -> {
            assertThat(written.summary().topics()).containsOnlyKeys("group.quic");
            assertThat(written.summary().takeaways()).isEmpty();
        });
    }

    private static DayOutcome summarized(Map<String, String> first, Map<String, String> second)
            throws InterruptedException {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "", call -> again(call) ? second : first));
                Engine engine = server.engine()) {
            return new DaySummarizer(engine, Prompts.load(Optional.empty())).summarize(brief());
        }
    }

    private static boolean again(Received call) {
        return call.document().contains("faults_of_your_last_answer");
    }

    private static DayBrief brief() {
        List<String> titles = List.of("Path Hints for QUIC", "Forgetting Path Hints of QUIC");
        return new DayBrief(
                Day.parse("2026-11-22"),
                Language.EN,
                new DayBrief.Counts(2, 2, 0),
                List.of("2 Internet-Drafts (2 new, 0 revised), no RFCs."),
                List.of(new DayBrief.Topic("group.quic", "QUIC WG", 2, "QUIC WG: 2 drafts.", titles)),
                titles.stream()
                        .map(title -> new Takeaway(title, "first version as a draft of the QUIC WG"))
                        .toList(),
                titles.stream()
                        .map(title -> new DayBrief.Draft(title, Optional.of(SUMMARY)))
                        .toList());
    }
}
