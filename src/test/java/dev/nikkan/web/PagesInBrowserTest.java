package dev.nikkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fixtures.Chromium;
import dev.nikkan.model.Choice;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Variant;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Page;
import dev.nikkan.render.Page.Settings.Saved;
import dev.nikkan.render.Pages;
import dev.nikkan.render.WebLinks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every page in a real browser, as wide as a small phone: what [axe](https://github.com/dequelabs/axe-core) finds,
/// whether it fits, and what a keyboard reaches under which name.
final class PagesInBrowserTest {
    /// In each frame, where axe is put too: from outside it would see frames only. What has to be reached by
    /// the keyboard is taken from the page, its name from where assistive technology takes it.
    private static final String CHECK = """
            (async () => {
              const octets = Uint8Array.from(atob(axeInBase64), letter => letter.charCodeAt(0));
              const axe = new TextDecoder().decode(octets);
              const results = [];
              for (const frame of document.querySelectorAll("iframe")) {
                const page = frame.contentDocument;
                frame.contentWindow.eval(axe);
                const found = await frame.contentWindow.axe.run(page, {
                  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
                });
                const told = rules => rules.flatMap(rule =>
                    rule.nodes.map(node => rule.id + ": " + node.html + " " + node.failureSummary));
                const controls = [...page.querySelectorAll("a, button, input")];
                const reached = controls.filter(control => {
                  control.focus();
                  return page.activeElement === control && control.tabIndex === 0;
                });
                results.push({
                  page: frame.id,
                  ground: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
                  width: page.documentElement.scrollWidth,
                  passed: found.passes.map(rule => rule.id),
                  violations: told(found.violations),
                  undecided: told(found.incomplete),
                  controls: controls.length,
                  reached: reached.length,
                  nameless: controls.filter(control =>
                      !(control.innerText || [...(control.labels || [])].map(label => label.innerText).join(""))
                          .trim()).length,
                  small: controls.filter(control => control.matches("button, input[type=email], input[type=text]")
                      && control.getBoundingClientRect().height < 44).length
                });
              }
              const shown = document.createElement("pre");
              shown.id = "results";
              shown.textContent = JSON.stringify(results);
              document.body.append(shown);
            })();
            """;

    private final Pages pages = new Pages(
            new MailIdentity(
                    Optional.of("日刊IETF"),
                    new EmailAddress("news@example.org"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
            new WebLinks(URI.create("https://nikkan.example.org/")));

    @TempDir
    private Path folder;

    private static Map<String, Page> all() {
        Choice some = new Choice(
                new Variant(
                        Language.JA,
                        true,
                        true,
                        Filter.parse("wg:quic, draft:draft-ietf-a-rather-long-name-of-a-draft-that-nobody-can-break")
                                .orElseThrow()),
                false);
        Map<String, Page> all = new LinkedHashMap<>();
        all.put("join", new Page.Join(""));
        all.put("join-again", new Page.Join("nobody at nowhere"));
        all.put("manage", new Page.Manage(""));
        all.put("asked", new Page.Asked(new EmailAddress("a.very.long.name.indeed@sub.domain.of.example.com")));
        all.put("joined", new Page.Joined("1-1-0-00000000000000000000000000"));
        all.put("known", new Page.Known("1-1-0-00000000000000000000000000"));
        all.put("leave", new Page.Leave());
        all.put("left", new Page.Left(false));
        all.put("erased", new Page.Left(true));
        all.put("settings", new Page.Settings(Choice.of(Language.EN), "", Saved.NOT_YET, "1-1-0-0"));
        all.put("saved", new Page.Settings(some, "wg:quic", Saved.DONE, "1-1-0-0"));
        all.put("refused", new Page.Settings(Choice.of(Language.EN), "quic", Saved.REFUSED, "1-1-0-0"));
        all.put("stale", new Page.Stale());
        all.put("nobody", new Page.Nobody());
        Stream.of(Page.Wish.values()).forEach(wish -> all.put("confirm-" + wish, new Page.Confirm(wish)));
        Stream.of(Page.Trouble.values()).forEach(trouble -> all.put("failed-" + trouble, new Page.Failed(trouble)));
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_page_can_be_read_and_used_by_everybody_light_and_dark(boolean dark) throws Exception {
        JsonNode results = checked(dark);

        assertThat(results).hasSize(Language.values().length * all().size());
        for (JsonNode page : results) {
            String name = page.get("page").asText();
            assertThat(page.get("ground").asText()).as(name).isEqualTo(dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
            assertThat(page.get("width").asInt()).as("width of " + name).isLessThanOrEqualTo(360);
            assertThat(strings(page.get("passed")))
                    .as(name)
                    .contains("color-contrast", "html-has-lang", "document-title");
            assertThat(strings(page.get("violations"))).as(name).isEmpty();
            assertThat(strings(page.get("undecided"))).as(name).isEmpty();
            assertThat(page.get("reached"))
                    .as("controls by keyboard in " + name)
                    .isEqualTo(page.get("controls"));
            assertThat(page.get("nameless").asInt())
                    .as("controls without a name in " + name)
                    .isZero();
            assertThat(page.get("small").asInt())
                    .as("controls too small for a thumb in " + name)
                    .isZero();
        }
    }

    @Test
    void every_page_says_the_same_in_both_languages() {
        all().forEach((name, page) -> {
            Document japanese = Jsoup.parse(pages.html(page, Language.JA));
            Document english = Jsoup.parse(pages.html(page, Language.EN));

            for (String part : List.of("p", "input", "button", "a", "fieldset", "label")) {
                assertThat(japanese.select(part)).as(name + " " + part).hasSameSizeAs(english.select(part));
            }
            assertThat(japanese.select("h1").text()).as(name).matches("(?s).*[\\u3040-\\u9fff].*");
            assertThat(english.select("main").text()).as(name).doesNotContainPattern("[\\u3040-\\u30ff]");
            assertThat(japanese.select("footer a[hreflang=en]").attr("href")).isEqualTo("?lang=en");
        });
    }

    private JsonNode checked(boolean dark) throws Exception {
        StringBuilder driver = new StringBuilder("<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
                + "<meta name='color-scheme' content='light dark'><title>Pages</title></head><body>");
        all().forEach((name, page) -> {
            for (Language language : Language.values()) {
                driver.append("<iframe width='360' height='740' id='%s-%s' srcdoc=\"%s\"></iframe>"
                        .formatted(
                                name,
                                language.tag(),
                                pages.html(page, language).replace("&", "&amp;").replace("\"", "&quot;")));
            }
        });
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
        try (InputStream script = PagesInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
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
