package dev.nikkan.bench;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.signal.MeetingCalendar;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.render.MailBody;
import dev.nikkan.render.MailHeader;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// How long it takes to build a large day's digest with all that `digest` puts into it, and to send an ordinary and a
/// large one to many subscribers through a local SMTP server that takes everything.
final class Digests {
    private static final int LARGE = 450;
    private static final int ORDINARY = 20;
    /// What a digest's overview compares its day with, and the drafts of each of those days.
    private static final int HISTORY_DAYS = 90;
    private static final int HISTORY = Bench.number("HISTORY", 40);
    private static final int PART = 20;
    private static final int SUBSCRIBERS = Bench.number("SUBSCRIBERS", 1_000);
    private static final int REPEATS = Bench.number("REPEATS", 5);
    private static final int LARGE_REPEATS = Bench.number("LARGE_REPEATS", 1);
    private static final int BUILDS = 10;
    private static final SignalSettings SIGNALS =
            new SignalSettings(Themes.builtIn(), List.of(), MeetingCalendar.builtIn());
    private static final MailIdentity IDENTITY = new MailIdentity(
            Optional.of("Nikkan"),
            new EmailAddress("digest@example.org"),
            Optional.of("nikkan.example.org"),
            Optional.of(new EmailAddress("digest@example.org")),
            Optional.empty(),
            Optional.of("mailto:owner@example.org"),
            Optional.empty());
    private static final Instant NOW = Instant.now();
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    private Digests() {}

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        int port = Bench.freePort();
        Process sink = new ProcessBuilder("smtp-sink", "-u", "nobody", "127.0.0.1:" + port, "100")
                .inheritIO()
                .start();
        try {
            Path large = filled("large", LARGE, port);
            build(large, figures);
            Path ordinary = filled("ordinary", ORDINARY, port);
            for (int repeat = 1; repeat <= REPEATS; repeat++) {
                send(ordinary, "ordinary day, %d drafts".formatted(ORDINARY), ">= 200", figures);
                if (repeat <= LARGE_REPEATS) {
                    send(
                            large,
                            "large day, %d drafts in %d parts".formatted(LARGE, (LARGE + PART - 1) / PART),
                            "",
                            figures);
                }
            }
        } finally {
            Bench.end(sink);
        }
        figures.print();
    }

    /// A store with so many drafts on one day, the days before it, and the subscribers, half of them in each language.
    private static Path filled(String name, int drafts, int port) throws Exception {
        Path home = Bench.household(name, 9, port, "first-day = \"" + YESTERDAY + "\"\npart-size = " + PART);
        Mails.write(home.resolve("mail"), 0, drafts, YESTERDAY);
        for (int day = 1; day <= HISTORY_DAYS; day++) {
            int first = LARGE + day * HISTORY;
            Mails.write(home.resolve("mail"), first, first + HISTORY, YESTERDAY.minusDays(day));
        }
        for (Path file : Files.list(home.resolve("mail")).toList()) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".eml"));
        }
        Bench.run(Bench.nikkan(home, "import", home.resolve("mail").toString()), 0);
        subscribe(home);
        Files.copy(home.resolve("nikkan.db"), home.resolve("filled.db"));
        return home;
    }

    /// All in one statement: what is measured is not how one subscribes.
    private static void subscribe(Path home) throws SQLException {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("nikkan.db"));
                Statement statement = store.createStatement()) {
            statement.execute("""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    INSERT INTO subscriber (address, language, state, changed_at)
                    SELECT 'reader' || i || '@example.net', iif(i %% 2, 'ja', 'en'), 'active', '2026-01-01T00:00:00Z'
                    FROM n""".formatted(SUBSCRIBERS));
        }
    }

    private static void build(Path home, Figures figures) {
        try (Store store = Store.open(home.resolve("nikkan.db"), Access.READ, FaultPoints.INERT)) {
            Editions editions = new Editions(store, Clock.systemUTC(), FaultPoints.INERT);
            Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());
            for (int i = 1; i <= BUILDS * 2; i++) {
                double spent = Bench.cpuMillis(ProcessHandle.current());
                long start = System.nanoTime();
                long size = all(renderer, Digest.of(editions.inHistory(new Day(YESTERDAY)), new SignalFinder(SIGNALS)));
                double millis = Bench.millisSince(start);
                if (size < LARGE * 1000L) {
                    throw new IllegalStateException("a digest of " + size + " characters cannot be all");
                }
                if (i == 1 || i > BUILDS) {
                    figures.note(
                            "%d drafts after %d days of %d, 2 languages, all formats, %s, ms"
                                    .formatted(LARGE, HISTORY_DAYS, HISTORY, i == 1 ? "cold" : "warm"),
                            millis,
                            i == 1 ? "" : "< 1000");
                    figures.note(
                            "the same, processor time, %s, ms".formatted(i == 1 ? "cold" : "warm"),
                            Bench.cpuMillis(ProcessHandle.current()) - spent,
                            "");
                }
            }
        }
        Figures.progress("built");
    }

    /// Markdown, HTML, text and the mail of each part in each language, and the JSON.
    private static long all(Renderer renderer, Digest digest) {
        requireOverview(digest);
        long size = renderer.json(digest).length();
        for (DigestPart part : renderer.divide(digest, PART).parts()) {
            for (Language language : Language.values()) {
                size += renderer.markdown(part, language).length();
                size += renderer.html(part, language).length();
                size += renderer.text(part, language).length();
                size += mail(renderer, digest.day(), part, language);
            }
        }
        return size;
    }

    private static long mail(Renderer renderer, Day day, DigestPart part, Language language) {
        MailBody body = renderer.mail(part, language);
        MailHeader header = new MailHeader(IDENTITY);
        String messageId = header.messageId(day, language.tag() + part.number());
        return body.after(header.of(IDENTITY.from(), body.subject(), messageId, Optional.empty(), NOW))
                .size();
    }

    /// Without history there would be no overview, and nothing would be measured of it.
    private static void requireOverview(Digest digest) {
        if (digest.overviews().keySet().size() != Language.values().length) {
            throw new IllegalStateException("a digest without overview in each language");
        }
    }

    /// The whole of `nikkan send`: start, edition, deliveries, ledger.
    private static void send(Path home, String what, String target, Figures figures)
            throws IOException, InterruptedException {
        for (String rest : new String[] {"nikkan.db-wal", "nikkan.db-shm"}) {
            Files.deleteIfExists(home.resolve(rest));
        }
        Files.copy(home.resolve("filled.db"), home.resolve("nikkan.db"), StandardCopyOption.REPLACE_EXISTING);
        long start = System.nanoTime();
        Process send = Bench.nikkan(home, "send", "--day", YESTERDAY.toString());
        double[] spent = new double[1];
        Bench.await("all is sent", 50_000, () -> {
            double now = Bench.cpuMillis(send);
            spent[0] = Double.isNaN(now) ? spent[0] : now;
            return !send.isAlive();
        });
        double seconds = Bench.millisSince(start) / 1000;
        String said = Files.readString(home.resolve("nikkan.log"));
        long mails = number(said, "(\\d+) sent, 0 failed, 0 waiting");
        figures.note(what + ", mails", mails, "");
        figures.note(what + ", mails/s", mails / seconds, target);
        figures.note(what + ", processor time, ms/mail", spent[0] / mails, "");
        Figures.progress("%s: %d mails in %.1f s".formatted(what, mails, seconds));
    }

    private static long number(String said, String pattern) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(said)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not all was sent: " + said));
    }
}
