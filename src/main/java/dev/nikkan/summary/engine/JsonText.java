package dev.nikkan.summary.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// JSON written to a text.
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /// Writes the members of an object.
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /// One object, without a line end.
    public static String object(Writing members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /// The schema of an object with texts in it and nothing else. Kept this small on purpose: servers that turn a
    /// schema into a grammar answer unbound text, with status 200, where the grammar does not come out (llama.cpp
    /// issue 19051).
    static void schema(JsonGenerator json, List<String> fields) throws IOException {
        json.writeObjectFieldStart("schema");
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        for (String field : fields) {
            json.writeObjectFieldStart(field);
            json.writeStringField("type", "string");
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("required");
        for (String field : fields) {
            json.writeString(field);
        }
        json.writeEndArray();
        json.writeBooleanField("additionalProperties", false);
        json.writeEndObject();
    }
}
