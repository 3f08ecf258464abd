package dev.nikkan.digest.signal;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.PostingHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Under which heading each draft of a day is listed.
final class ClusterFinderTest {
    private static final SignalFinder FINDER = new SignalFinder(SignalSettings.builtIn());

    @Test
    void drafts_of_a_theme_stand_together_and_what_is_alone_comes_last() {
        List<Cluster> clusters = clusters(edition("2026-11-22")
                .draft("draft-a-parrots-00", post -> post.title("Parrots"))
                .draft("draft-b-two-00", post -> post.title("Agent Discovery for AI Agents"))
                .draft("draft-c-one-00", post -> post.title("Security of AI Agents")));

        assertThat(clusters).extracting(Cluster::id).containsExactly("theme.ai-agent", "other");
        assertThat(clusters.getFirst().drafts()).containsExactly(name("draft-b-two"), name("draft-c-one"));
        assertThat(clusters.getLast().drafts()).containsExactly(name("draft-a-parrots"));
    }

    @Test
    void drafts_alone_with_their_themes_stand_together_by_area() {
        List<Cluster> clusters = clusters(edition("2026-11-22")
                .draft("draft-a-one-00", post -> post.title("OSPF Flooding"))
                .draft("draft-b-two-00", post -> post.title("RPKI Repositories"))
                .draft("draft-c-three-00", post -> post.title("Sieve Scripts")));

        assertThat(clusters).extracting(Cluster::id).containsExactly("area.routing", "other");
    }

    @Test
    void below_the_hot_topics_a_title_decides_before_an_abstract() {
        EditionBuilder day = edition("2026-11-22");
        for (String hot : List.of("AI Agents", "YANG", "DNSSEC", "OAuth", "Benchmarking")) {
            for (int i = 0; i < 6; i++) {
                day.draft(
                        "draft-%s-hot%d-00".formatted(hot.substring(0, 2).toLowerCase(Locale.ROOT), i),
                        post -> post.title(hot));
            }
        }
        day.draft("draft-a-one-00", post -> post.title("QUIC Datagrams"))
                .draft("draft-b-two-00", post -> post.title("QUIC Streams"))
                .draft("draft-c-three-00", post -> post.title("QUIC Timers"))
                .draft(
                        "draft-d-four-00",
                        post -> post.title("JMAP Quotas").abstractText("QUIC is used. QUIC is not needed."))
                .draft("draft-e-five-00", post -> post.title("JMAP Files"));

        Signals signals = signals(day);

        assertThat(signals.hot()).extracting(hot -> hot.topic().id()).doesNotContain("theme.quic", "theme.jmap");
        assertThat(signals.clusters())
                .filteredOn(cluster -> cluster.id().equals("theme.jmap"))
                .singleElement()
                .extracting(Cluster::drafts)
                .isEqualTo(List.of(name("draft-d-four"), name("draft-e-five")));
    }

    @Test
    void a_heading_says_how_many_of_its_topic_an_earlier_one_took() {
        Signals signals = signals(edition("2026-11-22")
                .draft("draft-a-one-00", post -> post.title("AI Agents"))
                .draft("draft-b-two-00", post -> post.title("More AI Agents"))
                .draft("draft-c-three-00", post -> post.title("AI Agents over QUIC"))
                .draft("draft-d-four-00", post -> post.title("QUIC Streams"))
                .draft("draft-e-five-00", post -> post.title("QUIC Timers")));

        assertThat(signals.hot()).extracting(hot -> hot.topic().count()).containsExactly(3, 3);
        assertThat(signals.clusters())
                .extracting(Cluster::id, cluster -> cluster.drafts().size(), Cluster::elsewhere)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("theme.ai-agent", 3, 0),
                        org.assertj.core.groups.Tuple.tuple("theme.quic", 2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-02", "2025-11-25"})
    void every_draft_of_a_real_day_is_under_one_heading_and_hot_topics_lead(String date) {
        ReferenceDay day = ReferenceDay.of(date);

        Signals signals = FINDER.find(new DayInHistory(day.content(), day.history()));

        assertThat(signals.clusters().stream().flatMap(cluster -> cluster.drafts().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        day.posts().stream().map(post -> post.draft().name()).toList());
        List<String> led = signals.hot().stream().map(hot -> hot.topic().id()).toList();
        List<String> headings = signals.clusters().stream()
                .map(Cluster::id)
                .filter(led::contains)
                .toList();
        assertThat(headings)
                .isNotEmpty()
                .isEqualTo(signals.clusters().stream()
                        .map(Cluster::id)
                        .limit(headings.size())
                        .toList());
        assertThat(led).containsSubsequence(headings);
        int other = signals.clusters().getLast().drafts().size();
        assertThat(other).as("left over").isLessThanOrEqualTo(day.posts().size() / 5);
    }

    @Test
    void headings_do_not_depend_on_the_order_of_the_mails() {
        ReferenceDay day = ReferenceDay.of("2025-11-25");
        EditionContent content = day.content();
        List<Cluster> clusters =
                FINDER.find(new DayInHistory(content, day.history())).clusters();

        for (int seed = 0; seed < 10; seed++) {
            List<DraftPost> shuffled = new ArrayList<>(day.posts());
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(FINDER.find(new DayInHistory(day.content(shuffled), day.history()))
                            .clusters())
                    .isEqualTo(clusters);
        }
    }

    private static List<Cluster> clusters(EditionBuilder edition) {
        return signals(edition).clusters();
    }

    private static Signals signals(EditionBuilder edition) {
        return FINDER.find(new DayInHistory(edition.content(), PostingHistory.NONE));
    }

    private static DraftName name(String value) {
        return new DraftName(value);
    }
}
