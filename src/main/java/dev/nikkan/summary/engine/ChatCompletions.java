package dev.nikkan.summary.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The shape of OpenAI's chat completions, which Ollama, llama.cpp, vLLM, LM Studio and most hosted services
/// have too.
public record ChatCompletions() implements Dialect {
    @Override
    public String name() {
        return "openai";
    }

    @Override
    public URI address(URI endpoint) {
        return Addresses.below(endpoint, "chat/completions");
    }

    @Override
    public Map<String, String> headers(Secret key) {
        return Map.of("Authorization", "Bearer " + key.reveal());
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public String body(String model, Question question, Set<Trait> traits) {
        return JsonText.object(json -> {
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            message(json, "system", question.instructions());
            message(json, "user", question.document());
            json.writeEndArray();
            json.writeNumberField(
                    traits.contains(Trait.MAX_TOKENS) ? "max_tokens" : "max_completion_tokens", question.longest());
            if (traits.contains(Trait.TEMPERATURE)) {
                json.writeNumberField("temperature", 0);
            }
            json.writeBooleanField("stream", false);
            if (traits.contains(Trait.SCHEMA)) {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_schema");
                json.writeObjectFieldStart("json_schema");
                json.writeStringField("name", "answer");
                json.writeBooleanField("strict", true);
                JsonText.schema(json, question.fields());
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    private static void message(JsonGenerator json, String role, String content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content);
        json.writeEndObject();
    }

    @Override
    public Completion read(String body) throws MalformedAnswerException {
        Map<String, Object> answer = JsonTree.object(body);
        Object choice = JsonTree.at(answer, "choices", 0)
                .orElseThrow(() -> new MalformedAnswerException("there is no choices[0] in it"));
        String finish = JsonTree.text(choice, "finish_reason").orElse("");
        return new Completion(
                content(JsonTree.at(choice, "message", "content").orElse("")),
                JsonTree.text(answer, "model").orElse(""),
                finish.equals("length"),
                finish.equals("content_filter")
                        || JsonTree.text(choice, "message", "refusal").isPresent(),
                usage(answer));
    }

    @Override
    public Usage usage(String body) {
        return usage(JsonTree.objectOrEmpty(body));
    }

    private static Usage usage(Map<String, Object> answer) {
        return new Usage(
                JsonTree.count(answer, "usage", "prompt_tokens"), JsonTree.count(answer, "usage", "completion_tokens"));
    }

    /// Some servers answer in parts.
    private static String content(Object content) {
        return switch (content) {
            case String text -> text;
            case List<?> parts ->
                parts.stream()
                        .flatMap(part -> JsonTree.text(part, "text").stream())
                        .collect(Collectors.joining());
            default -> "";
        };
    }
}
