package dev.nikkan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast a day goes out to many subscribers, against Postfix's own generator of load on the same machine; what it
/// costs that each has a filter; and how long a plan for many more takes.
///
/// The generator composes nothing and remembers nothing: it is what the server, the loopback and the machine allow.
final class Sending {
    private static final int DRAFTS = 20;
    private static final int HISTORY_DAYS = 30;
    private static final int SUBSCRIBERS = Bench.number("SUBSCRIBERS", 20_000);
    private static final int PLANNED = Bench.number("PLANNED", 100_000);
    private static final int CONNECTIONS = Bench.number("CONNECTIONS", 4);
    private static final int REPEATS = Bench.number("REPEATS", 3);
    private static final int FILTERS = 500;
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private Sending() {}

    /// How long one run took.
    ///
    /// @param made seconds until the edition was cut, composed and planned
    /// @param sent seconds from then until the last mail was accepted and noted
    /// @param cpuMillis of both
    /// @param peakMegabytes the resident memory at its highest
    private record Run(double made, double sent, double cpuMillis, double peakMegabytes) {
        double rate() {
            return SUBSCRIBERS / sent;
        }
    }

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        int port = Bench.freePort();
        Process sink = new ProcessBuilder("smtp-sink", "-u", "nobody", "127.0.0.1:" + port, "200")
                .inheritIO()
                .start();
        try {
            Path home = filled(port);
            for (int repeat = 1; repeat <= REPEATS; repeat++) {
                Run plain = send(home, SUBSCRIBERS, "'all'");
                long size = meanSize(home);
                double reconnecting = generate(port, size, false);
                double staying = generate(port, size, true);
                Run filtered = send(home, SUBSCRIBERS, filters());
                note(figures, plain, filtered, size, reconnecting, staying);
                plan(home, figures);
            }
        } finally {
            Bench.end(sink);
        }
        figures.print();
    }

    private static void note(Figures figures, Run plain, Run filtered, long size, double reconnecting, double staying) {
        figures.note("connections", CONNECTIONS, "");
        figures.note("octets a mail", size, "");
        figures.note("smtp-source, mails/s", reconnecting, "");
        figures.note("smtp-source -d (keeps its connections), mails/s", staying, "");
        figures.note("nikkan, " + SUBSCRIBERS + " subscribers, mails/s", plain.rate(), "");
        figures.note("ratio to smtp-source", plain.rate() / reconnecting, ">= 0.50");
        figures.note("ratio to smtp-source -d", plain.rate() / staying, "");
        figures.note("nikkan, processor time, ms/mail", plain.cpuMillis() / SUBSCRIBERS, "");
        figures.note("nikkan, resident memory at most, MB", plain.peakMegabytes(), "");
        figures.note("edition made for " + SUBSCRIBERS + ", s", plain.made(), "");
        figures.note("the same with " + FILTERS + " filters, s", filtered.made(), "");
        figures.note("mails/s with " + FILTERS + " filters", filtered.rate(), "");
        double whole = plain.made() + plain.sent();
        figures.note(
                FILTERS + " filters cost of the whole time, %",
                (filtered.made() + filtered.sent() - whole) / whole * 100,
                "<= 20");
    }

    /// A store with the day, the days before it, and no subscribers yet.
    private static Path filled(int port) throws Exception {
        Path home = Bench.household("sending", 9, port, "first-day = \"" + YESTERDAY + "\"");
        Files.writeString(home.resolve("nikkan.toml"), """
                connections = %d
                [list]
                id = "nikkan.example.org"
                address = "digest@example.org"
                bounces = "bounces@example.org"
                """.formatted(CONNECTIONS), StandardOpenOption.APPEND);
        for (int day = 0; day <= HISTORY_DAYS; day++) {
            Mails.write(home.resolve("mail"), day * DRAFTS, (day + 1) * DRAFTS, YESTERDAY.minusDays(day));
        }
        for (Path file : Files.list(home.resolve("mail")).toList()) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".eml"));
        }
        Bench.run(Bench.nikkan(home, "import", home.resolve("mail").toString()), 0);
        Files.copy(home.resolve("nikkan.db"), home.resolve("filled.db"));
        return home;
    }

    /// Each of the filters meets some of the day's drafts, and is like no other.
    private static String filters() {
        return """
                'draft:draft-bench-none-' || (i %% %d) || ', word:'
                || CASE i %% 5 WHEN 0 THEN 'routing' WHEN 1 THEN 'key' WHEN 2 THEN 'congestion' WHEN 3 THEN 'signature'
                   ELSE 'packet' END""".formatted(FILTERS);
    }

    private static void subscribe(Path home, int count, String filter) throws SQLException {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("nikkan.db"));
                Statement statement = store.createStatement()) {
            statement.execute("""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    INSERT INTO subscriber (address, language, state, changed_at, filter)
                    SELECT 'reader' || i || '@domain' || (i %% 50) || '.example', iif(i %% 2, 'ja', 'en'), 'active',
                           '2026-01-01T00:00:00Z', %s
                    FROM n""".formatted(count, filter));
        }
    }

    private static Run send(Path home, int subscribers, String filter) throws Exception {
        Run run = run(home, subscribers, filter);
        String said = said(home);
        if (!said.contains(subscribers + " sent, 0 failed, 0 waiting")) {
            throw new IllegalStateException("not all was sent: " + said);
        }
        Figures.progress("%d mails: %.1f s to make, %.1f s to send".formatted(subscribers, run.made(), run.sent()));
        return run;
    }

    /// The whole of `nikkan send`, on a fresh copy of the store.
    private static Run run(Path home, int subscribers, String filter) throws Exception {
        for (String rest : new String[] {"nikkan.db-wal", "nikkan.db-shm"}) {
            Files.deleteIfExists(home.resolve(rest));
        }
        Files.copy(home.resolve("filled.db"), home.resolve("nikkan.db"), StandardCopyOption.REPLACE_EXISTING);
        subscribe(home, subscribers, filter);
        long start = System.nanoTime();
        Process send = Bench.nikkan(home, "send", "--day", YESTERDAY.toString());
        double[] seen = new double[3];
        Bench.await("all is sent", 20_000, () -> {
            double cpu = Bench.cpuMillis(send);
            seen[0] = Double.isNaN(cpu) ? seen[0] : cpu;
            seen[1] = Math.max(seen[1], peak(send));
            if (seen[2] == 0 && said(home).contains("is made")) {
                seen[2] = Bench.millisSince(start) / 1000;
            }
            return !send.isAlive();
        });
        return new Run(seen[2], Bench.millisSince(start) / 1000 - seen[2], seen[0], seen[1]);
    }

    private static String said(Path home) {
        try {
            return Files.readString(home.resolve("nikkan.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private static double peak(Process process) {
        try {
            Matcher found = PEAK.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024.0 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long meanSize(Path home) throws SQLException {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("nikkan.db"));
                Statement statement = store.createStatement();
                ResultSet mean = statement.executeQuery("""
                        SELECT avg(length(d.header) + length(b.octets)) FROM delivery d
                        JOIN edition_body b ON b.day = d.day AND b.part = d.part
                         AND b.variant = coalesce(d.variant, d.language)""")) {
            mean.next();
            return mean.getLong(1);
        }
    }

    /// @param staying whether a connection takes more than one mail
    /// @return mails a second
    private static double generate(int port, long size, boolean staying) throws IOException, InterruptedException {
        ProcessBuilder source = new ProcessBuilder(
                "smtp-source",
                "-s",
                "" + CONNECTIONS,
                "-m",
                "" + SUBSCRIBERS,
                "-l",
                "" + size,
                "-f",
                "digest@example.org",
                "-t",
                "reader@example.net");
        if (staying) {
            source.command().add("-d");
        }
        source.command().add("127.0.0.1:" + port);
        double rate = SUBSCRIBERS / (Bench.run(source.inheritIO().start(), 0) / 1000);
        Figures.progress("smtp-source%s: %.0f mails/s".formatted(staying ? " -d" : "", rate));
        return rate;
    }

    /// The plan of a day for many more; what it takes to send it is of no interest, so nobody listens.
    private static void plan(Path home, Figures figures) throws Exception {
        Path configuration = home.resolve("nikkan.toml");
        String text = Files.readString(configuration);
        Files.writeString(configuration, text.replaceFirst("port = \\d+(?=\nsecurity = \"none\"\nfrom)", "port = 9"));
        try {
            Run run = run(home, PLANNED, "'all'");
            figures.note(PLANNED + " deliveries planned, from start to commit, s", run.made(), "< 10");
            figures.note("the same, resident memory at most, MB", run.peakMegabytes(), "");
            Figures.progress("%d planned in %.1f s".formatted(PLANNED, run.made()));
        } finally {
            Files.writeString(configuration, text);
        }
    }
}
