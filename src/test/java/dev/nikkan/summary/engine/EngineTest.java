package dev.nikkan.summary.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nikkan.fixtures.ModelServer;
import dev.nikkan.fixtures.SettableClock;
import dev.nikkan.fixtures.TestCertificate;
import dev.nikkan.model.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions to endpoints that behave and to ones that do not: whatever they do, a question ends in time.
final class EngineTest {
    private static final Question QUESTION = new Question("Rules.", "<document>{}</document>", List.of("summary"), 800);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");

    @Test
    void chat_completions_carry_rules_first_and_ask_for_one_text() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "A summary."));
                Engine engine = engine(server, new ChatCompletions())) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply)
                    .isEqualTo(new Reply.Answered(
                            Map.of("summary", "A summary."), "sample-model-1", new Usage(700, 120), Duration.ZERO));
            ModelServer.Received call = server.received().getFirst();
            assertThat(call.path()).isEqualTo("/v1/chat/completions");
            assertThat(call.header("Authorization")).isEqualTo("Bearer sesame");
            assertThat(call.json().at("/messages/0/role").asText()).isEqualTo("system");
            assertThat(call.json().at("/messages/0/content").asText()).isEqualTo("Rules.");
            assertThat(call.json()
                            .at("/response_format/json_schema/schema/required/0")
                            .asText())
                    .isEqualTo("summary");
            assertThat(call.json().has("tools")).isFalse();
        }
    }

    @Test
    void messages_carry_rules_to_be_remembered_and_count_what_was() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "A summary."));
                Engine engine = engine(server, new Messages())) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply)
                    .isEqualTo(new Reply.Answered(
                            Map.of("summary", "A summary."), "sample-model-1", new Usage(700, 120), Duration.ZERO));
            ModelServer.Received call = server.received().getFirst();
            assertThat(call.path()).isEqualTo("/v1/messages");
            assertThat(call.header("X-api-key")).isEqualTo("sesame");
            assertThat(call.header("Anthropic-version")).isEqualTo("2023-06-01");
            assertThat(call.json().at("/system/0/cache_control/type").asText()).isEqualTo("ephemeral");
            assertThat(call.json().has("tools")).isFalse();
        }
    }

    /// Kludex/uvicorn issue 2722: the offer of HTTP/2 loses the body.
    @Test
    void http_2_is_not_offered_and_own_headers_are_sent() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "A summary."));
                Engine engine = engine(server, new ChatCompletions())) {
            engine.ask(QUESTION);

            ModelServer.Received call = server.received().getFirst();
            assertThat(call.headers()).doesNotContainKeys("Upgrade", "Http2-settings");
            assertThat(call.header("X-title")).isEqualTo("Nikkan");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"summary":"A text."}                                       | A text.
            <think>Let me see {"summary":"no"}</think>{"summary":"A text."} | A text.
            A text.                                                     | A text.
            Here you are: {"summary":"A text."}                         | A text.
            {"summary":"A text.","mood":"good"}                         | A text.""")
    void the_text_is_found_in_what_a_model_said(String said, String text) {
        assertThat(SaidText.of(said, List.of("summary"))).isEqualTo(Map.of("summary", text));
    }

    @Test
    void a_fence_around_json_is_taken_off() {
        assertThat(SaidText.of("```json\n{\"summary\":\"A text.\"}\n```", List.of("summary")))
                .isEqualTo(Map.of("summary", "A text."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <think>I never come to an end
            {"answer":"A text."}
            {"summary":["A","text"]}
            {"summary":"A te
            {"summary":"  "}""")
    void nothing_is_found_where_there_is_no_text(String said) {
        assertThat(SaidText.of(said, List.of("summary"))).isEmpty();
    }

    @Test
    void of_several_fields_those_that_have_a_text_are_found_and_none_without_the_first() {
        List<String> fields = List.of("overview", "headline", "topic1");

        assertThat(SaidText.of("{\"topic1\":\" \",\"headline\":\"H\",\"overview\":\"O\",\"mood\":\"good\"}", fields))
                .isEqualTo(Map.of("overview", "O", "headline", "H"));
        assertThat(SaidText.of("{\"headline\":\"H\"}", fields)).isEmpty();
    }

    @Test
    void an_answer_cut_at_its_limit_is_not_used() throws Exception {
        try (ModelServer server = ModelServer.that(
                        (exchange, _) -> ModelServer.answer(exchange, 200, ModelServer.chat("A summ", "length")));
                Engine engine = engine(server, new ChatCompletions())) {
            assertThat(engine.ask(QUESTION)).isInstanceOf(Reply.Unusable.class);
        }
    }

    @Test
    void what_an_endpoint_does_not_know_is_left_out_from_then_on() throws Exception {
        try (ModelServer server = ModelServer.that((exchange, call) -> {
                    if (call.body().contains("response_format") || call.body().contains("\"temperature\"")) {
                        String unknown = call.body().contains("\"temperature\"") ? "temperature" : "response_format";
                        ModelServer.answer(
                                exchange, 400, "{\"error\":{\"message\":\"Unsupported: %s\"}}".formatted(unknown));
                    } else {
                        ModelServer.answer(exchange, 200, ModelServer.chat("A summary.", "stop"));
                    }
                });
                Engine engine = engine(server, new ChatCompletions())) {
            Reply first = engine.ask(QUESTION);
            Reply second = engine.ask(QUESTION);

            assertThat(List.of(first, second)).allMatch(Reply.Answered.class::isInstance);
            assertThat(server.received()).hasSize(4);
        }
    }

    @Test
    void retry_after_is_honoured() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        List<Long> at = new ArrayList<>();
        try (ModelServer server = ModelServer.that((exchange, call) -> {
                    at.add(System.nanoTime());
                    ModelServer.Behaviour next = calls.getAndIncrement() == 0
                            ? ModelServer.busy("1")
                            : ModelServer.saying(_ -> "A summary.");
                    next.with(exchange, call);
                });
                Engine engine = engine(server, new ChatCompletions())) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply).isInstanceOf(Reply.Answered.class);
            assertThat(Duration.ofNanos(at.get(1) - at.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        }
    }

    @Test
    void an_endpoint_that_asks_for_ten_minutes_is_left_alone_for_them() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.busy("600"));
                Engine engine = engine(server, new ChatCompletions())) {
            Reply first = engine.ask(QUESTION);
            Reply second = engine.ask(QUESTION);

            assertThat(first)
                    .isEqualTo(
                            new Reply.Unavailable("it answered with status 429", Duration.ofMinutes(10), Usage.NONE));
            assertThat(second).isInstanceOf(Reply.Unavailable.class);
            assertThat(server.received()).hasSize(1);

            clock.advance(Duration.ofMinutes(11));
            server.become(ModelServer.saying(_ -> "A summary."));

            assertThat(engine.ask(QUESTION)).isInstanceOf(Reply.Answered.class);
        }
    }

    @Test
    void a_wrong_key_is_not_tried_again() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.refusing(401));
                Engine engine = engine(server, new ChatCompletions())) {
            engine.ask(QUESTION);
            Reply second = engine.ask(QUESTION);

            assertThat(second).isInstanceOf(Reply.Unavailable.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void what_fails_by_accident_is_tried_again_a_few_times() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.refusing(503));
                Engine engine = engine(server, new ChatCompletions())) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply).isInstanceOf(Reply.Unavailable.class);
            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void the_circuit_opens_after_five_failures_and_closes_when_it_is_answered() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.refusing(500));
                Engine engine = engine(server, new ChatCompletions())) {
            engine.ask(QUESTION);
            engine.ask(QUESTION);
            engine.ask(QUESTION);

            assertThat(server.received()).hasSize(Breaker.FAILURES);
            assertThat(engine.pause()).contains(Duration.ofMinutes(1));

            clock.advance(Duration.ofMinutes(2));
            server.become(ModelServer.saying(_ -> "A summary."));

            assertThat(engine.ask(QUESTION)).isInstanceOf(Reply.Answered.class);
            assertThat(engine.pause()).isEmpty();
        }
    }

    /// The client's own timeout does not bound the body.
    @Test
    void a_frozen_a_trickling_and_an_endless_endpoint_end_within_the_time() {
        assertTimeoutPreemptively(SOON.multipliedBy(2), () -> {
            try (ModelServer server = ModelServer.that(ModelServer.refusing(500))) {
                for (ModelServer.Behaviour behaviour : List.of(server.frozen(), server.trickling(), server.endless())) {
                    server.become(behaviour);
                    try (Engine engine = engine(server, new ChatCompletions())) {
                        assertThat(engine.ask(QUESTION)).isInstanceOf(Reply.Unavailable.class);
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"200, true", "300, false"})
    void an_answer_may_bring_its_reasoning_along_up_to_256_kilobytes(int kilobytes, boolean taken) throws Exception {
        String answer = ModelServer.chat("{\"summary\": \"A summary.\"}", "stop")
                .replaceFirst("\\{", "{\"reasoning\":\"" + "x".repeat(kilobytes << 10) + "\",");
        try (ModelServer server = ModelServer.that((exchange, _) -> ModelServer.answer(exchange, 200, answer));
                Engine engine = engine(server, new ChatCompletions())) {
            assertThat(engine.ask(QUESTION) instanceof Reply.Answered).isEqualTo(taken);
        }
    }

    @Test
    void garbage_is_a_failure() throws Exception {
        try (ModelServer server =
                        ModelServer.that((exchange, _) -> ModelServer.answer(exchange, 200, "<html>busy</html>"));
                Engine engine = engine(server, new Messages())) {
            assertThat(engine.ask(QUESTION)).isInstanceOf(Reply.Unavailable.class);
        }
    }

    @Test
    void what_an_answer_cost_that_cannot_be_read_is_told() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (ModelServer server = ModelServer.that((exchange, call) -> {
                    ModelServer.Behaviour next = calls.getAndIncrement() == 0
                            ? (answer, _) -> ModelServer.answer(
                                    answer, 200, "{\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":5}}")
                            : ModelServer.saying(_ -> "A summary.");
                    next.with(exchange, call);
                });
                Engine engine = engine(server, new ChatCompletions())) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply)
                    .asInstanceOf(InstanceOfAssertFactories.type(Reply.Answered.class))
                    .extracting(Reply.Answered::usage)
                    .isEqualTo(new Usage(2, 770, 125));
        }
    }

    @Test
    void a_certificate_of_nobody_is_refused(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.forServer(folder, "ip:127.0.0.1");
        try (ModelServer server = ModelServer.overTls(certificate.context(), ModelServer.saying(_ -> "A summary."));
                Engine engine = engine(server, new ChatCompletions())) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply).isInstanceOf(Reply.Unavailable.class);
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void where_nobody_listens_a_question_ends() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        }
        try (Engine engine = engine(nobody, new ChatCompletions(), Optional.empty())) {
            assertThat(engine.ask(QUESTION)).isInstanceOf(Reply.Unavailable.class);
        }
    }

    @Test
    void calls_go_through_the_proxy_that_is_named() throws Exception {
        URI elsewhere = URI.create("http://model.example.org/v1");
        try (ModelServer proxy = ModelServer.that(ModelServer.saying(_ -> "A summary."));
                Engine engine = engine(elsewhere, new ChatCompletions(), Optional.of(proxy.endpoint()))) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply).isInstanceOf(Reply.Answered.class);
            assertThat(proxy.received().getFirst().header("Host")).isEqualTo("model.example.org");
        }
    }

    @ParameterizedTest
    @CsvSource({"120, PT2M", "'Mon, 23 Nov 2026 12:00:30 GMT', PT30S", "'Mon, 23 Nov 2026 11:00:00 GMT', PT0S"})
    void retry_after_is_seconds_or_a_date(String value, Duration wait) {
        assertThat(RetryAfter.parse(value, clock.instant())).contains(wait);
    }

    @Test
    void retry_after_of_another_form_says_nothing() {
        assertThat(RetryAfter.parse("soon", clock.instant())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, context size exceeded", "413, too large", "422, max_tokens exceed the limit", "400, filtered"})
    void a_question_that_is_declined_while_others_are_answered_is_let_be_and_changes_nothing_for_them(
            int status, String error) throws Exception {
        Question poison = new Question("Rules.", "poison", List.of("summary"), 800);
        try (ModelServer server = ModelServer.that((exchange, call) -> {
                    ModelServer.Behaviour next = call.document().equals("poison")
                            ? (answer, _) -> ModelServer.answer(answer, status, error)
                            : ModelServer.saying(_ -> "A summary.");
                    next.with(exchange, call);
                });
                Engine engine = engine(server, new ChatCompletions())) {
            engine.ask(QUESTION);
            Reply declined = engine.ask(poison);
            Reply next = engine.ask(QUESTION);

            assertThat(declined).isEqualTo(new Reply.Declined("it answered with status " + status, Usage.NONE));
            assertThat(next).isInstanceOf(Reply.Answered.class);
            assertThat(server.received().getLast().body())
                    .isEqualTo(server.received().getFirst().body());
            assertThat(engine.pause()).isEmpty();
        }
    }

    @Test
    void an_endpoint_that_declines_all_questions_is_left_alone_and_none_of_them_is_blamed() throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.refusing(400));
                Engine engine = engine(server, new ChatCompletions())) {
            List<Reply> replies = List.of(engine.ask(QUESTION), engine.ask(QUESTION), engine.ask(QUESTION));

            assertThat(replies).allMatch(Reply.Unavailable.class::isInstance);
            assertThat(engine.pause()).contains(Breaker.LONGEST);
        }
    }

    @Test
    void an_answer_from_before_a_pause_does_not_end_it() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        try (ModelServer server = ModelServer.that((exchange, call) -> {
                    if (calls.getAndIncrement() == 0) {
                        busy.await();
                        ModelServer.saying(_ -> "A summary.").with(exchange, call);
                    } else {
                        ModelServer.busy("600").with(exchange, call);
                    }
                });
                Engine engine = engine(server, new ChatCompletions())) {
            FutureTask<Reply> slow = new FutureTask<>(() -> engine.ask(QUESTION));
            Thread.startVirtualThread(slow);
            Awaitility.await().until(() -> calls.get() == 1);

            engine.ask(QUESTION);
            busy.countDown();

            assertThat(slow.get()).isInstanceOf(Reply.Answered.class);
            assertThat(engine.pause()).contains(Duration.ofMinutes(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesame\nsecond line", "sesame\u0000", "\ufeffsesame", "sesame\u9375"})
    void a_key_that_fits_no_header_is_not_sent_and_not_told(String key) throws Exception {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "A summary."));
                Engine engine = engine(server.endpoint(), new ChatCompletions(), Optional.empty(), key)) {
            Reply reply = engine.ask(QUESTION);

            assertThat(reply).isInstanceOf(Reply.Unavailable.class);
            assertThat(reply.toString()).doesNotContain("sesame");
            assertThat(server.received()).isEmpty();
        }
    }

    private Engine engine(ModelServer server, Dialect dialect) {
        return engine(server.endpoint(), dialect, Optional.empty());
    }

    private Engine engine(URI endpoint, Dialect dialect, Optional<URI> proxy) {
        return engine(endpoint, dialect, proxy, "sesame");
    }

    private Engine engine(URI endpoint, Dialect dialect, Optional<URI> proxy, String key) {
        EngineSettings settings = new EngineSettings(
                dialect,
                endpoint,
                "sample-model",
                Optional.of(new Secret(key)),
                Map.of("X-Title", "Nikkan"),
                proxy,
                Duration.ofSeconds(1),
                2,
                2);
        return new Engine(settings, new Engine.Backoff(Duration.ofMillis(10)), clock, new Random(1));
    }
}
