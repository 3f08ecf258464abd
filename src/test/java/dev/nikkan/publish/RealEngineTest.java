package dev.nikkan.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.digest.Digest;
import dev.nikkan.fixtures.LlamaCpp;
import dev.nikkan.fixtures.ModelServer;
import dev.nikkan.fixtures.ModelServer.Received;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Summaries;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A model's engine that answers in the very form it is asked for, and has nothing to say.
final class RealEngineTest {
    private static final Day SUNDAY = Day.parse("2026-11-22");
    private static final String ABSTRACT =
            "This document defines two new frames, PATH_HINT and PATH_FORGET, by which a QUIC"
                    + " endpoint tells its peer what it knows of a path. It extends RFC 9000.";
    private static final long SEED = 1;

    private final Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());

    @TempDir
    private Path folder;

    /// What came of a draft and its two questions.
    ///
    /// @param verdict with the number of calls
    /// @param text the digest's
    private record Story(List<Received> asked, List<String> said, String verdict, String reasons, String text) {}

    @ParameterizedTest
    @EnumSource
    void schema_valid_nonsense_of_a_real_engine_is_refused_and_the_draft_keeps_its_own_words(Language language)
            throws Exception {
        Story story = story("store", language);

        assertThat(story.said).hasSize(2).allSatisfy(RealEngineTest::requireSummary);
        assertThat(story.verdict).isEqualTo("rejected|2");
        assertThat(story.asked.get(0).document()).doesNotContain("faults_of_your_last_answer");
        assertThat(story.asked.get(1).document()).contains("language: ");
        assertThat(story.reasons).contains("language: ");
        assertThat(story.text).contains("PATH_HINT and PATH_FORGET").isEqualTo(withoutModel(language));
    }

    @Test
    void a_real_engine_of_the_same_weights_says_the_same_again() throws Exception {
        assertThat(story("one", Language.JA).said).isEqualTo(story("other", Language.JA).said);
    }

    private static void requireSummary(String said) throws Exception {
        JsonNode answer = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(said);
        assertThat(answer.properties()).singleElement().satisfies(field -> {
            assertThat(field.getKey()).isEqualTo("summary");
            assertThat(field.getValue().isTextual()).isTrue();
        });
    }

    private Story story(String name, Language language) throws Exception {
        try (LlamaCpp engine = LlamaCpp.start(folder, SEED);
                ModelServer server = ModelServer.that(engine.answering());
                StoreHouse house = new StoreHouse(Files.createDirectory(folder.resolve(name)))) {
            house.fetched(post(), "2026-11-22T09:00:00Z");
            SummarySettings settings = settings(server, language);
            Summaries summaries = new Summaries(house.store, house.clock);
            try (Scribe scribe = new Scribe(
                    summaries,
                    new Engine(settings.engine().orElseThrow(), Engine.Backoff.STANDARD, house.clock, new Random(1)),
                    Prompts.load(Optional.empty()),
                    settings,
                    house.clock)) {
                scribe.look();
            }
            return new Story(
                    server.received(),
                    engine.said(),
                    String.join("", house.query("SELECT verdict, calls FROM v_summary")),
                    String.join("", house.query("SELECT reasons FROM v_summary")),
                    text(
                            house,
                            SummaryShelf.of(settings, summaries, new Overviews(house.store, house.clock)),
                            language));
        }
    }

    private String withoutModel(Language language) throws Exception {
        try (StoreHouse house = new StoreHouse(Files.createDirectory(folder.resolve("lead")))) {
            house.fetched(post(), "2026-11-22T09:00:00Z");
            return text(house, SummaryShelf.EMPTY, language);
        }
    }

    private String text(StoreHouse house, SummaryShelf shelf, Language language) {
        DayInHistory day = house.editions.inHistory(SUNDAY);
        Digest digest = shelf.addTo(Digest.of(day), day);
        return renderer.text(renderer.divide(digest, 0).parts().getFirst(), language);
    }

    private static SummarySettings settings(ModelServer server, Language language) {
        return new SummarySettings(
                Optional.of(new ChatCompletions()),
                Optional.of(server.endpoint()),
                Optional.of("random"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Duration.ofMinutes(1),
                1,
                0,
                Duration.ofSeconds(2),
                List.of(language),
                Optional.empty(),
                600,
                1_000_000);
    }

    private static DraftPost post() {
        return new DraftPost(
                new DraftRevision(new DraftName("draft-a-quic"), new Revision(0)),
                Optional.of("Path Hints for QUIC Connections"),
                new Authors(List.of("Ann Author"), List.of(), false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ABSTRACT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
