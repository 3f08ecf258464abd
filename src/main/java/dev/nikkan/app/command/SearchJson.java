package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.Found;
import dev.nikkan.store.SearchPage;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// `search --format json`: one object; what an entry does not have is left out.
final class SearchJson {
    /// Standard output stays open; and what an error has cut short must not look whole.
    private static final JsonFactory JSON = new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

    private final JsonGenerator json;

    private SearchJson(JsonGenerator json) {
        this.json = json;
    }

    static void print(SearchQuery query, SearchPage page, PrintStream out) {
        try (JsonGenerator json =
                JSON.createGenerator(new OutputStreamWriter(out, out.charset())).useDefaultPrettyPrinter()) {
            new SearchJson(json).write(query, page);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("a PrintStream does not fail", e);
        }
    }

    private void write(SearchQuery query, SearchPage page) throws IOException {
        json.writeStartObject();
        json.writeStringField("query", query.text());
        json.writeNumberField("total", page.total().entries());
        json.writeBooleanField("exact", page.total().exact());
        json.writeBooleanField("weighed", page.weighed());
        json.writeArrayFieldStart("results");
        for (Found found : page) {
            write(query, SearchRow.of(found).plain());
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
