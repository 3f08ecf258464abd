package dev.nikkan.publish;

import dev.nikkan.model.Language;
import dev.nikkan.model.Secret;
import dev.nikkan.summary.engine.Dialect;
import dev.nikkan.summary.engine.EngineSettings;
import dev.nikkan.summary.engine.Price;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `[summary]`: how an abstract becomes a few sentences.
///
/// @param dialect of the model's endpoint; none is the engine `lead`, which takes sentences of the abstract and
///     asks nobody
/// @param timeout for one call
/// @param overviewWait how long an edition waits for its overview at most
/// @param languages in which summaries are asked for
/// @param prompts a folder whose files stand in for the built-in instructions and glossary
/// @param dailyCalls,dailyTokens how much a UTC day may cost; 0 calls: nothing is asked
/// @param price where the operator says it
public record SummarySettings(
        Optional<Dialect> dialect,
        Optional<URI> endpoint,
        Optional<String> model,
        Optional<Secret> key,
        Map<String, String> headers,
        Optional<URI> proxy,
        Duration timeout,
        int concurrency,
        int retries,
        Duration overviewWait,
        List<Language> languages,
        Optional<Path> prompts,
        int dailyCalls,
        int dailyTokens,
        Optional<Price> price) {
    public static final SummarySettings DEFAULT = new SummarySettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Duration.ofSeconds(60),
            4,
            3,
            Duration.ofSeconds(20),
            List.of(Language.JA),
            Optional.empty(),
            600,
            1_000_000);

    /// Without a price.
    public SummarySettings(
            Optional<Dialect> dialect,
            Optional<URI> endpoint,
            Optional<String> model,
            Optional<Secret> key,
            Map<String, String> headers,
            Optional<URI> proxy,
            Duration timeout,
            int concurrency,
            int retries,
            Duration overviewWait,
            List<Language> languages,
            Optional<Path> prompts,
            int dailyCalls,
            int dailyTokens) {
        this(
                dialect,
                endpoint,
                model,
                key,
                headers,
                proxy,
                timeout,
                concurrency,
                retries,
                overviewWait,
                languages,
                prompts,
                dailyCalls,
                dailyTokens,
                Optional.empty());
    }

    public SummarySettings {
        headers = Map.copyOf(headers);
        languages = List.copyOf(languages);
    }

    /// The model to ask; empty for the engine `lead`.
    public Optional<EngineSettings> engine() {
        return dialect.map(spoken -> new EngineSettings(
                spoken,
                endpoint.orElseThrow(),
                model.orElseThrow(),
                key,
                headers,
                proxy,
                timeout,
                concurrency,
                retries));
    }
}
