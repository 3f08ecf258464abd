package dev.nikkan.summary.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON read as maps, lists, texts, numbers and truths; what is null is left out.
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonTree() {}

    /// @throws MalformedAnswerException if the text is not one JSON object and nothing else
    static Map<String, Object> object(String text) throws MalformedAnswerException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedAnswerException("it is no JSON object");
            }
            Map<String, Object> object = members(parser);
            if (parser.nextToken() != null) {
                throw new MalformedAnswerException("something follows the JSON object");
            }
            return object;
        } catch (IOException e) {
            throw new MalformedAnswerException("it is no JSON");
        }
    }

    /// The same, and an empty one where the text is none.
    static Map<String, Object> objectOrEmpty(String text) {
        try {
            return object(text);
        } catch (MalformedAnswerException _) {
            return Map.of();
        }
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            value(parser).ifPresent(value -> members.put(name, value));
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(parser).ifPresent(elements::add);
        }
        return elements;
    }

    private static Optional<Object> value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("the text ends inside the JSON");
        }
        return switch (token) {
            case START_OBJECT -> Optional.of(members(parser));
            case START_ARRAY -> Optional.of(elements(parser));
            case VALUE_STRING -> Optional.of(parser.getText());
            case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> Optional.of(parser.getDoubleValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("no value at " + token);
        };
    }

    /// What a path of names leads to, a number in it counting elements; empty where it leads nowhere.
    static Optional<Object> at(Object tree, Object... path) {
        Optional<Object> found = Optional.of(tree);
        for (Object step : path) {
            found = found.flatMap(node -> switch (node) {
                case Map<?, ?> map -> Optional.ofNullable(map.get(step));
                case List<?> list
                when step instanceof Integer index && index < list.size() -> Optional.of(list.get(index));
                default -> Optional.empty();
            });
        }
        return found;
    }

    static Optional<String> text(Object tree, Object... path) {
        return at(tree, path).filter(String.class::isInstance).map(String.class::cast);
    }

    static int count(Object tree, Object... path) {
        return at(tree, path)
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .map(number -> Math.clamp(number, 0, Integer.MAX_VALUE))
                .orElse(0);
    }
}
