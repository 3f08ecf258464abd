package dev.nikkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Tokens.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The listener behind a real Caddy and a real nginx, configured as README says, but for the port and TLS.
final class BehindProxyTest {
    private static final String LISTENER = "127.0.0.1:8025";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final URI base = URI.create("http://127.0.0.1:" + freePort());
    private WebHouse web;

    enum Proxy {
        CADDY("/usr/bin/caddy"),
        NGINX("/usr/sbin/nginx");

        private final Path program;

        Proxy(String program) {
            this.program = Path.of(program);
        }

        /// What stands in README, as a whole file.
        private String configuration(Path folder, int port, int listener) throws IOException {
            String text = Files.readString(Path.of("README.md"));
            String own = switch (this) {
                case CADDY ->
                    """
                    {
                        admin off
                        auto_https off
                    }
                    """
                            + found("(?m)^    nikkan\\.example\\.org \\{\n(?:        .*\n)+    \\}\n", text)
                                    .replace("nikkan.example.org {", "http://127.0.0.1:" + port + " {");
                case NGINX ->
                    """
                    daemon off;
                    %s
                    pid %2$s/pid;
                    events {}
                    http {
                        access_log off;
                        client_body_temp_path %2$s/body;
                        proxy_temp_path %2$s/proxy;
                        fastcgi_temp_path %2$s/fastcgi;
                        uwsgi_temp_path %2$s/uwsgi;
                        scgi_temp_path %2$s/scgi;
                        %3$s
                        server {
                            listen 127.0.0.1:%4$d;
                            %5$s
                        }
                    }
                    """.formatted(
                                    "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                                    folder,
                                    found("(?m)^    limit_req_zone .*\n", text),
                                    port,
                                    found("(?m)^    client_max_body_size 16k;\n(?:    .*\n)+", text));
            };
            assertThat(own).contains(LISTENER);
            return own.replace(LISTENER, "127.0.0.1:" + listener);
        }

        private static String found(String pattern, String text) {
            Matcher found = Pattern.compile(pattern).matcher(text);
            assertThat(found.find()).as(pattern).isTrue();
            return found.group();
        }

        private List<String> command(Path configuration) {
            return switch (this) {
                case CADDY ->
                    List.of(program.toString(), "run", "--adapter", "caddyfile", "--config", configuration.toString());
                case NGINX -> List.of(program.toString(), "-e", "stderr", "-c", configuration.toString());
            };
        }
    }

    @BeforeEach
    void open() {
        web = new WebHouse(folder);
        running.addFirst(web);
    }

    private void start(Proxy proxy) throws IOException {
        boolean needed = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(Files.isExecutable(proxy.program) || needed, proxy + " is not installed");
        int port = base.getPort();
        Path configuration = folder.resolve("proxy.conf");
        Files.writeString(configuration, proxy.configuration(folder, port, web.port()));
        ProcessBuilder builder = new ProcessBuilder(proxy.command(configuration))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        running.addFirst(() -> {
            process.destroy();
            process.waitFor();
        });
        await().failFast(() -> !process.isAlive()).until(() -> listens(port));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_readme_says_of_a_proxy_serves_the_pages(Proxy proxy) throws Exception {
        start(proxy);

        HttpResponse<String> page = send(request("/?lang=en").GET());
        HttpResponse<String> asked = send(form("/?lang=en", "address=bob@example.com&language=en"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(web.planned()).containsExactly("confirm-subscribe bob@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void p9_a_provider_that_presses_the_buttons_of_hundreds_is_never_refused(Proxy proxy) throws Exception {
        start(proxy);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            EmailAddress reader = new EmailAddress("reader" + i + "@example.com");
            web.house.subscribers.add(reader, Language.EN);
            long id = web.house
                    .subscribers
                    .find(reader)
                    .orElseThrow()
                    .subscriber()
                    .id();
            tokens.add(web.token(Purpose.UNSUBSCRIBE, id));
        }

        List<Integer> answers = new ArrayList<>();
        for (String token : tokens) {
            answers.add(send(form("/unsubscribe/" + token, "List-Unsubscribe=One-Click"))
                    .statusCode());
        }

        assertThat(answers).hasSize(200).containsOnly(200);
        assertThat(web.states()).hasSize(200).allMatch(state -> state.endsWith(" off"));
    }

    @Test
    void nginx_lets_nobody_ask_without_end() throws Exception {
        start(Proxy.NGINX);

        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(send(request("/manage").GET()).statusCode());
        }

        assertThat(answers).contains(200, 503);
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_no_form_has_goes_no_further_than_the_proxy(Proxy proxy) throws Exception {
        start(proxy);

        int answer = send(form("/", "address=" + "a".repeat(20_000))).statusCode();

        // Caddy says 502 up to version 2.6, and 413 later.
        assertThat(answer).isIn(413, 502);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private HttpRequest.Builder form(String path, String body) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
