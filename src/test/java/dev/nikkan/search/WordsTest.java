package dev.nikkan.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TLS Encrypted Client Hello | tls encrypted client hello
            draft-ietf-tls-esni        | draft ietf tls esni
            v6 and a                   | v6 and a
            ＴＬＳ　１．３               | tls 1 3
            Müller, Lindström, Đặng    | muller lindstrom đang
            STRASSE Straße             | strasse strasse
            ΛΌΓΟΣ λόγος                | λογοσ λογοσ
            Ещё                        | еще
            ﬁle ½ Ⅷ                    | file 1 2 viii
            co\u00adoperate            | cooperate
            """)
    void a_word_is_a_folded_run_of_letters_and_digits(String text, String words) {
        assertThat(Words.folded(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            認証           | 認 証
            TLS認証v2      | tls 認 証 v2
            サーバー証明書  | サ ー バ ー 証 明 書
            ｻｰﾊﾞｰ          | サ ー バ ー
            か\u3099       | が
            인증 서버       | 인 증 서 버
            ที่อยู่         | ที่ อ ยู่
            𠮷野家         | 𠮷 野 家
            """)
    void each_character_of_a_script_without_blanks_is_a_word(String text, String words) {
        assertThat(Words.folded(text)).isEqualTo(words);
    }

    @Test
    void decomposed_hangul_is_the_same_as_composed() {
        String decomposed = java.text.Normalizer.normalize("인증", java.text.Normalizer.Form.NFD);

        assertThat(Words.folded(decomposed)).isEqualTo("인 증");
    }

    @ParameterizedTest
    @CsvSource({"RFC9114", "RFC 9114", "rfc-9114", "'RFC: 9114'", "RFC09114"})
    void the_number_of_an_rfc_is_a_word_however_it_is_attached(String text) {
        assertThat(Words.folded(text)).isEqualTo("rfc 9114");
    }

    @Test
    void a_word_knows_where_it_stands() {
        String text = "Das Ｃafé, RFC9114: 認証";

        assertThat(Words.of(text).stream().map(word -> text.substring(word.start(), word.end())))
                .containsExactly("Das", "Ｃafé", "RFC", "9114", "認", "証");
    }

    @Test
    void what_is_no_letter_and_no_digit_is_no_word() {
        assertThat(Words.folded(" \"-*():;^ \u0000 \ud800 🙂 … ")).isEmpty();
    }
}
