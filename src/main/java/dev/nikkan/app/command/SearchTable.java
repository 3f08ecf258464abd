package dev.nikkan.app.command;

import dev.nikkan.search.Excerpt;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.Found;
import dev.nikkan.store.SearchPage;
import dev.nikkan.text.Columns;
import dev.nikkan.text.OneLine;
import java.io.PrintStream;

/// `search --format table`: on a terminal two lines a result, as wide as it is, the hits bold; else one line a
/// result, however wide, for grep.
final class SearchTable {
    private static final String INDENT = "    ";

    private final Terminal terminal;

    SearchTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Reads the page twice, first for the widths of its columns: it may be longer than memory holds.
    void print(SearchQuery query, SearchPage page, PrintStream out) {
        int kind = 0;
        int name = 0;
        for (Found found : page) {
            SearchRow row = SearchRow.of(found);
            kind = Math.max(kind, Columns.of(row.kind()));
            name = Math.max(name, Columns.of(row.nameAndRevision()));
        }
        for (Found found : page) {
            out.print(lines(query, SearchRow.of(found), kind, name));
        }
    }

    private String lines(SearchQuery query, SearchRow row, int kind, int name) {
        String head = "%s  %s  %s".formatted(padded(row.kind(), kind), row.day(), padded(row.nameAndRevision(), name));
        String title = printable(row.title());
        if (terminal.width().isEmpty()) {
            return "%s  %s  %s\n".formatted(head, title, row.snippet(query));
        }
        int width = terminal.width().getAsInt();
        String first = Columns.clip(head + "  " + title, width);
        Excerpt excerpt = Excerpt.of(query, row.text(), Math.max(20, width - INDENT.length()));
        String second = excerpt.pieces().isEmpty() ? "" : INDENT + excerpt.marked(terminal::bold) + "\n";
        return first + "\n" + second;
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - Columns.of(text)));
    }

    /// Text of a stranger's mail for a terminal.
    private static String printable(String text) {
        return OneLine.of(text.replaceAll("\\s+", " "));
    }
}
