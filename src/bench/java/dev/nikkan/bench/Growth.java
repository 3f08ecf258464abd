package dev.nikkan.bench;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.archive.GenerateArchive;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.Day;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import dev.nikkan.store.StoreStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a store's size costs. Of each size there is one store; the day that is asked for has about as many mails in
/// each, so that what is compared is a day's work amid ever more history.
final class Growth {
    private static final String SEED =
            Optional.ofNullable(System.getenv("SEED")).orElse("1");
    private static final int REPEATS = Bench.number("REPEATS", 5);
    private static final int COMPRESSED = Bench.number("COMPRESSED", 100_000);
    private static final int ONES = 50;
    private static final int MAILS_OF_THE_DAY = 10;

    private final Map<String, Map<Integer, Double>> millis = new LinkedHashMap<>();
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();
    private final Figures figures = new Figures();

    private Growth() {}

    public static void main(String[] args) throws Exception {
        List<Integer> sizes = Arrays.stream(Optional.ofNullable(System.getenv("SIZES"))
                        .orElse("10000,100000,1000000")
                        .split(","))
                .map(Integer::valueOf)
                .toList();
        Growth growth = new Growth();
        for (int size : sizes) {
            growth.measure(size);
        }
        growth.print(sizes);
        growth.figures.print();
    }

    private void measure(int size) throws Exception {
        Path home = Files.createDirectories(Bench.WORK.resolve("growth" + size));
        Path store = home.resolve("nikkan.db");
        long start = System.nanoTime();
        Process generator = generator(size);
        Process nikkan = nikkan(home, "import", "--list", "ietf-announce.ietf.org", "-");
        generator.getInputStream().transferTo(nikkan.getOutputStream());
        nikkan.getOutputStream().close();
        Bench.run(nikkan, 0);
        figures.note(size + " mails: import, mails/s", size * 1000.0 / Bench.millisSince(start), "");
        figures.note(size + " mails: octets a mail in the store", (double) Files.size(store) / size, "");
        Figures.progress("%d mails imported".formatted(size));
        commands(home, store, size);
        inProcess(store, size);
        if (size <= COMPRESSED) {
            figures.note(size + " mails: octets a mail in the mbox", piped(size, "cat"), "");
            figures.note(size + " mails: octets a mail, gzip -9 of the mbox", piped(size, "gzip", "-9"), "");
            figures.note(size + " mails: octets a mail, zstd -19 of the mbox", piped(size, "zstd", "-19", "-q"), "");
        }
        new ProcessBuilder("rm", "-r", home.toString()).start().waitFor();
    }

    private static Process generator(int size) throws IOException {
        return new ProcessBuilder(
                        Bench.PRODUCT.resolve("runtime/bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        GenerateArchive.class.getName(),
                        SEED,
                        String.valueOf(size),
                        "mbox",
                        "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Process nikkan(Path home, String... words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Bench.PRODUCT.resolve("bin/nikkan").toString());
        builder.command().addAll(List.of("--store", home.resolve("nikkan.db").toString()));
        builder.command().addAll(List.of(words));
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("nikkan.log").toFile())
                .start();
    }

    /// The octets a mail takes after a program has compressed the mbox; not a number where the program is missing.
    private static double piped(int size, String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder("which", command[0]).start().waitFor() != 0) {
            return Double.NaN;
        }
        List<Process> pipe = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(
                        Bench.PRODUCT.resolve("runtime/bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        GenerateArchive.class.getName(),
                        SEED,
                        String.valueOf(size),
                        "mbox",
                        "-"),
                new ProcessBuilder(command),
                new ProcessBuilder("wc", "-c")));
        try (var counted = pipe.getLast().inputReader()) {
            return Double.parseDouble(counted.readLine().strip()) / size;
        }
    }

    /// Whole commands, the start of the program included.
    private void commands(Path home, Path store, int size) throws Exception {
        String day = query(store, """
                SELECT day FROM (SELECT day, count(*) AS n FROM message GROUP BY day)
                ORDER BY abs(n - %d), day DESC LIMIT 1""".formatted(MAILS_OF_THE_DAY));
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            note("nikkan --version (start alone)", size, Bench.run(nikkan(home, "--version"), 0));
            note("nikkan digest --day", size, Bench.run(nikkan(home, "digest", "--day", day), 0));
            note("nikkan status", size, Bench.run(nikkan(home, "status"), 0, 69));
            note("nikkan search", size, Bench.run(nikkan(home, "search", "multicast"), 0, 64));
            Path mail = home.resolve("one.eml");
            Files.writeString(mail, Mails.announcement(1_000_000 + size + repeat, LocalDate.of(2026, 11, 21)));
            note("nikkan import of one mail", size, Bench.run(nikkan(home, "import", mail.toString()), 0));
            long start = System.nanoTime();
            query(store, "SELECT balanced FROM v_day WHERE day = '" + day + "'");
            note("v_day of one day", size, Bench.millisSince(start));
        }
        Path copy = home.resolve("copy.db");
        note("nikkan backup", size, Bench.run(nikkan(home, "backup", copy.toString()), 0));
        Files.deleteIfExists(copy);
    }

    /// What the daemon does, in a program that is running.
    private void inProcess(Path file, int size) {
        Clock clock = Clock.systemUTC();
        long opening = System.nanoTime();
        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            note("opening the store", size, Bench.millisSince(opening));
            Intake intake =
                    new Intake(new MailStore(store, clock), TrustSettings.DEFAULT, Optional.empty(), FaultPoints.INERT);
            Editions editions = new Editions(store, clock, FaultPoints.INERT);
            Day today = Day.of(Instant.parse("2026-11-21T00:00:00Z"));
            for (int i = 0; i < ONES; i++) {
                String text = Mails.announcement(2_000_000 + size + i, LocalDate.of(2026, 11, 21));
                Octets octets = Octets.of(text.getBytes(StandardCharsets.UTF_8));
                long start = System.nanoTime();
                intake.accept(List.of(new Incoming(octets, Optional.empty(), Origin.IMPORT, Optional.empty())));
                note("one mail stored and read", size, Bench.millisSince(start));
                start = System.nanoTime();
                StoreStatus.of(store, clock.instant());
                note("status of the store", size, Bench.millisSince(start));
                start = System.nanoTime();
                editions.account(today.previous());
                note("a day's account", size, Bench.millisSince(start));
                start = System.nanoTime();
                editions.content(Day.parse("2026-11-20"));
                note("a day's content", size, Bench.millisSince(start));
            }
        }
    }

    private static String query(Path store, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private void note(String what, int size, double value) {
        samples.computeIfAbsent(what + size, _ -> new ArrayList<>()).add(value);
        millis.computeIfAbsent(what, _ -> new LinkedHashMap<>())
                .put(size, Figures.percentile(samples.get(what + size), 50));
    }

    /// The median at each size, and the exponent between neighbours: 0 is the same time, 1 is ten times for ten times.
    private void print(List<Integer> sizes) {
        System.out.printf("%-34s", "median, ms");
        sizes.forEach(size -> System.out.printf("%12d", size));
        System.out.println("   exponents");
        millis.forEach((what, bySize) -> {
            System.out.printf("%-34s", what);
            sizes.forEach(size -> System.out.printf(Locale.ROOT, "%12.2f", bySize.get(size)));
            for (int i = 1; i < sizes.size(); i++) {
                double ratio = bySize.get(sizes.get(i)) / bySize.get(sizes.get(i - 1));
                double tenfold = Math.log10((double) sizes.get(i) / sizes.get(i - 1));
                System.out.printf(Locale.ROOT, "%8.2f", Math.log10(ratio) / tenfold);
            }
            System.out.println();
        });
    }
}
