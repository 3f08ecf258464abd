package dev.nikkan.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.signal.Themes;
import dev.nikkan.model.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownFilterNamesTest {
    @ParameterizedTest
    @CsvSource({
        "kind:lastcall,kind:lastcall (last-call?)",
        "kind:banana,'kind:banana (id, rfc, last-call, protocol-action, document-action, conflict-review, wg-review,"
                + " wg-action, interim, announcement?)'",
        "theme:wimsey,theme:wimsey (wimse",
        "theme:nothing-that-is-like-one-of-them,theme:nothing-that-is-like-one-of-them",
    })
    void a_kind_or_theme_that_is_none_is_told_with_what_is_like_it(String filter, String objection) {
        assertThat(new KnownFilterNames(Themes.builtIn())
                        .objections(Filter.parse(filter).orElseThrow()))
                .singleElement()
                .asString()
                .startsWith(objection);
    }

    @Test
    void the_kinds_and_the_operators_own_themes_are_known_and_what_has_no_list_is_free() throws Exception {
        Themes themes = Themes.builtIn().with("kites | 凧 | Kites | | kite\nwimse | | | |\n");
        KnownFilterNames names = new KnownFilterNames(themes);

        assertThat(names.objections(
                        Filter.parse("kind:id, kind:rfc, kind:wg-action, theme:kites, theme:llm, wg:nope, word:nope")
                                .orElseThrow()))
                .isEmpty();
        assertThat(names.objections(Filter.parse("theme:wimse").orElseThrow())).hasSize(1);
    }
}
