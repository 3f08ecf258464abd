package dev.nikkan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "draft, 5",
        "日刊IETF, 8",
        "ｶﾀｶﾅ, 4",
        "ＩＥＴＦ, 8",
        "ー。」, 6",
        "한국어, 6",
        "🆕, 2",
        "─…±, 3",
        "Å, 1",
        "A\u030A, 1",
        "か\u3099, 2"
    })
    void wide_characters_take_two_columns_and_marks_none(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }

    @Test
    void what_does_not_fit_is_cut_with_an_ellipsis() {
        assertThat(Columns.clip("日刊IETF", 8)).isEqualTo("日刊IETF");
        assertThat(Columns.clip("日刊IETF", 6)).isEqualTo("日刊I…");
    }
}
