package dev.nikkan.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.DigestPart;
import dev.nikkan.fixtures.Axe;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of a busy, an ordinary, a quiet and a late day in a real browser, by the rules of WCAG 2.2 A and AA.
final class AccessibilityTest {
    private static final List<Days> SEEN = List.of(Days.BUSY, Days.ORDINARY, Days.QUIET, Days.LATE);

    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_page_breaks_a_rule_of_wcag_light_or_dark(boolean dark) throws Exception {
        List<Axe.Checked> results = Axe.check(folder, dark, 390, Axe.WCAG, pages());

        assertThat(results).hasSize(Language.values().length * (SEEN.size() + 1));
        for (Axe.Checked page : results) {
            assertThat(page.ground()).as(page.page()).isEqualTo(dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
            assertThat(page.passed()).as(page.page()).contains("color-contrast", "html-has-lang", "list");
            assertThat(page.violations()).as(page.page()).isEmpty();
            assertThat(page.undecided()).as(page.page()).isEmpty();
        }
    }

    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (Days day : SEEN) {
            for (Language language : Language.values()) {
                for (DigestPart part : renderer.divide(day.digest(), 20).parts()) {
                    pages.put("%s-%s-%d".formatted(day, language.tag(), part.number()), renderer.html(part, language));
                }
            }
        }
        return pages;
    }
}
