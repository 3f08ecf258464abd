package dev.nikkan.app.command;

import dev.nikkan.app.config.EndpointAddress;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.Dialect;
import dev.nikkan.summary.engine.EngineSettings;
import dev.nikkan.summary.engine.Messages;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An engine as it is typed: `lead`, `openai`, `anthropic`, with a model of its own `openai:example-model`, and with an
/// endpoint of its own `openai:example-model@https://models.example.org/v1`.
///
/// @param settings empty for `lead`
record EngineChoice(String name, Optional<EngineSettings> settings) {
    /// What an engine may be, for those whose help tells it.
    static final String FORMS = "lead, openai or anthropic, openai:MODEL, or openai:MODEL@ENDPOINT";

    private static final List<Dialect> DIALECTS = List.of(new ChatCompletions(), new Messages());
    /// A model's name may hold `@` and `:` too: the last `@` before an address counts.
    private static final Pattern WITH_ENDPOINT = Pattern.compile("(?is)(.*)@(https?://.*)");
    /// What somebody meant for an endpoint: taken for a model's name it would be asked of the configured one.
    private static final Pattern LIKE_AN_ENDPOINT = Pattern.compile("(?s).*(://|@[^@/]+:\\d+/).*");

    /// @param summary where endpoint and model are taken from unless the text has them; its own engine may be
    ///     another, so that a model can be tried before it is configured
    static EngineChoice parse(String text, SummarySettings summary) {
        if (text.equals("lead")) {
            return new EngineChoice(text, Optional.empty());
        }
        Matcher elsewhere = WITH_ENDPOINT.matcher(text);
        boolean own = elsewhere.matches();
        String engine = own ? elsewhere.group(1) : text;
        int colon = engine.indexOf(':');
        String name = colon < 0 ? engine : engine.substring(0, colon);
        Dialect dialect = DIALECTS.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Failure(ExitCode.USAGE, "There is no engine \"%s\"; write %s.".formatted(name, FORMS)));
        Optional<URI> endpoint = own ? Optional.of(endpoint(elsewhere.group(2))) : summary.endpoint();
        Optional<String> model = colon < 0 ? summary.model() : Optional.of(model(engine.substring(colon + 1)));
        if (endpoint.isEmpty() || model.isEmpty()) {
            throw new Failure(
                    ExitCode.CONFIGURATION,
                    "The engine %s needs endpoint and model in [summary] of the configuration.".formatted(name));
        }
        return new EngineChoice(text, Optional.of(settings(dialect, endpoint.get(), model.get(), summary)));
    }

    /// Without quoting it: an address that is typed wrongly may have a password in it.
    private static String model(String text) {
        if (text.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "There is no model behind the colon; write openai:MODEL.");
        }
        if (LIKE_AN_ENDPOINT.matcher(text).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "What stands behind the colon looks like an address and no model; write"
                            + " openai:MODEL@https://HOST/v1.");
        }
        return text;
    }

    private static URI endpoint(String text) {
        try {
            return EndpointAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "The endpoint of an engine cannot be used: " + e.getMessage() + ".");
        }
    }

    /// The key, the headers, which may have another, and the proxy are for the configured endpoint's server alone.
    private static EngineSettings settings(Dialect dialect, URI endpoint, String model, SummarySettings summary) {
        boolean known = summary.endpoint()
                .filter(configured -> server(configured).equals(server(endpoint)))
                .isPresent();
        return new EngineSettings(
                dialect,
                endpoint,
                model,
                known ? summary.key() : Optional.empty(),
                known ? summary.headers() : Map.of(),
                known ? summary.proxy() : Optional.empty(),
                summary.timeout(),
                summary.concurrency(),
                summary.retries());
    }

    /// Scheme, host and port: what RFC 6454 §4 calls the origin.
    private static List<Object> server(URI endpoint) {
        int usual = endpoint.getScheme().equals("https") ? 443 : 80;
        return List.of(
                endpoint.getScheme(),
                endpoint.getHost().toLowerCase(Locale.ROOT),
                endpoint.getPort() < 0 ? usual : endpoint.getPort());
    }
}
