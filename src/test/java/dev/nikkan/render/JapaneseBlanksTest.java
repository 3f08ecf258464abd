package dev.nikkan.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.signal.Overview;
import dev.nikkan.model.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The one rule for blanks in Japanese, as `digest.signal.JapaneseWording` states it: none between Japanese and Latin
/// letters or digits, in whatever is written in Japanese.
final class JapaneseBlanksTest {
    private static final String JAPANESE = "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}ー。、「」〜]";
    private static final Pattern BLANK =
            Pattern.compile(JAPANESE + " [A-Za-z0-9]|[A-Za-z0-9] " + JAPANESE + "|" + JAPANESE + " " + JAPANESE);
    private static final Pattern WIDE_FORMS = Pattern.compile("[！-～　]");

    @Test
    void no_japanese_template_breaks_the_rule() throws Exception {
        try (Stream<Path> templates = Files.list(Path.of("src/main/resources/dev/nikkan/render"))) {
            List<Path> japanese =
                    templates.filter(path -> path.toString().contains(".ja.")).toList();

            assertThat(japanese).hasSizeGreaterThan(3);
            for (Path template : japanese) {
                assertThat(text(template).lines())
                        .allSatisfy(line -> assertThat(line)
                                .as(template.getFileName().toString())
                                .doesNotContainPattern(BLANK)
                                .doesNotContainPattern(WIDE_FORMS));
            }
        }
    }

    /// A value stands for a Latin word, a section for nothing, and elements of HTML stand apart.
    private static String text(Path template) throws Exception {
        return Files.readString(template)
                .replaceAll("\\{\\{![^}]*}}", "")
                .replaceAll("<!--.*?-->", "")
                .replaceAll("\\{\\{[#^/>][^}]*}}", "")
                .replaceAll("\\{\\{[^}]*}}", "x")
                .replaceAll("<[^>]*>", "\n");
    }

    @Test
    void no_sentence_of_ours_breaks_the_rule() {
        List<String> sentences = new ArrayList<>();
        for (Days sort : Days.values()) {
            Digest day = sort.digest();
            sentences.addAll(day.silence().getOrDefault(Language.JA, List.of()));
            Overview overview = day.overviews().get(Language.JA);
            if (overview != null) {
                sentences.addAll(overview.summary());
                sentences.addAll(overview.hot());
            }
        }

        assertThat(sentences)
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence)
                        .endsWith("。")
                        .doesNotContainPattern(BLANK)
                        .doesNotContainPattern(WIDE_FORMS));
    }
}
