package dev.nikkan.app.config;

import dev.nikkan.model.Language;
import dev.nikkan.model.Secret;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.Dialect;
import dev.nikkan.summary.engine.Messages;
import dev.nikkan.summary.engine.Price;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads `[summary]`.
final class SummaryReader {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /// The client sets these itself.
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private SummaryReader() {}

    static SummarySettings read(Section section) {
        SummarySettings defaults = SummarySettings.DEFAULT;
        Optional<Dialect> dialect =
                section.value("engine", SummaryReader::dialect).flatMap(Function.identity());
        Optional<URI> endpoint =
                dialect.isPresent() ? needed(section) : section.value("endpoint", EndpointAddress::parse);
        Optional<String> model =
                dialect.isPresent() ? section.neededText("model", "the model to ask for") : section.text("model");
        SummarySettings summary = new SummarySettings(
                dialect,
                endpoint,
                model,
                key(section),
                section.texts("headers")
                        .flatMap(lines -> headers(section, lines))
                        .orElse(defaults.headers()),
                section.text("proxy").isPresent() ? section.value("proxy", SummaryReader::proxy) : Optional.empty(),
                section.duration("timeout", Duration.ofSeconds(1), LONG).orElse(defaults.timeout()),
                section.number("concurrency", 1, 64).orElse(defaults.concurrency()),
                section.number("retries", 0, 10).orElse(defaults.retries()),
                section.duration("overview-wait", Duration.ZERO, LONGEST_WAIT).orElse(defaults.overviewWait()),
                section.texts("languages")
                        .flatMap(tags -> languages(section, tags))
                        .orElse(defaults.languages()),
                section.path("prompts").flatMap(folder -> prompts(section, folder)),
                section.number("daily-calls", 0, 1_000_000).orElse(defaults.dailyCalls()),
                section.number("daily-tokens", 0, Integer.MAX_VALUE).orElse(defaults.dailyTokens()),
                section.text("price").isPresent() ? section.value("price", Price::parse) : Optional.empty());
        section.refuseUnknownKeys();
        return summary;
    }

    private static Optional<Dialect> dialect(String text) {
        return switch (text) {
            case "lead" -> Optional.empty();
            case "openai" -> Optional.of(new ChatCompletions());
            case "anthropic" -> Optional.of(new Messages());
            default ->
                throw new IllegalArgumentException(Section.noChoice(text, List.of("lead", "openai", "anthropic")));
        };
    }

    private static Optional<URI> needed(Section section) {
        return section.neededText("endpoint", "the web address of the model")
                .flatMap(_ -> section.value("endpoint", EndpointAddress::parse));
    }

    private static URI proxy(String text) {
        URI address = EndpointAddress.uri(text);
        if (!"http".equals(address.getScheme()) || address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no proxy; write \"http://proxy.example.org:3128\"");
        }
        return address;
    }

    /// What it is sent in is a header's value, and what is no such value would be quoted by whoever refuses it.
    private static Optional<Secret> key(Section section) {
        Optional<Secret> key = section.secretFile("api-key-file");
        if (key.isEmpty() || key.get().reveal().matches("[\\x21-\\x7e]*")) {
            return key;
        }
        String file = section.path("api-key-file").map(Path::toString).orElse("the file");
        return section.refuse(
                "api-key-file", file + " should hold the key in one line, of visible ASCII characters without a blank");
    }

    private static Optional<Map<String, String>> headers(Section section, List<String> lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            // RFC 9110 §5.1 and §5.5.
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !line.matches("[\\x20-\\x7e]+")) {
                // Not quoted: some services take their key in a header of their own.
                return section.refuse("headers", "entry " + (i + 1) + " is no header; write \"X-Title: Nikkan\"");
            }
            if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
                return section.refuse("headers", name + " is set by the connection itself");
            }
            headers.put(name, line.substring(colon + 1).strip());
        }
        return Optional.of(headers);
    }

    private static Optional<List<Language>> languages(Section section, List<String> tags) {
        List<Language> languages = Stream.of(Language.values())
                .filter(language -> tags.contains(language.tag()))
                .toList();
        return languages.size() == tags.size() && !tags.isEmpty()
                ? Optional.of(languages)
                : section.refuse("languages", "a list of \"ja\" and \"en\", or of one of them");
    }

    private static Optional<Path> prompts(Section section, Path folder) {
        if (!Files.isDirectory(folder)) {
            return section.refuse("prompts", folder + " is no folder");
        }
        try {
            Prompts.load(Optional.of(folder));
            return Optional.of(folder);
        } catch (UncheckedIOException e) {
            return section.refuse("prompts", "a file in " + folder + " cannot be read");
        }
    }
}
