package dev.nikkan.summary.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lists of words and patterns that come with the program.
///
/// @param instructions what a sentence of an abstract has that speaks to a model instead of a reader
/// @param voice what speaks to the reader, of the text itself or of the task
/// @param judgement praise, forecasts, sales talk
/// @param filler what can be said of any draft
/// @param conclusions what counts and revision numbers do not bear out
/// @param organisations as Japanese writes them, to as English does
/// @param acronyms that any reader knows and a summary may bring in
record Phrases(
        List<Phrase> instructions,
        List<Phrase> voice,
        List<Phrase> judgement,
        List<Phrase> filler,
        List<Phrase> conclusions,
        Map<String, String> organisations,
        Set<String> acronyms) {
    /// @param unless a word that, where the input has it, makes the phrase part of the subject
    record Phrase(Pattern pattern, Optional<Pattern> unless) {
        private static final String UNLESS = " ;; unless ";

        static Phrase of(String line) {
            int at = line.indexOf(UNLESS);
            return at < 0
                    ? new Phrase(compiled(line), Optional.empty())
                    : new Phrase(
                            compiled(line.substring(0, at)),
                            Optional.of(compiled(line.substring(at + UNLESS.length()))));
        }

        private static Pattern compiled(String text) {
            return Pattern.compile(text.strip(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }

        /// Where the phrase stands in a text that was made from this input.
        Optional<String> in(String text, Support support) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() && unless.filter(support::mentions).isEmpty()
                    ? Optional.of(matcher.group())
                    : Optional.empty();
        }
    }

    static Phrases builtIn() {
        return new Phrases(
                phrases("instructions.txt"),
                phrases("voice.txt"),
                phrases("judgement.txt"),
                phrases("filler.txt"),
                phrases("conclusions.txt"),
                lines("organisations.txt")
                        .map(line -> line.split("\\s+", 2))
                        .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1])),
                lines("acronyms.txt")
                        .flatMap(line -> Stream.of(line.split("\\s+")))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<Phrase> phrases(String name) {
        return lines(name).map(Phrase::of).toList();
    }

    private static Stream<String> lines(String name) {
        try (InputStream stream = Objects.requireNonNull(Phrases.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
        }
    }
}
