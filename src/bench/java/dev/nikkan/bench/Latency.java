package dev.nikkan.bench;

import dev.nikkan.fixtures.ScriptedImapServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// How long a mail takes from the server to a row that is committed and read, seen from outside the daemon.
final class Latency {
    /// How often the store is looked at; what is measured is too long by half of it.
    private static final long GLANCE_MICROS = 500;

    private static final int DELIVERIES = Bench.number("DELIVERIES", 200);
    private static final int WARM_UP = 20;
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    private Latency() {}

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        push(figures);
        delivery(figures);
        figures.print();
        System.out.printf(
                "median over Dovecot: %.1f ms above the bare client (target: at most 100)%n",
                figures.median("Dovecot's LMTP answer to committed row, ms")
                        - figures.median("Dovecot's LMTP answer to bare client, ms"));
    }

    /// A server that says `* n EXISTS` the moment it has a mail.
    private static void push(Figures figures) throws Exception {
        try (ScriptedImapServer server = new ScriptedImapServer()) {
            Path home = Bench.household("push", server.port(), 9, "");
            Process daemon = Bench.nikkan(home, "run");
            try (StoreView store = StoreView.open(home.resolve("nikkan.db"))) {
                List<Double> millis = new ArrayList<>();
                for (int i = 1; i <= WARM_UP + DELIVERIES; i++) {
                    Bench.await("the daemon idles", 500, () -> server.idles());
                    Bench.pause(RANDOM.nextInt(5, 60));
                    String mail = Mails.announcement(i, TODAY);
                    long id = i;
                    long start = System.nanoTime();
                    server.put(i, mail);
                    Bench.await("mail " + i + " is read", GLANCE_MICROS, () -> store.hasRead(id));
                    if (i > WARM_UP) {
                        millis.add(Bench.millisSince(start));
                    }
                }
                figures.distribution("push to committed row, ms", millis, "<= 50", "<= 200");
            } finally {
                Bench.end(daemon);
            }
        }
        Figures.progress("push: done");
    }

    /// A real server, and a bare client idling in the same mailbox.
    private static void delivery(Figures figures) throws Exception {
        try (Dovecot dovecot = new Dovecot();
                BareClient bare = new BareClient(dovecot.port())) {
            Path home = Bench.household("delivery", dovecot.port(), 9, "");
            Process daemon = Bench.nikkan(home, "run");
            try (StoreView store = StoreView.open(home.resolve("nikkan.db"))) {
                List<Double> above = new ArrayList<>();
                for (int i = 1; i <= WARM_UP + DELIVERIES; i++) {
                    long id = i;
                    bare.heard.clear();
                    long start = dovecot.deliver("bench", Mails.announcement(i, TODAY));
                    Bench.await("mail " + i + " is read", GLANCE_MICROS, () -> store.hasRead(id));
                    double ours = Bench.millisSince(start);
                    Long heard = bare.heard.poll(10, TimeUnit.SECONDS);
                    if (heard == null) {
                        throw new IllegalStateException("the bare client heard nothing of mail " + i);
                    }
                    if (i > WARM_UP) {
                        figures.note("Dovecot's LMTP answer to committed row, ms", ours, "");
                        figures.note("Dovecot's LMTP answer to bare client, ms", (heard - start) / 1e6, "");
                        above.add(ours - (heard - start) / 1e6);
                    }
                    // Dovecot gathers news for half a second: each delivery is to meet it at rest, at no fixed beat.
                    Bench.pause(RANDOM.nextInt(550, 800));
                }
                figures.distribution("the daemon after the bare client, same mail, ms", above, "<= 100", "");
            } finally {
                Bench.end(daemon);
            }
        }
        Figures.progress("delivery: done");
    }

    /// Reads `* n EXISTS` off the socket and does nothing else.
    private static final class BareClient implements AutoCloseable {
        private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        private final Socket socket;

        BareClient(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            say("a LOGIN bench " + Bench.PASSWORD, in, "a OK");
            say("b EXAMINE INBOX", in, "b OK");
            say("c IDLE", in, "+");
            Thread.ofPlatform().daemon().start(() -> listen(in));
        }

        private void say(String line, BufferedReader in, String answer) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            for (String reply = in.readLine(); !reply.startsWith(answer); reply = in.readLine()) {}
        }

        private void listen(BufferedReader in) {
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.endsWith(" EXISTS")) {
                        heard.add(System.nanoTime());
                    }
                }
            } catch (IOException closed) {
                // the measurement is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
