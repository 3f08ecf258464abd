package dev.nikkan.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.text.Columns;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
    private static final String LONG =
            "This document has a long beginning that says nothing of what the reader is after. "
                    + "It then defines the encrypted client hello, also known as ECH, for TLS. "
                    + "And it ends with words that matter to nobody who reads on for so long as this.";

    private static String marked(String query, String text, int columns) throws QueryException {
        return Excerpt.of(SearchQuery.parse(query, Set.of()), text, columns).marked(hit -> "[" + hit + "]");
    }

    @Test
    void hits_are_marked_as_they_are_written() throws QueryException {
        assertThat(marked("cafe rfc9114 \"client hello\" enc*", "Café: Encrypted Client  Hello (RFC 9114)", 80))
                .isEqualTo("[Café]: [Encrypted] [Client Hello] ([RFC 9114])");
    }

    @Test
    void a_part_of_a_text_without_blanks_is_marked() throws QueryException {
        assertThat(marked("証明", "TLSサーバー証明書の検証", 80)).isEqualTo("TLSサーバー[証明]書の検証");
    }

    @Test
    void what_is_excluded_or_stands_elsewhere_is_not_marked() throws QueryException {
        assertThat(marked("tls -quic author:ann", "TLS and QUIC by Ann", 80)).isEqualTo("[TLS] and QUIC by Ann");
    }

    @Test
    void the_piece_with_the_most_different_hits_is_shown() throws QueryException {
        assertThat(marked("ech document client", LONG, 60))
                .isEqualTo("…encrypted [client] hello, also known as [ECH], for TLS. And it…");
    }

    @Test
    void the_beginning_is_shown_where_nothing_is_found() throws QueryException {
        assertThat(marked("absent", LONG, 30)).isEqualTo("This document has a long begi…");
    }

    @Test
    void an_excerpt_is_one_line_and_never_wider_than_asked() throws QueryException {
        String text = "証明書\n\u001b[31m".repeat(200);

        Excerpt excerpt = Excerpt.of(SearchQuery.parse("明", Set.of()), text, 40);

        String line = excerpt.marked(hit -> hit);
        assertThat(line).doesNotContain("\n", "\u001b");
        assertThat(Columns.of(line)).isBetween(36, 40);
    }

    @Test
    void wide_characters_take_two_columns() {
        assertThat(Columns.of("TLS認証")).isEqualTo(7);
        assertThat(Columns.of("ｻｰﾊﾞ")).isEqualTo(4);
        assertThat(Columns.of("サー")).isEqualTo(4);
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.clip("TLS認証書", 8)).isEqualTo("TLS認証…");
    }
}
