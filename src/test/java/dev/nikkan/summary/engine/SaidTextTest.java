package dev.nikkan.summary.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is left of an answer without its thoughts, however many marks of them it has.
final class SaidTextTest {
    private static final List<String> FIELDS = List.of("summary");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <think>one</think>A text.<THINKING>two</THINKING>     | A text.
            <think>a <reasoning>b</reasoning> c</think>A text.    | A text.
            <think>a <think>b</think>A text.                      | A text.
            A text. <think>and an end</think>                     | A text.""")
    void thoughts_are_no_part_of_the_text(String said, String text) {
        assertThat(SaidText.of(said, FIELDS)).isEqualTo(Map.of("summary", text));
    }

    @Test
    void a_megabyte_of_thoughts_that_begin_and_never_end_is_read_in_no_time() {
        String said = "<think>".repeat(150_000);

        Map<String, String> texts = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> SaidText.of(said, FIELDS));

        assertThat(texts).isEmpty();
    }
}
