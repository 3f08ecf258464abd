package dev.nikkan.app.command;

import dev.nikkan.publish.SummarySettings;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.Dialect;
import dev.nikkan.summary.engine.EngineSettings;
import dev.nikkan.summary.engine.Messages;
import java.util.List;
import java.util.Optional;

/// An engine as it is typed: `lead`, `openai`, `anthropic`, or with a model of its own `openai:example-model`.
///
/// @param settings empty for `lead`
record EngineChoice(String name, Optional<EngineSettings> settings) {
    private static final List<Dialect> DIALECTS = List.of(new ChatCompletions(), new Messages());

    /// @param summary where the endpoint, and without one in the text the model, are taken from; its own
    ///     engine may be another, so that a model can be tried before it is configured
    static EngineChoice parse(String text, SummarySettings summary) {
        if (text.equals("lead")) {
            return new EngineChoice(text, Optional.empty());
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Optional<String> model = colon < 0 ? summary.model() : Optional.of(text.substring(colon + 1));
        Dialect dialect = DIALECTS.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "There is no engine \"%s\"; write lead, openai or anthropic, or openai:MODEL."
                                .formatted(name)));
        if (summary.endpoint().isEmpty() || model.isEmpty()) {
            throw new Failure(
                    ExitCode.CONFIGURATION,
                    "The engine %s needs endpoint and model in [summary] of the configuration.".formatted(name));
        }
        SummarySettings tried = new SummarySettings(
                Optional.of(dialect),
                summary.endpoint(),
                model,
                summary.key(),
                summary.headers(),
                summary.proxy(),
                summary.timeout(),
                summary.concurrency(),
                summary.retries(),
                summary.overviewWait(),
                summary.languages(),
                summary.prompts(),
                summary.dailyCalls(),
                summary.dailyTokens());
        return new EngineChoice(text, tried.engine());
    }
}
