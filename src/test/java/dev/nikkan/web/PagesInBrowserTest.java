package dev.nikkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Axe;
import dev.nikkan.model.Choice;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Variant;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Page;
import dev.nikkan.render.Page.Settings.Keys;
import dev.nikkan.render.Page.Settings.Saved;
import dev.nikkan.render.Pages;
import dev.nikkan.render.WebLinks;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every page in a real browser, as wide as a small phone: whether it can be read, fits and obeys the keyboard.
final class PagesInBrowserTest {
    private static final Keys KEYS = new Keys("1-1-0-0", "1-1-0-1");

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
        all.put("settings", new Page.Settings(Choice.of(Language.EN), "", Saved.NOT_YET, List.of(), KEYS));
        all.put("saved", new Page.Settings(some, "wg:quic", Saved.DONE, List.of(), KEYS));
        all.put(
                "refused",
                new Page.Settings(
                        Choice.of(Language.EN), "kind:rcf", Saved.FILTER_REFUSED, List.of("kind:rcf (rfc?)"), KEYS));
        all.put(
                "mail-refused",
                new Page.Settings(
                        some, "wg:quic", Saved.MAIL_REFUSED, List.of("format pdf", "mails: " + "x".repeat(50)), KEYS));
        all.put("confirmed-before", new Page.ConfirmedBefore());
        all.put("stale", new Page.Stale());
        all.put("nobody", new Page.Nobody());
        Stream.of(Page.Wish.values()).forEach(wish -> all.put("confirm-" + wish, new Page.Confirm(wish)));
        Stream.of(Page.Trouble.values()).forEach(trouble -> all.put("failed-" + trouble, new Page.Failed(trouble)));
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_page_can_be_read_and_used_by_everybody_light_and_dark(boolean dark) throws Exception {
        List<String> rules =
                Stream.concat(Axe.WCAG.stream(), Stream.of("best-practice")).toList();

        List<Axe.Checked> results = Axe.check(folder, dark, 360, rules, inBothLanguages());

        assertThat(results).hasSize(Language.values().length * all().size());
        for (Axe.Checked page : results) {
            String name = page.page();
            assertThat(page.ground()).as(name).isEqualTo(dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
            assertThat(page.width()).as("width of " + name).isLessThanOrEqualTo(360);
            assertThat(page.passed()).as(name).contains("color-contrast", "html-has-lang", "document-title");
            assertThat(page.violations()).as(name).isEmpty();
            assertThat(page.undecided()).as(name).isEmpty();
            assertThat(page.reached()).as("controls by keyboard in " + name).isEqualTo(page.controls());
            assertThat(page.nameless()).as("controls without a name in " + name).isZero();
            assertThat(page.small())
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

    private Map<String, String> inBothLanguages() {
        Map<String, String> both = new LinkedHashMap<>();
        all().forEach((name, page) -> Stream.of(Language.values())
                .forEach(language -> both.put(name + "-" + language.tag(), pages.html(page, language))));
        return both;
    }
}
