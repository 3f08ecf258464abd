package dev.nikkan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wg:quic | wg:quic",
                "WG:QUIC, word:Post Quantum | wg:quic, word:post quantum",
                "word:b word:a word:b | word:a, word:b",
                "ｗｇ：ｑｕｉｃ、author:小林 | author:小林, wg:quic",
                "all | all",
                "wg:quic;wg:tls ; word:a;b | wg:quic, wg:tls, word:a;b",
                "draft:draft-smith-kite.txt | draft:draft-smith-kite",
                "draft:RFC 9000, draft:9001, draft:rfc0791.txt | draft:rfc791, draft:rfc9000, draft:rfc9001",
                "draft:draft-smith-kite-03 | draft:draft-smith-kite",
                "draft:draft-smith-kite-03.txt draft:rfc9000 | draft:draft-smith-kite, draft:rfc9000",
                "draft:draft-smith-kite-2026 word:draft-smith-kite-03 | draft:draft-smith-kite-2026, word:draft-smith-kite-03",
            })
    void a_filter_has_one_form_however_it_is_written(String written, String form) {
        assertThat(Filter.parse(written)).map(Filter::toString).contains(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quic", "wg:", "group:quic", "wg:quic, nonsense", "word:", ", ,"})
    void what_is_no_term_makes_no_filter(String written) {
        assertThat(Filter.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wg:quic tls | wg:quic tls (wg:quic, wg:tls?)",
                "wg:日刊 | wg:日刊",
                "draft:ietf-quic-http-34.txt | draft:ietf-quic-http-34.txt (draft:draft-ietf-quic-http?)",
                "draft:ietf-quic-http | draft:ietf-quic-http (draft:draft-ietf-quic-http?)",
                "draft:https://datatracker.ietf.org/doc/draft-ietf-quic-http-34/"
                        + " | draft:https://datatracker.ietf.org/doc/draft-ietf-quic-http-34/ (draft:draft-ietf-quic-http?)",
                "draft:www.rfc-editor.org/rfc/rfc9114.html"
                        + " | draft:www.rfc-editor.org/rfc/rfc9114.html (draft:rfc9114?)",
                "draft:http | draft:http",
                "word:++ | word:++",
            })
    void a_term_that_can_never_be_met_is_told_with_what_was_perhaps_meant(String written, String objection) {
        Filter filter = Filter.parse(written).orElseThrow();

        assertThat(FilterNames.ANY.objections(filter)).containsExactly(objection);
    }

    @Test
    void more_terms_than_twenty_are_no_filter() {
        StringBuilder many = new StringBuilder("word:a");
        for (int i = 0; i < 20; i++) {
            many.append(", word:").append(i);
        }

        assertThat(Filter.parse(many.toString())).isEmpty();
    }

    @Test
    void a_draft_is_followed_through_its_names() {
        Filter filter = Filter.parse("draft:draft-smith-kite, wg:quic").orElseThrow();

        assertThat(filter.following(name -> Set.of(name, "draft-ietf-kite")).values(Filter.Kind.DRAFT))
                .containsExactlyInAnyOrder("draft-smith-kite", "draft-ietf-kite");
    }
}
