package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise P10: no text from mail reaches a header, HTML, Markdown or JSON unencoded.
final class HostileTextTest {
    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    @Property(tries = 150)
    void p10_the_page_has_the_same_shape_whatever_a_mail_says(@ForAll("hostile") String text) {
        assertThat(htmlShape(saying(text))).isEqualTo(htmlShape(saying("harmless")));
    }

    @Property(tries = 150)
    void p10_markdown_has_our_links_and_no_html_whatever_a_mail_says(@ForAll("hostile") String text) {
        assertThat(markdownTargets(saying(text))).isEqualTo(markdownTargets(saying("harmless")));
    }

    @Property(tries = 150)
    void p10_the_mail_has_the_same_fields_whatever_a_subject_says(@ForAll("hostile") String text) throws IOException {
        MailHeader header = new MailHeader(new MailIdentity(
                Optional.of(text),
                new EmailAddress("digest@example.org"),
                Optional.of("nikkan.example.org"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        MailBody body = renderer.mail(saying(text), Language.JA);

        byte[] mail = body.after(header.of(
                        new EmailAddress("a@example.org"),
                        text,
                        "digest.20261122.x@nikkan.example.org",
                        Optional.empty(),
                        Instant.EPOCH))
                .array();
        Message message = new DefaultMessageBuilder().parseMessage(new java.io.ByteArrayInputStream(mail));

        assertThat(message.getHeader().getFields())
                .extracting(Field::getName)
                .containsExactly(
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "MIME-Version",
                        "List-Id",
                        "List-Post",
                        "Auto-Submitted",
                        "Precedence",
                        "Content-Type",
                        "Content-Language");
        assertThat(message.getFrom()).hasSize(1);
        assertThat(message.getFrom().getFirst().getAddress()).isEqualTo("digest@example.org");
    }

    @Property(tries = 150)
    void p10_what_is_shown_hides_and_reorders_nothing(@ForAll("hostile") String text) {
        String pages = renderer.text(saying(text), Language.EN)
                + renderer.html(saying(text), Language.JA)
                + renderer.markdown(saying(text), Language.JA);

        assertThat(pages.codePoints().filter(point -> point != '\n'))
                .noneMatch(Character::isISOControl)
                .noneMatch(point -> Character.getType(point) == Character.FORMAT)
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE)
                .noneMatch(point -> point == 0x2028 || point == 0x2029);
    }

    @Property(tries = 100)
    void p10_json_stays_one_object(@ForAll("hostile") String text) throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(renderer.json(saying(text).digest()))
                        .get("drafts"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "]]>",
                "javascript:alert(1)",
                "[click](https://evil.example)",
                "![x](https://evil.example/pixel)",
                "https://evil.example/?a=b",
                "www.evil.example",
                "a@evil.example",
                "`https://evil.example`",
                "<https://evil.example>",
                "&lt;b&gt; &#60;b&#62;",
                "# Heading",
                "- [ ] task",
                "1. one",
                "***",
                "===",
                "| a | b |",
                "[evil]: https://evil.example",
                "\\[not](https://evil.example)",
                "{{7*7}} {{{title}}} ${jndi:ldap://x}",
                "\r\nBcc: victim@example.org\r\n\r\nbody",
                "\n.\nMAIL FROM:<a@b>",
                "\u202Egnp.exe",
                "=?UTF-8?B?DQpCY2M6IHg=?=",
                "\u560A\u560D\u760A\u760D"
            })
    void p10_known_tricks_change_neither_page_nor_markdown(String text) {
        assertThat(htmlShape(saying(text))).isEqualTo(htmlShape(saying("harmless")));
        assertThat(markdownTargets(saying(text))).isEqualTo(markdownTargets(saying("harmless")));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> tricks = Arbitraries.of(
                "<",
                ">",
                "\"",
                "'",
                "&",
                "`",
                "``",
                "*",
                "**",
                "_",
                "[",
                "](",
                ")",
                "!",
                "\\",
                "#",
                "~~",
                "|",
                "$",
                "{{",
                "}}",
                "\r\n",
                "\n",
                "\u0000",
                "\u001b[31m",
                "\u202e",
                "\u200b",
                "\u2028",
                "\u0085",
                "\ufeff",
                "\udb40\udc41",
                "\ud800",
                "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
                "https://x.example",
                "www.x",
                "a@b.example",
                "<!--",
                "-->",
                "]]>",
                "&#x3c;",
                "=?utf-8?q?",
                "?=",
                " ",
                "日本",
                "- ",
                "1. ",
                "\t");
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, tricks),
                        net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(20)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> "x" + String.join("", parts));
    }

    private DigestPart saying(String text) {
        return renderer.divide(
                        edition("2026-11-22")
                                .draft(
                                        "draft-a-b-03",
                                        post -> post.title(text)
                                                .authors(text)
                                                .abstractText(text)
                                                .previous(2, "2026-11-01"))
                                .rfc(9999, text)
                                .event(EventKind.ANNOUNCEMENT, text, Optional.of(text))
                                .event(EventKind.INTERIM, "A meeting", text, Optional.empty())
                                .unread(text)
                                .digest(),
                        0)
                .parts()
                .getFirst();
    }

    private String htmlShape(DigestPart part) {
        return Jsoup.parse(renderer.html(part, Language.EN)).getAllElements().stream()
                .map(element -> element.tagName() + element.attributes())
                .collect(joining("\n"));
    }

    private List<String> markdownTargets(DigestPart part) {
        List<String> found = new ArrayList<>();
        Parser.builder().build().parse(renderer.markdown(part, Language.JA)).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                found.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                found.add("image " + image.getDestination());
            }

            @Override
            public void visit(HtmlInline html) {
                found.add("html " + html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                found.add("html " + html.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.Heading heading) {
                found.add("heading " + heading.getLevel());
                visitChildren((Node) heading);
            }
        });
        return found;
    }
}
