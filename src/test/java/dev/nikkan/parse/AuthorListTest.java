package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Authors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada E. Example, 3rd, Bob Sample | Ada E. Example 3rd; Bob Sample",
                "Ada Example, Jr., B. Sample | Ada Example Jr.; B. Sample",
                "Lofts, Inc., Pigeons, Ltd. | Lofts Inc.; Pigeons Ltd.",
                "3rd, Ada Example | 3rd; Ada Example"
            })
    void a_suffix_belongs_to_the_name_before_it_and_no_name_holds_a_comma(String line, String names) {
        Authors authors = AuthorList.parse(List.of(line));

        assertThat(String.join("; ", authors.names())).isEqualTo(names);
    }

    @Test
    void who_has_a_suffix_may_be_the_editor() {
        Authors authors = AuthorList.parse(List.of("A. Example, Jr., Ed.,", "B. Sample"));

        assertThat(authors.names()).containsExactly("A. Example Jr.", "B. Sample");
        assertThat(authors.editors()).containsExactly("A. Example Jr.");
    }
}
