package dev.nikkan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OneLineTest {
    @ParameterizedTest
    @ValueSource(chars = {'\0', '\t', '\n', '\r', '\u001b', '\u007f', '\u0085', '\u009b', '\u200b', '\u2028', '\u202e'})
    void p10_a_character_that_steers_or_breaks_a_line_is_a_question_mark(char steering) {
        assertThat(OneLine.of("a" + steering + "b")).isEqualTo("a?b");
    }

    @Test
    void any_other_text_stays_as_it_is() {
        assertThat(OneLine.of("2003-02 \u65e5\u520a (~%).mbox")).isEqualTo("2003-02 \u65e5\u520a (~%).mbox");
    }
}
