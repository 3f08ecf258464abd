package dev.nikkan.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `[summary]`: how an abstract becomes a few sentences. This version has the engine `lead` alone, which
/// takes the abstract's first sentences and asks nobody; the other keys are read and checked, and wait for an
/// engine.
///
/// @param endpoint web address of the service
/// @param timeout for one call
/// @param dailyCalls how many calls a day may cost
public record SummarySettings(
        Optional<String> endpoint,
        Optional<String> model,
        Optional<Path> apiKeyFile,
        Duration timeout,
        int dailyCalls) {
    public static final SummarySettings DEFAULT =
            new SummarySettings(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(60), 600);
}
