package dev.nikkan.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The short way for plain ASCII gives what the way for all text gives.
final class AsciiWordsTest {
    @Property
    void the_words_of_plain_ascii_are_those_of_any_text(@ForAll("ascii") String text) {
        String words = Words.of(text).stream().map(Word::text).collect(Collectors.joining(" "));

        assertThat(AsciiWords.folded(text)).isEqualTo(words);
    }

    @Provide
    Arbitrary<String> ascii() {
        Arbitrary<String> pieces =
                Arbitraries.of("rfc", "RFC", "Std", "bcp0", "fyi", "0", "9114", "1234567", "a", "Zz", " ");
        Arbitrary<String> characters = Arbitraries.chars().range('\0', '\u007f').map(String::valueOf);
        return Arbitraries.oneOf(pieces, characters).list().ofMaxSize(40).map(parts -> String.join("", parts));
    }
}
