package dev.nikkan.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is left of abstracts like those that are announced.
final class AbstractsTest {
    private static final Path CORPUS = Path.of("../shared/corpus");

    static List<Abstracts> labelled() {
        return Abstracts.labelled();
    }

    static Stream<String> corpus() {
        return Abstracts.resource("corpus.txt").lines().filter(line -> line.contains(" | "));
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void an_excerpt_says_what_the_document_does(Abstracts example) {
        Excerpt excerpt = Excerpt.of(example.text());

        assertThat(excerpt.text()).contains(example.purpose());
        for (String kept : example.keeps()) {
            assertThat(excerpt.text()).contains(kept);
        }
        for (String dropped : example.drops()) {
            assertThat(excerpt.text()).doesNotContain(dropped);
        }
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void an_excerpt_is_made_of_whole_sentences_word_for_word_in_their_order(Abstracts example) {
        String whole = example.text()
                .replaceAll("\\s+", " ")
                .replaceAll("- (?=throughput|delimiting|emptive)", "-")
                .replace(" o ", " • ");

        List<String> pieces = List.of(Excerpt.of(example.text()).text().split(" … "));

        int at = 0;
        for (String piece : pieces) {
            int found = whole.indexOf(piece, at);
            assertThat(found).as(piece).isGreaterThanOrEqualTo(at);
            at = found + piece.length();
            assertThat(piece).matches(".*[.!?;]");
            assertThat(whole.substring(at)).matches("|(?: .*)");
        }
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void an_excerpt_is_three_sentences_or_sixty_words_at_most(Abstracts example) {
        String excerpt = Excerpt.of(example.text()).text();

        assertThat(Sentences.of(excerpt).size() <= 3 || excerpt.split(" ").length <= 60)
                .as(excerpt)
                .isTrue();
    }

    @Test
    void the_first_two_sentences_alone_would_often_leave_the_purpose_out() {
        List<Abstracts> examples = Abstracts.labelled();

        long led = examples.stream()
                .filter(example -> String.join(
                                " ",
                                Sentences.of(example.text()).stream().limit(2).toList())
                        .contains(example.purpose()))
                .count();

        assertThat(examples).hasSizeGreaterThanOrEqualTo(28);
        assertThat(led).isLessThan(examples.size() * 3L / 4);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void the_purpose_of_announcements_of_the_corpus_is_kept(String line) throws IOException {
        String[] label = line.split(" \\| ", 2);
        Path file = CORPUS.resolve(label[0] + ".expected.json");
        assumeTrue(Files.exists(file), "no corpus beside this folder");
        String text = new ObjectMapper().readTree(file.toFile()).get("abstract").textValue();

        Excerpt excerpt = Excerpt.of(text);

        assertThat(excerpt.text()).contains(label[1]);
        assertThat(excerpt.text().length()).isLessThan(text.length());
    }
}
