package dev.nikkan.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.model.Takeaway;
import dev.nikkan.summary.engine.Question;
import dev.nikkan.summary.gate.Fault;
import dev.nikkan.summary.gate.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How much is asked of a model, by an estimate without its tokenizer: a token is four characters of ASCII, or one
/// of anything else. On abstracts and Japanese summaries that is more than OpenAI's cl100k counted.
final class PromptSizeTest {
    private static final int DRAFTS = 88;
    /// The limit at which Ollama's default cuts a question and its answer together, without a word.
    private static final int SMALL_CONTEXT = 4_096;
    /// Overview, headline, six topics and five takeaways in Japanese, of usual lengths, and the JSON around.
    private static final int ANSWER = 1_100;

    private final Prompts prompts = Prompts.load(Optional.empty());

    @ParameterizedTest
    @EnumSource
    void a_day_of_88_drafts_fits_into_seventy_thousand_tokens(Language language, TestReporter reporter)
            throws IOException {
        List<Question> questions = new ArrayList<>();
        List<String> abstracts = abstracts();
        for (int i = 0; i < DRAFTS; i++) {
            questions.add(prompts.about(material(i, abstracts.get(i % abstracts.size())), language));
        }
        questions.add(prompts.about(brief(language), List.of()));
        Question again = prompts.about(brief(language), faults(language));

        int all = questions.stream().mapToInt(PromptSizeTest::tokens).sum();
        int constant = questions.stream()
                .limit(DRAFTS)
                .mapToInt(question -> tokens(question.instructions()))
                .sum();

        reporter.publishEntry(
                "%s: about %d tokens in, %d of them instructions that each draft repeats; the overview %d, and %d again"
                        .formatted(language, all, constant, tokens(questions.getLast()), tokens(again)));
        assertThat(all).isLessThan(70_000);
        assertThat(tokens(questions.getLast()) + ANSWER).isLessThan(SMALL_CONTEXT);
        assertThat(tokens(again) + ANSWER).isLessThan(SMALL_CONTEXT);
    }

    @ParameterizedTest
    @EnumSource
    void of_many_faults_the_first_are_told_and_each_whole(Language language) {
        String document = prompts.about(brief(language), faults(language)).document();

        assertThat(document).contains("overview: figure: 1000").doesNotContain("topic6: duplicate");
    }

    /// Many, and each as long as one gets.
    private static List<String> faults(Language language) {
        String like = (language == Language.JA ? "相互に接続する機器どうしの" : "between devices that are connected ").repeat(10);
        return Stream.concat(
                        IntStream.range(1_000, 1_004).mapToObj(i -> "overview: figure: " + i),
                        IntStream.rangeClosed(1, DayBrief.MOST_TOPICS)
                                .mapToObj(i -> "topic" + i + ": " + new Fault(Reason.DUPLICATE, "like: " + like)))
                .toList();
    }

    @Test
    void what_is_constant_stands_first_and_is_the_same_for_each_draft() throws IOException {
        List<String> abstracts = abstracts();

        List<String> instructions = IntStream.range(0, 5)
                .mapToObj(i -> prompts.about(material(i, abstracts.get(i)), Language.JA))
                .map(Question::instructions)
                .distinct()
                .toList();

        assertThat(instructions).hasSize(1);
    }

    private static int tokens(Question question) {
        return tokens(question.instructions()) + tokens(question.document());
    }

    private static int tokens(String text) {
        int ascii = (int) text.chars().filter(c -> c < 0x80).count();
        return (ascii + 3) / 4 + text.codePointCount(0, text.length()) - ascii;
    }

    private static Material material(int number, String abstractText) {
        return new Material(
                new DraftRevision(new DraftName("draft-a-size" + number), new Revision(0)),
                "A Title of Some Eight Words for Draft Number " + number,
                abstractText);
    }

    /// As large as one gets: each list is full.
    private static DayBrief brief(Language language) {
        String summary = language == Language.JA
                ? "QUIC接続の端点が経路について知っていることを相手に伝えるフレームを定義し、移動する端末の通信を続けやすくします。"
                : "It defines a frame by which an endpoint of a QUIC connection tells its peer what it knows of a path.";
        String fact = language == Language.JA ? "AIエージェント関連は5件で、普段より多く出ています(直近90日は3,600件中7件)。" : "AI agents: 5 drafts.";
        List<String> titles = IntStream.range(0, 8)
                .mapToObj(i -> "A Title of Some Eight Words for Draft Number " + i)
                .toList();
        return new DayBrief(
                Day.parse("2026-11-22"),
                language,
                new DayBrief.Counts(DRAFTS, DRAFTS, 2),
                Stream.generate(() -> fact).limit(30).toList(),
                IntStream.range(0, DayBrief.MOST_TOPICS)
                        .mapToObj(i -> new DayBrief.Topic("theme.t" + i, "AI agents " + i, 8, fact, titles))
                        .toList(),
                IntStream.range(0, DayBrief.MOST_TAKEAWAYS)
                        .mapToObj(i -> new Takeaway(
                                "A Title of Some Eight Words for Draft Number " + (DayBrief.MOST_DRAFTS + i),
                                titles.get(0) + " / " + titles.get(1)
                                        + (language == Language.JA ? "、ほか7件" : " and 7 more")))
                        .toList(),
                IntStream.range(0, DayBrief.MOST_DRAFTS + DayBrief.MOST_TAKEAWAYS)
                        .mapToObj(i -> new DayBrief.Draft(
                                "A Title of Some Eight Words for Draft Number " + i, Optional.of(summary)))
                        .toList());
    }

    /// Those that the excerpts are tested with: in the manner of Internet-Drafts, of their lengths.
    private static List<String> abstracts() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(PromptSizeTest.class.getResourceAsStream("/abstracts/labelled.txt"))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^## .*$"))
                    .skip(1)
                    .map(part -> part.substring(part.indexOf("\n\n") + 2).strip())
                    .toList();
        }
    }
}
