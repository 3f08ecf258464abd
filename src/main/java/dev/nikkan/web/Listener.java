package dev.nikkan.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nikkan.model.Language;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Page.Trouble;
import dev.nikkan.render.Pages;
import dev.nikkan.subscribe.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests from the reverse proxy. A virtual thread reads each, however slowly it comes; one of four
/// workers answers those that came whole. One request a connection: what might be hidden behind a body is never
/// looked at.
public final class Listener implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int WAITING = 64;
    private static final int BODY_OCTETS = 16 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final HttpServer server;
    private final Site site;
    private final WebSettings settings;
    private final Wellbeing wellbeing;
    private final Map<String, String> headers;
    private final Language standard;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final ThreadPoolExecutor workers;

    /// Binds the port; requests are taken after [#start()].
    ///
    /// @param standard the language of who shows none
    /// @param healthy whether `nikkan status` would find nothing overdue
    /// @throws IOException if the port cannot be had
    public Listener(
            WebSettings settings,
            MailIdentity identity,
            Language standard,
            Reception reception,
            BooleanSupplier healthy)
            throws IOException {
        ServerLimits.set();
        Pages pages = new Pages(identity, settings.links());
        this.settings = settings;
        this.standard = standard;
        this.site = new Site(reception, pages, standard, System::nanoTime);
        this.wellbeing = new Wellbeing(healthy, System::nanoTime);
        this.headers = Map.of(
                "Connection", "close",
                "Cache-Control", "no-store",
                "Content-Security-Policy",
                        "default-src 'none'; style-src " + pages.stylePolicy()
                                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Referrer-Policy", "no-referrer",
                "X-Content-Type-Options", "nosniff",
                "X-Robots-Tag", "noindex, nofollow");
        this.server = HttpServer.create(settings.listen(), ServerLimits.CONNECTIONS);
        this.server.setExecutor(readers);
        this.server.createContext("/", this::handle);
        this.workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("web-", 1).daemon().factory());
        this.workers.allowCoreThreadTimeOut(true);
    }

    public void start() {
        server.start();
        LOG.info(
                "Pages for subscribers at {}, listening on {}", settings.links().base(), address());
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        readers.shutdownNow();
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, reply(exchange));
        } catch (RuntimeException e) {
            // Whatever it is, it is one visitor's; and the server would print the request.
            LOG.error("A request could not be answered", e);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        Headers sent = exchange.getRequestHeaders();
        Optional<Language> asked = Request.asked(
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""));
        Optional<Language> accepted = Request.accepted(first(sent, "Accept-Language"));
        Language language = asked.or(() -> accepted).orElse(standard);
        String method = exchange.getRequestMethod();
        Optional<String> path = path(exchange);
        if (!method.equals("GET") && !method.equals("POST")) {
            return site.failed(Trouble.BAD_METHOD, language);
        }
        if (path.isEmpty()) {
            return site.failed(Trouble.NOT_FOUND, language);
        }
        if (path.get().equals("health")) {
            return method.equals("GET") ? wellbeing.reply() : site.failed(Trouble.BAD_METHOD, language);
        }
        Optional<Form> form = Optional.empty();
        if (method.equals("POST")) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_OCTETS + 1);
            if (body.length > BODY_OCTETS) {
                return site.failed(Trouble.TOO_LARGE, language);
            }
            form = Form.parse(first(sent, "Content-Type"), body);
            if (form.isEmpty()) {
                return site.failed(Trouble.BAD_REQUEST, language);
            }
        }
        ClientNetwork network = ClientNetwork.of(
                exchange.getRemoteAddress().getAddress(),
                sent.getOrDefault("X-Forwarded-For", List.of()),
                settings.proxies());
        return worked(new Request(path.get(), asked, accepted, form, network), language);
    }

    private static String first(Headers headers, String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    /// What is asked for behind the path of the configured address; health is found there and without it, for
    /// monitors that do not come through the proxy.
    private Optional<String> path(HttpExchange exchange) {
        String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
        String base = settings.links().base().getRawPath();
        if (path.equals("/health")) {
            return Optional.of("health");
        }
        if (path.equals(base.substring(0, base.length() - 1))) {
            return Optional.of("");
        }
        return path.startsWith(base) ? Optional.of(path.substring(base.length())) : Optional.empty();
    }

    private Reply worked(Request request, Language language) {
        try {
            Future<Reply> reply = workers.submit(() -> site.answer(request));
            return reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // No path: there may be a token in it.
            LOG.warn("A page could not be made: {}", String.valueOf(e.getCause()));
            return site.failed(Trouble.BUSY, language);
        } catch (RejectedExecutionException | TimeoutException _) {
            return site.failed(Trouble.BUSY, language);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return site.failed(Trouble.BUSY, language);
        }
    }

    private void write(HttpExchange exchange, Reply reply) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        headers.forEach(answer::set);
        answer.set("Content-Type", reply.type());
        switch (reply.status()) {
            case 405 -> answer.set("Allow", "GET, POST");
            case 429, 503 -> answer.set("Retry-After", "60");
            default -> {}
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
