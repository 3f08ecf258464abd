package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.SearchResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// `search --format json`: one object; what an entry does not have is left out.
final class SearchJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private SearchJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(SearchQuery query, SearchResult result, List<SearchRow> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            new SearchJson(json).write(query, result, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void write(SearchQuery query, SearchResult result, List<SearchRow> rows) throws IOException {
        json.writeStartObject();
        json.writeStringField("query", query.text());
        json.writeNumberField("total", result.total().entries());
        json.writeBooleanField("exact", result.total().exact());
        json.writeBooleanField("weighed", result.weighed());
        json.writeArrayFieldStart("results");
        for (SearchRow row : rows) {
            write(query, row.plain());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(SearchQuery query, SearchRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", row.kind());
        json.writeStringField("day", row.day());
        text("name", row.name());
        text("revision", row.revision());
        json.writeStringField("title", row.title());
        json.writeArrayFieldStart("authors");
        for (String author : row.authors()) {
            json.writeString(author);
        }
        json.writeEndArray();
        text("group", row.group());
        text("stream", row.stream());
        text("url", row.url());
        json.writeStringField("snippet", row.snippet(query));
        json.writeEndObject();
    }

    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
