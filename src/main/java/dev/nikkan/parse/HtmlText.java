package dev.nikkan.parse;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The text of a mail that a program wrote as HTML alone, as lines, without what is quoted in it. For the few words of
/// a wish, not for reading: tables, links and emphasis are lost.
final class HtmlText {
    private static final String UNSHOWN = "head, script, style, blockquote";
    /// Programs draw a line above a copy of the mail that is answered.
    private static final String RULE = "\n" + "_".repeat(32) + "\n";

    private HtmlText() {}

    static String of(String html) {
        Document page = Jsoup.parse(html);
        page.select(UNSHOWN).remove();
        Lines lines = new Lines();
        page.body().traverse(lines);
        return Characters.plainLines(lines.text.toString());
    }

    private static final class Lines implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void head(Node node, int depth) {
            switch (node) {
                case TextNode words -> text.append(words.text());
                case Element line when line.nameIs("hr") -> text.append(RULE);
                case Element line when line.isBlock() || line.nameIs("br") -> text.append('\n');
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock()) {
                text.append('\n');
            }
        }
    }
}
