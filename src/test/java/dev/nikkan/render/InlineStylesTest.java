package dev.nikkan.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InlineStylesTest {
    @Test
    void rules_for_a_tag_and_a_class_are_written_into_the_elements_that_they_fit() {
        InlineStyles styles = InlineStyles.of("""
                p { margin: 0; color: #111111; }
                .meta, .id { color: #222222; }
                h3.group { color: #333333 }
                """);

        assertThat(styles.in("<p>a</p> <p class=\"x meta\">b</p> <h3 id=\"{{i}}\">c</h3> <h3 class=\"group\">d</h3>"))
                .isEqualTo("<p style=\"margin: 0; color: #111111;\">a</p>"
                        + " <p class=\"x meta\" style=\"margin: 0; color: #222222;\">b</p>"
                        + " <h3 id=\"{{i}}\">c</h3>"
                        + " <h3 class=\"group\" style=\"color: #333333;\">d</h3>");
    }

    @Test
    void a_class_outweighs_a_tag_whichever_comes_first() {
        assertThat(InlineStyles.of("p.x { margin: 1px } p { margin: 2px }").in("<p class=\"x\">"))
                .isEqualTo("<p class=\"x\" style=\"margin: 1px;\">");
    }

    @Test
    void what_an_element_has_of_its_own_prevails() {
        assertThat(InlineStyles.of("p { margin: 0; color: red }").in("<p style=\"margin: 4px\">"))
                .isEqualTo("<p style=\"color: red; margin: 4px;\">");
    }

    @Test
    void rules_for_the_dark_and_for_places_stay_in_the_sheet() {
        InlineStyles styles = InlineStyles.of("""
                {{! p { color: green } }}
                .meta a { color: red }
                @media (prefers-color-scheme: dark) {
                p { color: white !important }
                a { color: blue !important }
                }
                """);

        assertThat(styles.in("<p><a href=\"x\">y</a></p>")).isEqualTo("<p><a href=\"x\">y</a></p>");
    }
}
