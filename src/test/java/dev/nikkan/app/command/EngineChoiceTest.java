package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.model.Language;
import dev.nikkan.model.Secret;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.EngineSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an engine means that somebody has typed, beside a configured one.
final class EngineChoiceTest {
    private static final SummarySettings CONFIGURED = configured("https://models.example/v1");

    @ParameterizedTest
    @CsvSource({
        "openai, sample-model, https://models.example/v1",
        "openai:other, other, https://models.example/v1",
        "openai:user@host:q4, user@host:q4, https://models.example/v1",
        "openai:other@http://127.0.0.1:8080/v1, other, http://127.0.0.1:8080/v1",
        "openai:a@b:c@https://second.example/v1, a@b:c, https://second.example/v1",
        "anthropic@https://second.example, sample-model, https://second.example"
    })
    void model_and_endpoint_are_what_stands_there_and_else_what_is_configured(
            String typed, String model, URI endpoint) {
        EngineSettings settings = chosen(typed, CONFIGURED);

        assertThat(settings.model()).isEqualTo(model);
        assertThat(settings.endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "anthropic:other",
                "openai:m@https://models.example/other",
                "openai:m@https://MODELS.example:443/v1"
            })
    void the_configured_server_gets_the_key_the_headers_and_the_proxy(String typed) {
        EngineSettings settings = chosen(typed, CONFIGURED);

        assertThat(settings.key()).isPresent();
        assertThat(settings.headers()).isNotEmpty();
        assertThat(settings.proxy()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://models.example/v1",
                "http://models.example:443/v1",
                "https://models.example:8443/v1",
                "https://models.example.evil.example/v1",
                "https://evil.example/models.example/v1",
                "https://xmodels.example/v1"
            })
    void no_other_server_gets_any_of_them(String endpoint) {
        EngineSettings settings = chosen("openai:m@" + endpoint, CONFIGURED);

        assertThat(settings.key()).isEmpty();
        assertThat(settings.headers()).isEmpty();
        assertThat(settings.proxy()).isEmpty();
    }

    @Test
    void an_endpoint_of_its_own_needs_none_in_the_configuration() {
        EngineSettings settings = chosen("openai:m@http://127.0.0.1:11434/v1", SummarySettings.DEFAULT);

        assertThat(settings.model()).isEqualTo("m");
        assertThatThrownBy(() -> EngineChoice.parse("openai:m", SummarySettings.DEFAULT))
                .hasMessageContaining("needs endpoint and model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai:",
                "openai:@http://127.0.0.1:1/v1",
                "openai:m@ftp://other.example/v1",
                "openai:m@localhost:11434/v1",
                "openai:http://user:password@127.0.0.1:1/v1",
                "openai:a@https://first.example@https://second.example"
            })
    void what_is_no_model_is_a_wrong_use_and_never_asked_of_the_configured_server(String typed) {
        assertThatThrownBy(() -> EngineChoice.parse(typed, CONFIGURED))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("no model")
                .hasMessageNotContaining("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "HTTPS://user:secret@h/v1", "http:///v1", "https://h/v1#x", "https://h /v1"})
    void what_is_no_address_is_a_wrong_use(String endpoint) {
        assertThatThrownBy(() -> EngineChoice.parse("openai:m@" + endpoint, CONFIGURED))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("The endpoint of an engine cannot be used: ")
                .hasMessageNotContaining("secret");
    }

    private static EngineSettings chosen(String typed, SummarySettings summary) {
        return EngineChoice.parse(typed, summary).settings().orElseThrow();
    }

    private static SummarySettings configured(String endpoint) {
        return new SummarySettings(
                Optional.of(new ChatCompletions()),
                Optional.of(URI.create(endpoint)),
                Optional.of("sample-model"),
                Optional.of(new Secret("sk-sample")),
                Map.of("X-Key", "sample"),
                Optional.of(URI.create("http://proxy.example:3128")),
                Duration.ofSeconds(30),
                2,
                0,
                Duration.ZERO,
                List.of(Language.JA),
                Optional.empty(),
                600,
                1_000_000);
    }
}
