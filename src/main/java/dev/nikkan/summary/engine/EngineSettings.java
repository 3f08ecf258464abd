package dev.nikkan.summary.engine;

import dev.nikkan.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How a model is reached.
///
/// @param endpoint what the dialect's path is put behind, `http://127.0.0.1:11434/v1`
/// @param headers sent with each call beside the dialect's own
/// @param proxy `http://host:port` for all calls; without one the connection is direct
/// @param timeout for one call, from connecting to the last octet of the answer
/// @param concurrency how many calls at a time
/// @param retries how often a call that failed by accident is made again
public record EngineSettings(
        Dialect dialect,
        URI endpoint,
        String model,
        Optional<Secret> key,
        Map<String, String> headers,
        Optional<URI> proxy,
        Duration timeout,
        int concurrency,
        int retries) {
    public EngineSettings {
        headers = Map.copyOf(headers);
    }

    public EngineSettings withModel(String other) {
        return new EngineSettings(dialect, endpoint, other, key, headers, proxy, timeout, concurrency, retries);
    }
}
