package dev.nikkan.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.fixtures.Chromium;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of a busy, an ordinary and a quiet day as [axe](https://github.com/dequelabs/axe-core) finds them in a
/// real browser: the rules of WCAG 2.2 A and AA that a machine can check, the contrast of every text among them.
final class AccessibilityTest {
    private static final List<Days> SEEN = List.of(Days.BUSY, Days.ORDINARY, Days.QUIET, Days.LATE);

    /// Checks the page in each frame, where axe is put too: from outside it would see frames only.
    private static final String CHECK = """
            (async () => {
              const octets = Uint8Array.from(atob(axeInBase64), letter => letter.charCodeAt(0));
              const axe = new TextDecoder().decode(octets);
              const results = [];
              for (const frame of document.querySelectorAll("iframe")) {
                frame.contentWindow.eval(axe);
                const found = await frame.contentWindow.axe.run(frame.contentDocument, {
                  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
                });
                const told = rules => rules.flatMap(rule =>
                    rule.nodes.map(node => rule.id + ": " + node.html + " " + node.failureSummary));
                results.push({
                  page: frame.id,
                  ground: getComputedStyle(frame.contentDocument.body).backgroundColor,
                  passed: found.passes.map(rule => rule.id),
                  violations: told(found.violations),
                  undecided: told(found.incomplete)
                });
              }
              const shown = document.createElement("pre");
              shown.id = "results";
              shown.textContent = JSON.stringify(results);
              document.body.append(shown);
            })();
            """;

    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_page_breaks_a_rule_of_wcag_light_or_dark(boolean dark) throws Exception {
        JsonNode results = checked(dark);

        assertThat(results).hasSize(Language.values().length * (SEEN.size() + 1));
        for (JsonNode page : results) {
            String name = page.get("page").asText();
            assertThat(page.get("ground").asText()).as(name).isEqualTo(dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
            assertThat(strings(page.get("passed"))).as(name).contains("color-contrast", "html-has-lang", "list");
            assertThat(strings(page.get("violations"))).as(name).isEmpty();
            assertThat(strings(page.get("undecided"))).as(name).isEmpty();
        }
    }

    private JsonNode checked(boolean dark) throws Exception {
        StringBuilder driver = new StringBuilder("<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
                + "<meta name='color-scheme' content='light dark'><title>Pages</title></head><body>");
        for (Days day : SEEN) {
            for (Language language : Language.values()) {
                for (DigestPart part : renderer.divide(day.digest(), 20).parts()) {
                    driver.append("<iframe width='390' height='844' id='%s-%s-%d' srcdoc=\"%s\"></iframe>"
                            .formatted(day, language.tag(), part.number(), HtmlText.of(renderer.html(part, language))));
                }
            }
        }
        driver.append("<script>const axeInBase64 = '")
                .append(Base64.getEncoder().encodeToString(axe()))
                .append("';\nwindow.onload = () => ")
                .append(CHECK.strip().replaceFirst(";$", ""))
                .append("</script></body></html>");
        Path page = Files.writeString(folder.resolve("pages.html"), driver);
        String results =
                Jsoup.parse(Chromium.dom(folder, page, dark)).select("#results").text();
        return new ObjectMapper().readTree(results);
    }

    private static byte[] axe() throws IOException {
        try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            assertThat(script).as("axe.min.js on the class path").isNotNull();
            return script.readAllBytes();
        }
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
