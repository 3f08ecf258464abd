package dev.nikkan.app.command;

import dev.nikkan.search.SearchQuery;
import java.util.List;
import java.util.stream.Collectors;

/// `search --format csv`: RFC 4180, with a header line. What a spreadsheet would take for a formula is guarded:
/// titles and names are their authors' words.
final class SearchCsv {
    private static final String HEADER = "kind,day,name,revision,title,authors,group,stream,url,snippet\r\n";

    private SearchCsv() {}

    static String of(SearchQuery query, List<SearchRow> rows) {
        return rows.stream()
                .map(SearchRow::plain)
                .map(row -> line(query, row))
                .collect(Collectors.joining("", HEADER, ""));
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
