package dev.nikkan.summary.engine;

import dev.nikkan.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The shape of Anthropic's messages.
public record Messages() implements Dialect {
    private static final String VERSION = "2023-06-01";

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public URI address(URI endpoint) {
        return Addresses.below(endpoint, "messages");
    }

    @Override
    public Map<String, String> headers(Secret key) {
        return Map.of("x-api-key", key.reveal(), "anthropic-version", VERSION);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("anthropic-version", VERSION);
    }

    @Override
    public String body(String model, Question question, Set<Trait> traits) {
        return JsonText.object(json -> {
            json.writeStringField("model", model);
            json.writeNumberField("max_tokens", question.longest());
            json.writeArrayFieldStart("system");
            json.writeStartObject();
            json.writeStringField("type", "text");
            json.writeStringField("text", question.instructions());
            json.writeObjectFieldStart("cache_control");
            json.writeStringField("type", "ephemeral");
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            json.writeStartObject();
            json.writeStringField("role", "user");
            json.writeStringField("content", question.document());
            json.writeEndObject();
            json.writeEndArray();
            if (traits.contains(Trait.TEMPERATURE)) {
                json.writeNumberField("temperature", 0);
            }
            if (traits.contains(Trait.SCHEMA)) {
                json.writeObjectFieldStart("output_config");
                json.writeObjectFieldStart("format");
                json.writeStringField("type", "json_schema");
                JsonText.schema(json, question.fields());
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    @Override
    public Completion read(String body) throws MalformedAnswerException {
        Map<String, Object> answer = JsonTree.object(body);
        if (!(JsonTree.at(answer, "content").orElse("") instanceof List<?> blocks)) {
            throw new MalformedAnswerException("there is no list named content in it");
        }
        String stop = JsonTree.text(answer, "stop_reason").orElse("");
        // What it thought is in blocks of another type.
        String text = blocks.stream()
                .filter(block -> JsonTree.text(block, "type").orElse("").equals("text"))
                .flatMap(block -> JsonTree.text(block, "text").stream())
                .collect(Collectors.joining());
        return new Completion(
                text,
                JsonTree.text(answer, "model").orElse(""),
                stop.equals("max_tokens"),
                stop.equals("refusal"),
                usage(answer));
    }

    @Override
    public Usage usage(String body) {
        return usage(JsonTree.objectOrEmpty(body));
    }

    private static Usage usage(Map<String, Object> answer) {
        return new Usage(
                JsonTree.count(answer, "usage", "input_tokens")
                        + JsonTree.count(answer, "usage", "cache_creation_input_tokens")
                        + JsonTree.count(answer, "usage", "cache_read_input_tokens"),
                JsonTree.count(answer, "usage", "output_tokens"));
    }
}
