package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.digest.DigestPart;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemplatesTest {
    @TempDir
    private Path folder;

    @Test
    void the_built_in_templates_are_without_fault() {
        assertThat(Templates.check(Optional.empty())).isEmpty();
    }

    @Test
    void a_file_in_the_folder_stands_in_for_the_built_in_one() throws IOException {
        Files.writeString(folder.resolve("subject.en.mustache"), "IETF, {{day}}");

        Renderer renderer = new Renderer(Templates.load(Optional.of(folder)), Optional.empty());

        assertThat(renderer.subject(aPart(renderer), Language.EN)).isEqualTo("IETF, 2026-11-22");
        assertThat(renderer.subject(aPart(renderer), Language.JA)).startsWith("日刊IETF");
    }

    @Test
    void an_unknown_name_is_told_with_file_line_and_column_also_in_a_section_that_is_not_shown() throws IOException {
        Files.writeString(folder.resolve("text.ja.mustache"), "{{day}}\n{{#quiet}}\n{{day}} {{titel}}\n{{/quiet}}\n");

        assertThat(Templates.check(Optional.of(folder)))
                .containsExactly(new TemplateProblem("text.ja.mustache", 3, 9, "there is no 'titel'"));
        assertThatThrownBy(() -> Templates.load(Optional.of(folder)))
                .isInstanceOf(TemplateException.class)
                .hasMessage("text.ja.mustache:3:9: there is no 'titel'");
    }

    @Test
    void a_name_of_another_place_is_told_too() throws IOException {
        Files.writeString(folder.resolve("text.ja.mustache"), "{{day}}\n- {{title}}\n");

        assertThat(Templates.check(Optional.of(folder)))
                .singleElement()
                .extracting(TemplateProblem::file, TemplateProblem::line, TemplateProblem::column)
                .containsExactly("text.ja.mustache", 2, 3);
    }

    /// Sections that only a quiet day or only a part of a full one has are tried as well.
    @Test
    void a_name_of_another_place_is_told_in_every_section_around_the_drafts() throws IOException {
        for (String section : List.of("quiet", "kinds", "calls", "closing", "opening", "footer")) {
            Files.writeString(
                    folder.resolve("text.en.mustache"),
                    "{{#frame}}\n{{#" + section + "}}\n{{obsoletes}}\n{{/" + section + "}}\n{{/frame}}\n");

            assertThat(Templates.check(Optional.of(folder))).singleElement().satisfies(problem -> {
                assertThat(problem.line()).as(section).isEqualTo(3);
                assertThat(problem.column()).isEqualTo(1);
            });
        }
    }

    @Test
    void an_open_section_is_told_with_its_line() throws IOException {
        Files.writeString(folder.resolve("html.en.mustache"), "<p>\n{{#drafts}}\n</p>\n");

        assertThat(Templates.check(Optional.of(folder))).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("html.en.mustache");
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isEqualTo(1);
            assertThat(problem.message()).contains("drafts");
        });
    }

    @Test
    void a_misspelt_file_name_is_told() throws IOException {
        Files.writeString(folder.resolve("text.jp.mustache"), "");

        assertThat(Templates.check(Optional.of(folder)))
                .extracting(TemplateProblem::file)
                .containsExactly("text.jp.mustache");
    }

    @Test
    void a_folder_that_is_none_is_told() {
        assertThat(Templates.check(Optional.of(folder.resolve("absent")))).hasSize(1);
    }

    @Test
    void triple_braces_encode_as_well() throws IOException {
        Files.writeString(
                folder.resolve("html.en.mustache"), "<html>{{#drafts}}{{{title}}}{{&title}}{{/drafts}}</html>");
        Renderer renderer = new Renderer(Templates.load(Optional.of(folder)), Optional.empty());

        assertThat(renderer.html(aPart(renderer), Language.EN))
                .isEqualTo("<html>&lt;b&gt;Bold&lt;/b&gt;&lt;b&gt;Bold&lt;/b&gt;</html>\n".strip());
    }

    @Test
    void both_languages_have_the_same_page() {
        Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());

        assertThat(shape(renderer, Language.JA)).isEqualTo(shape(renderer, Language.EN));
    }

    @Test
    void a_page_says_its_language_and_loads_nothing() {
        Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());

        for (Language language : Language.values()) {
            var page = Jsoup.parse(renderer.html(aPart(renderer), language));
            assertThat(page.select("html").attr("lang")).isEqualTo(language.tag());
            assertThat(page.select("script, link, img, iframe, form, object")).isEmpty();
            assertThat(page.html()).doesNotContain("url(", "@import");
            page.select("a[href^=#]")
                    .forEach(link -> assertThat(page.select(link.attr("href"))).hasSize(1));
        }
    }

    private static String shape(Renderer renderer, Language language) {
        return Jsoup.parse(renderer.html(aPart(renderer), language)).getAllElements().stream()
                .map(element -> element.tagName() + element.className() + element.id())
                .toList()
                .toString();
    }

    private static DigestPart aPart(Renderer renderer) {
        return renderer.divide(
                        edition("2026-11-22")
                                .draft("draft-a-b-00", post -> post.title("<b>Bold</b>"))
                                .draft("draft-ietf-c-d-00", post -> post.on("2026-11-20"))
                                .rfc(9999, "A Protocol")
                                .digest(),
                        20)
                .parts()
                .getFirst();
    }
}
