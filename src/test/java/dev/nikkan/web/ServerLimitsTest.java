package dev.nikkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server bears, against a process that has nothing but the listener in it.
final class ServerLimitsTest {
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private static final Duration CUT_OFF = Duration.ofSeconds(ServerLimits.REQUEST_SECONDS + 5);

    @TempDir
    private Path folder;

    private Process process;
    private int port;
    private String token;
    private final List<Socket> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx48m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] line = out.lines()
                .filter(text -> text.matches("\\d+ \\S+"))
                .findFirst()
                .orElseThrow()
                .split(" ", 2);
        port = Integer.parseInt(line[0]);
        token = line[1];
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : open) {
            socket.close();
        }
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Test
    void who_sends_slowly_is_cut_off_and_nobody_waits_for_them() throws Exception {
        // given a hundred that have sent a part of a request: of its line, its header, its body
        for (int i = 0; i < 100; i++) {
            Socket socket = connection();
            socket.getOutputStream()
                    .write(octets(
                            switch (i % 4) {
                                case 0 -> "GE";
                                case 1 -> "GET / HTTP/1.1\r\nX-A: b\r\n";
                                case 2 -> HEAD + "Content-Length: 100\r\n\r\naddress=a";
                                default -> HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nab";
                            }));
        }

        // then others are answered meanwhile
        long asked = System.nanoTime();
        String answer = WebHouse.raw(
                port,
                "POST /unsubscribe/" + token
                        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 26\r\n\r\nList-Unsubscribe=One-Click");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));

        // and the slow are let go, also one who sends an octet from time to time
        Socket drip = connection();
        await().atMost(CUT_OFF).pollInterval(Duration.ofMillis(500)).until(() -> !drips(drip));
        for (Socket socket : open) {
            await().atMost(CUT_OFF).until(() -> isClosed(socket));
        }
    }

    private static boolean drips(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Ended by the other side, whatever it said before.
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(50);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void a_gigabyte_is_refused_after_its_first_octets() throws Exception {
        Socket socket = connection();
        OutputStream out = socket.getOutputStream();
        out.write(octets(HEAD + "Content-Length: 1073741824\r\n\r\n"));
        long sent = 0;
        byte[] block = new byte[16 << 10];
        try {
            while (sent < 1L << 30) {
                out.write(block);
                sent += block.length;
            }
        } catch (IOException _) {
            // cut off
        }

        assertThat(sent).isLessThan(32L << 20);
        assertAlive();
    }

    @Test
    void a_header_without_an_end_is_cut_off() throws Exception {
        for (String flood : List.of(
                "GET /" + "a".repeat(ServerLimits.HEADER_OCTETS + 10),
                "GET / HTTP/1.1\r\nX: " + "a".repeat(ServerLimits.HEADER_OCTETS + 10),
                "GET / HTTP/1.1\r\n"
                        + IntStream.range(0, ServerLimits.HEADERS + 10)
                                .mapToObj("X-%d: z\r\n"::formatted)
                                .collect(Collectors.joining()))) {
            Socket socket = connection();
            socket.getOutputStream().write(octets(flood));
            // before its time is up
            await().atMost(Duration.ofSeconds(5)).until(() -> isClosed(socket));
        }
        assertAlive();
    }

    @Test
    void more_connections_than_it_bears_are_closed_at_once_and_it_recovers() throws Exception {
        for (int i = 0; i < 3 * ServerLimits.CONNECTIONS; i++) {
            connection();
        }

        await().atMost(CUT_OFF.multipliedBy(2)).ignoreExceptions().untilAsserted(this::assertAlive);
    }

    private void assertAlive() {
        assertThat(process.isAlive()).isTrue();
        assertThat(WebHouse.raw(port, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private Socket connection() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        return socket;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
