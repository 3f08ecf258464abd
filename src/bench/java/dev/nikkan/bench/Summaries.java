package dev.nikkan.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nikkan.fixtures.ScriptedImapServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a language model delays anything: a day's drafts arrive at once, shortly before their edition is due.
final class Summaries {
    private static final int DRAFTS = Bench.number("DRAFTS", 450);
    private static final int CALL_MILLIS = Bench.number("CALL_MILLIS", 2_000);
    /// From the arrival of the drafts to the hour of the edition.
    private static final Duration BEFORE = Duration.ofSeconds(Bench.number("BEFORE_SECONDS", 90));

    private static final Pattern ABSTRACT = Pattern.compile("\\\\\"abstract\\\\\":\\\\\"((?:\\w+[ .,]+){30,40})");

    private Summaries() {}

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        int smtp = Bench.freePort();
        Process sink = new ProcessBuilder("smtp-sink", "-u", "nobody", "127.0.0.1:" + smtp, "100")
                .redirectErrorStream(true)
                .redirectOutput(Bench.WORK.resolve("sink.log").toFile())
                .start();
        try {
            Bench.await("the sink answers", 5_000, () -> Bench.answers(smtp));
            day("without a model", "", smtp, figures);
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            HttpServer model = model(calls, most);
            try {
                String summary = """
                        [summary]
                        engine = "openai"
                        endpoint = "http://127.0.0.1:%d/v1"
                        model = "bench"
                        languages = ["en"]
                        concurrency = 4
                        daily-calls = 5000
                        daily-tokens = 100000000
                        """.formatted(model.getAddress().getPort());
                day("with a model", summary, smtp, figures);
                figures.note("calls to the model until the digest was sent", calls.get(), "");
                figures.note("calls at a time, at most", most.get(), "4");
            } finally {
                model.stop(0);
            }
        } finally {
            Bench.end(sink);
        }
        figures.print();
    }

    private static void day(String how, String more, int smtp, Figures figures) throws Exception {
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        try (ScriptedImapServer server = new ScriptedImapServer()) {
            Instant due = Instant.now().plus(BEFORE).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
            Instant at = due.minusSeconds(40).truncatedTo(ChronoUnit.MINUTES);
            Path home = Bench.household(how.replace(' ', '-'), server.port(), smtp, """
                    at = "%s"
                    grace = "%ds"
                    first-day = "%s"
                    %s""".formatted(
                            at.atZone(ZoneOffset.UTC).toLocalTime(),
                            Duration.between(at, due).toSeconds(),
                            yesterday,
                            more));
            Bench.run(Bench.nikkan(home, "subscribers", "add", "reader@example.com", "--language", "en"), 0);
            Process daemon = Bench.nikkan(home, "run");
            Path store = home.resolve("nikkan.db");
            try {
                Bench.await("the daemon idles", 5_000, server::idles);
                long start = System.nanoTime();
                for (int i = 1; i <= DRAFTS; i++) {
                    server.put(i, Mails.announcement(i, yesterday));
                }
                Bench.await("all is read", 50_000, () -> number(store, """
                        SELECT count(*) FROM v_message WHERE status = 'parsed'""") == DRAFTS);
                figures.note("fetched and read, " + how + ", s", Bench.millisSince(start) / 1e3, "");
                Figures.progress(
                        how + ": read, " + Duration.between(Instant.now(), due).toSeconds() + " s early");
                Bench.await("the digest is sent", 50_000, () -> number(store, """
                        SELECT count(*) FROM v_day WHERE edition = 'sent'""") == 1);
                figures.note(
                        "its hour to sent, " + how + ", s",
                        Duration.between(due, Instant.now()).toMillis() / 1e3,
                        "");
                figures.note(
                        "its hour to the cut, " + how + ", s",
                        number(store, "SELECT unixepoch(cut_at) FROM edition") - due.getEpochSecond(),
                        "");
                figures.note("summaries kept by then, " + how, number(store, "SELECT count(*) FROM summary"), "");
            } finally {
                Bench.end(daemon);
            }
        }
        Figures.progress(how + ": done");
    }

    private static double number(Path store, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + store + "?mode=ro");
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.next() ? row.getDouble(1) : Double.NaN;
        } catch (SQLException busy) {
            return Double.NaN;
        }
    }

    /// Answers after a while with the beginning of the abstract, which passes the checks as often as not.
    private static HttpServer model(AtomicInteger calls, AtomicInteger most) throws IOException {
        AtomicInteger now = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try (exchange) {
                answer(exchange);
            } finally {
                now.decrementAndGet();
            }
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Bench.pause(CALL_MILLIS);
        Matcher matcher = ABSTRACT.matcher(body);
        String said = matcher.find() ? matcher.group(1).strip() + "." : "Nothing.";
        byte[] octets = """
                {"model":"bench","choices":[{"finish_reason":"stop","message":{"content":"{\\"summary\\":\\"%s\\"}"}}],
                "usage":{"prompt_tokens":700,"completion_tokens":60}}""".formatted(said).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, octets.length);
        exchange.getResponseBody().write(octets);
    }
}
