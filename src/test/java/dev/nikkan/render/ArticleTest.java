package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.model.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A day as a Markdown article, as a CommonMark implementation reads it.
final class ArticleTest {
    private final Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());

    @Test
    void an_article_begins_with_the_front_matter_of_qiita() {
        List<DigestPart> parts =
                renderer.divide(edition("2026-11-22").drafts(21).digest(), 20).parts();

        assertThat(renderer.markdown(parts.get(1), Language.JA)).startsWith("""
                ---
                title: "日刊IETF (2026-11-22) 第2部/全2部"
                tags:
                  - IETF
                  - RFC
                  - InternetDraft
                private: false
                updated_at: ''
                id: null
                organization_url_name: null
                slide: false
                ignorePublish: false
                ---

                2026-11-22(UTC)に告知されたInternet-DraftとRFCです。
                """);
    }

    @ParameterizedTest
    @EnumSource(Days.class)
    void no_marker_of_markdown_is_left_to_be_seen(Days day) {
        for (DigestPart part : renderer.divide(day.digest(), 20).parts()) {
            for (Language language : Language.values()) {
                assertThat(MarkdownReader.shown(MarkdownReader.parse(body(part, language))))
                        .doesNotContain("](", "\\", "##", "---");
            }
        }
    }

    /// `**Open Cloud Mesh(OCM)**が` shows its asterisks: after a bracket and before a letter none closes (CommonMark
    /// §6.2, right-flanking).
    @ParameterizedTest
    @EnumSource(Days.class)
    void nothing_is_emphasized_because_emphasis_may_not_close_beside_japanese(Days day) {
        for (DigestPart part : renderer.divide(day.digest(), 20).parts()) {
            assertThat(body(part, Language.JA).replace("\\*", "").replace("\\_", ""))
                    .doesNotContain("*")
                    .doesNotContainPattern("\\b_|_\\b");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Open Cloud Mesh(OCM)",
                "**Open Cloud Mesh(OCM)**が",
                "__init__ and *args in `code`",
                "1. A Title that Looks Like an Item",
                "# A Title that Looks Like a Heading",
                "<b>bold</b> & &amp; <https://example.org>",
                "[link](https://example.org) ![image](x)",
                "$x^2$ ~~struck~~ | cell |",
                "+ plus",
                "- minus",
                "=== Setext",
                ":::note",
                "C:\\path\\*"
            })
    void p10_a_title_is_shown_as_it_was_announced(String title) {
        DigestPart part = only(edition("2026-11-22").draft("draft-a-b-00", post -> post.title(title)));

        assertThat(headings(body(part, Language.JA))).contains("1. " + title);
        assertThat(HtmlRenderer.builder().build().render(MarkdownReader.parse(body(part, Language.JA))))
                .doesNotContain("<b>", "<img", "<em>", "<strong>", "href=\"https://example.org");
    }

    private static List<String> headings(String markdown) {
        List<String> headings = new ArrayList<>();
        MarkdownReader.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(MarkdownReader.shown(heading));
            }
        });
        return headings;
    }

    /// What follows the front matter.
    private String body(DigestPart part, Language language) {
        String article = renderer.markdown(part, language);
        return article.substring(article.indexOf("\n---\n") + 5);
    }

    private DigestPart only(EditionBuilder edition) {
        return renderer.divide(edition.digest(), 0).parts().getFirst();
    }
}
