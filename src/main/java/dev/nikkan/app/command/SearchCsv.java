package dev.nikkan.app.command;

import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.Found;
import dev.nikkan.store.SearchPage;
import java.io.PrintStream;
import java.util.List;

/// `search --format csv`: RFC 4180, with a header line. What a spreadsheet would take for a formula is guarded:
/// titles and names are their authors' words.
final class SearchCsv {
    private static final String HEADER = "kind,day,name,revision,title,authors,group,stream,url,snippet\r\n";

    private SearchCsv() {}

    static void print(SearchQuery query, SearchPage page, PrintStream out) {
        out.print(HEADER);
        for (Found found : page) {
            out.print(line(query, SearchRow.of(found).plain()));
        }
    }

    private static String line(SearchQuery query, SearchRow row) {
        return Csv.line(List.of(
                row.kind(),
                row.day(),
                row.name().orElse(""),
                row.revision().orElse(""),
                row.title(),
                String.join(", ", row.authors()),
                row.group().orElse(""),
                row.stream().orElse(""),
                row.url().orElse(""),
                row.snippet(query)));
    }
}
