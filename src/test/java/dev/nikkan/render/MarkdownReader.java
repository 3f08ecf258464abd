package dev.nikkan.render;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// What a reader of Markdown sees, and after each link where it leads.
final class MarkdownReader extends AbstractVisitor {
    private final StringBuilder shown = new StringBuilder();

    private MarkdownReader() {}

    static Node parse(String markdown) {
        return Parser.builder().build().parse(markdown);
    }

    static String shown(Node node) {
        MarkdownReader reader = new MarkdownReader();
        node.accept(reader);
        return reader.shown.toString().strip();
    }

    @Override
    public void visit(Text text) {
        shown.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        shown.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
        shown.append('\n');
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        shown.append('\n');
    }

    @Override
    public void visit(Heading heading) {
        visitChildren(heading);
        shown.append('\n');
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        int number = start == null ? 1 : start;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            shown.append(number++).append(". ");
            visit((ListItem) item);
        }
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        shown.append('\n').append(link.getDestination()).append('\n');
    }
}
