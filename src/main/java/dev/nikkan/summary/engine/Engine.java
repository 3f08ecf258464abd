package dev.nikkan.summary.engine;

import dev.nikkan.summary.engine.Dialect.Completion;
import dev.nikkan.summary.engine.Dialect.Trait;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/// A model at an endpoint. Whatever the endpoint does, a question ends: each call has a deadline of our own
/// around all of it, an answer has a largest size, tries are counted, and an endpoint that keeps failing is
/// left alone for a while.
///
/// Thread-safe; at most [EngineSettings#concurrency()] calls are on their way at a time.
public final class Engine implements AutoCloseable {
    /// The 2,000 tokens of the longest answer, each a character of Japanese escaped in six octets, are 12 KB. A
    /// model that thinks aloud sends that too, and not all count it among those tokens: here is room for 40,000
    /// more. What is longer never ends.
    private static final int LARGEST_ANSWER = 256 << 10;

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    /// A wrong key or model is for a person to put right.
    private static final Duration REFUSED = Duration.ofMinutes(30);

    /// How the waits between tries grow.
    ///
    /// @param first doubled with each try, and shortened by up to half at random, so that calls do not come
    /// back together
    public record Backoff(Duration first) {
        public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(1));

        Duration before(int retry, RandomGenerator random) {
            long most = first.toMillis() << Math.min(6, retry - 1);
            return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
        }
    }

    private final EngineSettings settings;
    private final Backoff backoff;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final HttpClient client;
    private final Breaker breaker;
    /// Fair, so that the one question about a day is not passed by those about its drafts.
    private final Semaphore places;
    private final CountDownLatch closed = new CountDownLatch(1);
    /// All but those without which a question was answered that had been declined with them.
    private final Set<Trait> traits = ConcurrentHashMap.newKeySet();

    public Engine(EngineSettings settings, Backoff backoff, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
        this.breaker = new Breaker(clock);
        this.places = new Semaphore(settings.concurrency(), true);
        this.client = client(settings);
        traits.addAll(EnumSet.allOf(Trait.class));
    }

    private static HttpClient client(EngineSettings settings) {
        Duration timeout = settings.timeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                // The offer of HTTP/2 in clear text makes uvicorn, and so vLLM, lose the body (Kludex/uvicorn
                // issue
                // 2722), and LM Studio hang.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECTING) < 0 ? timeout : CONNECTING);
        return builder.proxy(settings.proxy()
                        .map(proxy -> ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                        .orElse(HttpClient.Builder.NO_PROXY))
                .build();
    }

    public EngineSettings settings() {
        return settings;
    }

    /// How long it is no use to ask; empty when one may.
    public Optional<Duration> pause() {
        return breaker.pause();
    }

    /// Asks, again where that may help, and waits for the answer.
    ///
    /// @throws InterruptedException if the caller is told to stop
    public Reply ask(Question question) throws InterruptedException {
        places.acquire();
        try {
            return asked(question);
        } finally {
            places.release();
        }
    }

    private Reply asked(Question question) throws InterruptedException {
        Instant start = clock.instant();
        String why = "";
        Usage lost = Usage.NONE;
        for (int retry = 0; retry <= settings.retries(); retry++) {
            Optional<Duration> pause = breaker.pause();
            if (pause.isPresent()) {
                return new Reply.Unavailable(
                        why.isEmpty() ? "it is left alone after failures" : why, pause.get(), lost);
            }
            switch (call(question)) {
                case Call.Done(Reply reply) -> {
                    breaker.answered();
                    return timed(reply, start, lost);
                }
                case Call.Declined(String reason) -> {
                    return breaker.declined()
                            ? new Reply.Declined(reason, lost)
                            : new Reply.Unavailable(reason, breaker.pause().orElse(Duration.ZERO), lost);
                }
                case Call.Refused(String reason) -> {
                    breaker.stop(REFUSED);
                    return new Reply.Unavailable(reason, REFUSED, lost);
                }
                case Call.Failed(String reason, Optional<Duration> after, Usage cost) -> {
                    why = reason;
                    lost = lost.plus(cost);
                    breaker.failed();
                    Duration wait = after.orElseGet(() -> backoff.before(1, random));
                    if (after.isEmpty() && retry > 0) {
                        wait = backoff.before(retry + 1, random);
                    }
                    if (wait.compareTo(LONGEST_WAIT) > 0) {
                        breaker.stop(wait.compareTo(Breaker.LONGEST) < 0 ? wait : Breaker.LONGEST);
                        return new Reply.Unavailable(reason, wait, lost);
                    }
                    if (retry < settings.retries() && closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                        return new Reply.Unavailable("the program ends", Duration.ZERO, lost);
                    }
                }
            }
        }
        return new Reply.Unavailable(why, breaker.pause().orElse(Duration.ofMinutes(1)), lost);
    }

    private Reply timed(Reply reply, Instant start, Usage lost) {
        return switch (reply) {
            case Reply.Answered(var texts, var model, var usage, var _) ->
                new Reply.Answered(texts, model, usage.plus(lost), Duration.between(start, clock.instant()));
            case Reply.Unusable(var why, var usage) -> new Reply.Unusable(why, usage.plus(lost));
            case Reply.Declined declined -> declined;
            case Reply.Unavailable unavailable -> unavailable;
        };
    }

    /// What came of one HTTP exchange.
    private sealed interface Call {
        record Done(Reply reply) implements Call {}

        /// This question, or any.
        record Declined(String why) implements Call {}

        /// By somebody who will refuse the same again.
        record Refused(String why) implements Call {}

        record Failed(String why, Optional<Duration> after, Usage usage) implements Call {}
    }

    private Call call(Question question) throws InterruptedException {
        Set<Trait> asked = new HashSet<>(traits);
        while (true) {
            Optional<HttpRequest> request = request(question, asked);
            if (request.isEmpty()) {
                return new Call.Refused("the key, or a header to send, has a character that no header may have");
            }
            HttpResponse<byte[]> response;
            try {
                response = exchange(request.get());
            } catch (IOException e) {
                return new Call.Failed(why(e), Optional.empty(), Usage.NONE);
            }
            String body = new String(response.body(), StandardCharsets.UTF_8);
            int status = response.statusCode();
            if (status == 200) {
                traits.retainAll(asked);
                return read(body, question);
            }
            if ((status != 400 && status != 422) || !dropUnknown(body, asked)) {
                return failed(status, response);
            }
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            // Around the body too, which the request's own timeout is not.
            return exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + settings.timeout().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(String.valueOf(e.getCause()), e);
        } finally {
            exchange.cancel(true);
        }
    }

    /// Empty where a header, the key's among them, is none.
    private Optional<HttpRequest> request(Question question, Set<Trait> asked) {
        Dialect dialect = settings.dialect();
        URI address = dialect.address(settings.endpoint());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "nikkan")
                .POST(HttpRequest.BodyPublishers.ofString(dialect.body(settings.model(), question, asked)));
        Map<String, String> own = settings.key().map(dialect::headers).orElseGet(dialect::headers);
        try {
            own.forEach(request::setHeader);
            settings.headers().forEach(request::setHeader);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // its message quotes the value, which may be the key
        }
        return Optional.of(request.build());
    }

    private Call read(String body, Question question) {
        try {
            Completion completion = settings.dialect().read(body);
            return new Call.Done(reply(completion, question));
        } catch (MalformedAnswerException e) {
            return new Call.Failed(
                    "its answer cannot be read: " + e.getMessage(),
                    Optional.empty(),
                    settings.dialect().usage(body));
        }
    }

    private Reply reply(Completion completion, Question question) {
        if (completion.cut()) {
            return new Reply.Unusable("cut at " + question.longest() + " tokens", completion.usage());
        }
        if (completion.refused()) {
            return new Reply.Unusable("refused", completion.usage());
        }
        String model = completion.model().isEmpty() ? settings.model() : completion.model();
        Map<String, String> texts = SaidText.of(completion.text(), question.fields());
        return texts.isEmpty()
                ? new Reply.Unusable("no text in the answer", completion.usage())
                : new Reply.Answered(texts, model, completion.usage(), Duration.ZERO);
    }

    /// Gives up what the endpoint says that it does not know; without such a word, the schema.
    ///
    /// @return whether there was something to give up
    private static boolean dropUnknown(String error, Set<Trait> asked) {
        String lower = error.toLowerCase(Locale.ROOT);
        return (lower.contains("max_tokens") && asked.remove(Trait.MAX_TOKENS))
                || (lower.contains("temperature") && asked.remove(Trait.TEMPERATURE))
                || asked.remove(Trait.SCHEMA);
    }

    private Call failed(int status, HttpResponse<?> response) {
        String why = "it answered with status " + status;
        return switch (status) {
            case 408, 409, 425, 429, 500, 502, 503, 504, 529 ->
                new Call.Failed(
                        why,
                        response.headers()
                                .firstValue("Retry-After")
                                .flatMap(value -> RetryAfter.parse(value, clock.instant())),
                        Usage.NONE);
            case 400, 413, 422 -> new Call.Declined(why);
            default -> new Call.Refused(why);
        };
    }

    private static String why(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? "it cannot be reached" : message;
    }

    /// Ends the waits; a question that is on its way is let go.
    @Override
    public void close() {
        closed.countDown();
        client.shutdownNow();
    }
}
