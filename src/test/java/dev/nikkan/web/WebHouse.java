package dev.nikkan.web;

import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Choice;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.FilterNames;
import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.WebLinks;
import dev.nikkan.store.Letters;
import dev.nikkan.store.Letters.Composed;
import dev.nikkan.store.Letters.Visit;
import dev.nikkan.store.Letters.Wanted;
import dev.nikkan.store.TokenKeys;
import dev.nikkan.subscribe.Reception;
import dev.nikkan.subscribe.Registrar;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The listener on a port of its own over a store of its own, and a browser's and a provider's ways to ask it.
final class WebHouse implements AutoCloseable {
    static final EmailAddress ANN = new EmailAddress("ann@example.com");
    private static final EmailAddress LIST = new EmailAddress("digest@example.org");
    /// The proxy's peer for the tests that are not about limits: each asks from a network of its own.
    private final AtomicInteger visitors = new AtomicInteger();

    final StoreHouse house;
    final Tokens tokens;
    final Listener listener;
    final Letters letters;
    private final HttpClient client = HttpClient.newHttpClient();

    WebHouse(Path folder) {
        this(folder, "https://nikkan.example.org/", () -> true);
    }

    WebHouse(Path folder, String url, BooleanSupplier healthy) {
        house = new StoreHouse(folder);
        MailIdentity identity = new MailIdentity(
                Optional.of("Nikkan"),
                new EmailAddress("news@example.org"),
                Optional.of("nikkan.example.org"),
                Optional.of(LIST),
                Optional.of(new EmailAddress("bounces@example.org")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new WebLinks(URI.create(url))));
        Random random = new Random(1);
        tokens = new Tokens(TokenKeys.beside(house.file, random), identity.domain());
        letters = new Letters(house.store, house.mails, house.clock, FilterNames.ANY);
        Reception reception = new Reception(
                letters, tokens, new Registrar.Settings(identity, LIST, Language.EN), () -> {}, house.clock, random);
        try {
            listener = new Listener(
                    new WebSettings(
                            new WebLinks(URI.create(url)),
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            Set.of()),
                    identity,
                    Language.EN,
                    reception,
                    healthy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.start();
    }

    /// Makes Ann a subscriber.
    long ann() {
        house.subscribers.add(ANN, Language.EN);
        return house.subscribers.find(ANN).orElseThrow().subscriber().id();
    }

    /// What a mail that says it is Ann's asks to be set.
    ///
    /// @return the token that confirms it
    String asked(List<String> lines) {
        Composed question = new Composed(
                visitors.incrementAndGet() + "@nikkan.example.org", Optional.empty(), Octets.of(new byte[0]));
        letters.ask(Visit.PAGE, ANN, Wanted.SETTINGS, Language.EN, lines, "0", _ -> question);
        String number = house.query("SELECT max(id) FROM request").getFirst();
        return token(Purpose.CONFIRM, Long.parseLong(number));
    }

    String token(Purpose purpose, long subscriber) {
        return tokens.sign(new Token(purpose, subscriber, "0"));
    }

    /// The text of the newest mail to somebody.
    private String mailed() {
        try {
            String mail = house.query("SELECT CAST(octets AS TEXT) FROM answer ORDER BY id DESC LIMIT 1")
                    .getFirst();
            return new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)))
                    .getContent()
                    .toString();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The token of the newest mail to somebody, as its link bears it.
    String mailedToken(String what) {
        String text = mailed();
        Matcher link = Pattern.compile("https?://\\S+/" + what + "/([0-9a-z-]+)\\?lang=")
                .matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in " + text);
        }
        return link.group(1);
    }

    List<String> states() {
        return house.query("SELECT address || ' ' || state FROM subscriber ORDER BY id");
    }

    List<String> planned() {
        return house.query("SELECT kind || ' ' || address FROM answer ORDER BY id");
    }

    Choice choice() {
        return house.subscribers.find(ANN).orElseThrow().subscriber().choice();
    }

    Filter filter() {
        return choice().variant().filter();
    }

    private HttpRequest.Builder request(String path) {
        int visitor = visitors.incrementAndGet();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-Forwarded-For", "10.%d.%d.1".formatted(visitor / 256, visitor % 256));
    }

    int port() {
        return listener.address().getPort();
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> method(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, "application/x-www-form-urlencoded", urlencoded(fields));
    }

    HttpResponse<String> postFrom(String client, String path, Map<String, String> fields) {
        return send(request(path)
                .setHeader("X-Forwarded-For", client)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(urlencoded(fields))));
    }

    HttpResponse<String> post(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String urlencoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// What comes back for octets as they are.
    String raw(String octets) {
        return raw(port(), octets);
    }

    static String raw(int port, String octets) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        listener.close();
        client.close();
        house.close();
    }
}
