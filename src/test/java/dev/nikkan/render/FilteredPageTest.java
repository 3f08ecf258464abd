package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.Selection;
import dev.nikkan.digest.Selector;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilteredPageTest {
    private static final Renderer RENDERER = new Renderer(Templates.load(Optional.empty()), Optional.empty());
    private static final Digest DAY = edition("2026-12-01")
            .draft("draft-ietf-quic-flight-02", post -> post.title("Flights").abstractText("This document flies."))
            .draft(
                    "draft-smith-kite-00",
                    post -> post.title("Kites").authors("Ann Smith").abstractText("Kites fly."))
            .draft("draft-ietf-wimse-mutual-tls-00", post -> post.title("Workload Authentication Using Mutual TLS"))
            .rfc(9999, "A Published Thing")
            .digest();

    private static Selection selected(String filter) {
        Filter wanted = Filter.parse(filter).orElseThrow();
        return new Selector(DAY, Themes.builtIn())
                .select(
                        wanted.following(name -> Set.copyOf(List.of(name, name.replace("draft-old", "draft-smith")))),
                        filter);
    }

    @ParameterizedTest
    @CsvSource({
        "wg:quic,draft-ietf-quic-flight",
        "word:kites fly,draft-smith-kite",
        "word:flights,draft-ietf-quic-flight",
        "author:smith,draft-smith-kite",
        "draft:draft-smith-kite,draft-smith-kite",
        "draft:draft-old-kite,draft-smith-kite",
        "theme:wimse,draft-ietf-wimse-mutual-tls",
    })
    void each_term_meets_what_it_names(String filter, String draft) {
        Selection selection = selected(filter);

        assertThat(selection.drafts()).extracting(Object::toString).containsExactly(draft);
        assertThat(selection.matches()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "word:ech, false",
        "word:client hello, true",
        "word:hello mechanism, false",
        "word:mechan, false",
        "word:mechan*, true",
        "word:client hel*, true",
        "word:tls, true",
        "word:鍵交, true",
        "word:公開, false",
        "word:*, false",
    })
    void a_word_is_a_whole_one_where_blanks_part_words_and_any_part_where_none_do(String filter, boolean met) {
        Digest day = edition("2026-12-01")
                .draft(
                        "draft-smith-tls-00",
                        post -> post.title("The Client-Hello").abstractText("Mechanism. 耐量子の鍵交換。"))
                .digest();

        Selection selection =
                new Selector(day, Themes.builtIn()).select(Filter.parse(filter).orElseThrow(), filter);

        assertThat(selection.matches()).isEqualTo(met ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft:draft-smith-kite", "draft:draft-ietf-wimse-wind", "theme:wimse"})
    void an_event_is_met_by_each_draft_that_it_is_about(String filter) {
        Digest day = edition("2026-12-01")
                .event(EventKind.LAST_CALL, "Last Call", List.of("draft-smith-kite", "draft-ietf-wimse-wind"))
                .event(EventKind.LAST_CALL, "Last Call", List.of("draft-smith-other"))
                .digest();

        Filter wanted = Filter.parse(filter).orElseThrow();

        assertThat(new Selector(day, Themes.builtIn()).select(wanted, filter).matches())
                .isEqualTo(1);
    }

    @Test
    void a_kind_meets_all_of_it() {
        assertThat(selected("kind:rfc").rfcs()).hasSize(1);
        assertThat(selected("kind:rfc").drafts()).isEmpty();
        assertThat(selected("kind:id").drafts()).hasSize(3);
    }

    @Test
    void matches_are_shown_in_full_and_the_rest_of_the_day_as_a_line_each() {
        DigestPart part = RENDERER.divide(DAY, 0).parts().getFirst();

        String text = RENDERER.personalText(part, Language.EN, selected("wg:quic"));

        assertThat(text)
                .contains("Your filter: wg:quic. In full below: 1")
                .contains("Internet-Drafts: 3", "RFCs: 1")
                .contains("This document flies.")
                .doesNotContain("Kites fly.")
                .containsOnlyOnce("draft-smith-kite-00")
                .containsOnlyOnce("RFC 9999")
                .contains("Kites", "A Published Thing");
    }

    @Test
    void a_page_links_what_it_does_not_show() {
        DigestPart part = RENDERER.divide(DAY, 0).parts().getFirst();

        String html = RENDERER.personalHtml(part, Language.JA, selected("wg:quic"));

        assertThat(html)
                .contains("フィルタ:")
                .contains("href=\"#draft-ietf-quic-flight\"", "id=\"draft-ietf-quic-flight\"")
                .contains("href=\"https://datatracker.ietf.org/doc/draft-smith-kite/\"")
                .doesNotContain("href=\"#draft-smith-kite\"", "id=\"draft-smith-kite\"");
    }

    @Test
    void without_a_filter_nothing_is_left_out() {
        DigestPart part = RENDERER.divide(DAY, 0).parts().getFirst();

        assertThat(RENDERER.text(part, Language.EN))
                .doesNotContain("Your filter")
                .contains("This document flies.", "Kites fly.");
    }
}
