package dev.nikkan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How soon the packaged commands and the daemon are there, and how much memory a daemon holds that has taken in an
/// hour of mail and waits. Variants of the JVM's options take turns, so that a busy machine troubles all alike.
final class Start {
    private static final int REPEATS = Bench.number("REPEATS", 9);
    private static final int DAEMONS = Bench.number("DAEMONS", 3);
    private static final int SETTLE_SECONDS = Bench.number("SETTLE", 60);
    private static final int HOUR = 100;
    private static final int ARCHIVE = Bench.number("ARCHIVE", 5_000);

    /// @param name empty: what is shipped, which the targets are for
    private record Variant(String name, String options) {
        String figure(String what) {
            return name.isEmpty() ? what : what + ", " + name;
        }

        String target(String of) {
            return name.isEmpty() ? of : "";
        }
    }

    private static final List<Variant> VARIANTS =
            List.of(new Variant("", ""), new Variant("no class cache", "-Xshare:off"));

    private Start() {}

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        try (Dovecot dovecot = new Dovecot()) {
            Path home = Bench.household("start", dovecot.port(), 9, "");
            for (int i = 1; i <= DAEMONS; i++) {
                for (Variant variant : VARIANTS) {
                    daemon(dovecot, home, variant, figures);
                }
            }
            for (int i = 1; i <= REPEATS; i++) {
                for (Variant variant : VARIANTS) {
                    command(home, variant, figures, "--version", "< 300");
                    command(home, variant, figures, "status", "< 600");
                }
            }
        }
        figures.print();
    }

    private static ProcessBuilder nikkan(Path home, Variant variant, String command) {
        ProcessBuilder builder = new ProcessBuilder(
                        Bench.PRODUCT.resolve("bin/nikkan").toString(),
                        "-c",
                        home.resolve("nikkan.toml").toString(),
                        command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("nikkan.log").toFile());
        builder.environment().put("NIKKAN_JAVA_OPTS", variant.options());
        return builder;
    }

    /// `status` has an answer in its exit status: 69 while no daemon runs.
    private static void command(Path home, Variant variant, Figures figures, String command, String target)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Bench.run(nikkan(home, variant, command).start(), 0, 69);
        figures.note(variant.figure(command + ", ms"), Bench.millisSince(start), variant.target(target));
    }

    /// A store and a mailbox of its own, an hour of mail, and then nothing; many mails as after a long absence, and
    /// again nothing.
    private static void daemon(Dovecot dovecot, Path home, Variant variant, Figures figures) throws Exception {
        for (String name : List.of("nikkan.db", "nikkan.db-wal", "nikkan.db-shm")) {
            Files.deleteIfExists(home.resolve(name));
        }
        dovecot.empty("bench");
        try (Listener systemd = new Listener(home.resolve("notify"))) {
            ProcessBuilder builder = nikkan(home, variant, "run");
            builder.environment().put("NOTIFY_SOCKET", home.resolve("notify").toString());
            long start = System.nanoTime();
            Process daemon = builder.start();
            try {
                systemd.awaitReady();
                figures.note(variant.figure("ready, ms"), Bench.millisSince(start), variant.target("<= 1200"));
                try (StoreView store = StoreView.open(home.resolve("nikkan.db"))) {
                    deliver(dovecot, HOUR);
                    Bench.await("the mails are read", 50_000, () -> store.has(HOUR));
                    settledMemory(daemon, variant, HOUR, "<= 96", figures);
                    deliver(dovecot, ARCHIVE);
                    Bench.await("the mails are read", 500_000, () -> store.has(HOUR + ARCHIVE));
                    settledMemory(daemon, variant, HOUR + ARCHIVE, "", figures);
                }
            } finally {
                Bench.end(daemon);
            }
        }
    }

    private static int mail;

    private static void deliver(Dovecot dovecot, int mails) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int i = 0; i < mails; i++) {
            dovecot.deliver("bench", Mails.announcement(mail++, today));
        }
    }

    private static void settledMemory(Process daemon, Variant variant, int mails, String target, Figures figures)
            throws IOException, InterruptedException {
        Bench.pause(TimeUnit.SECONDS.toMillis(SETTLE_SECONDS));
        for (String line : Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status"))) {
            String[] words = line.split("\\s+");
            if (words[0].equals("VmRSS:")) {
                figures.note(
                        variant.figure("resident %d s after %d mails, MB".formatted(SETTLE_SECONDS, mails)),
                        Long.parseLong(words[1]) / 1024.0,
                        variant.target(target));
            } else if (words[0].equals("RssAnon:")) {
                figures.note(
                        variant.figure("anonymous of it, after %d".formatted(mails)),
                        Long.parseLong(words[1]) / 1024.0,
                        "");
            }
        }
        Figures.progress("daemon measured");
    }

    /// systemd's side of sd_notify(3). In Python, because Java has no UNIX datagram sockets.
    private static final class Listener implements AutoCloseable {
        private final Process process;
        private final BufferedReader said;

        Listener(Path socket) throws IOException {
            Files.deleteIfExists(socket);
            process = new ProcessBuilder("python3", "-c", """
                    import socket, sys
                    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                    listener.bind(sys.argv[1])
                    print("bound", flush=True)
                    while True:
                        if b"READY=1" in listener.recv(4096).split(b"\\n"):
                            print("ready", flush=True)
                    """, socket.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            said = process.inputReader();
            said.readLine();
        }

        void awaitReady() throws IOException {
            if (said.readLine() == null) {
                throw new IllegalStateException("the listener ended");
            }
        }

        @Override
        public void close() throws InterruptedException {
            Bench.end(process);
        }
    }
}
