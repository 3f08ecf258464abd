package dev.nikkan.demo;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationException;
import dev.nikkan.app.config.ConfigurationReader;
import dev.nikkan.app.daemon.Daemon;
import dev.nikkan.app.daemon.ServiceManager;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Outbox;
import dev.nikkan.store.SourceLog;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The daemon's main job in half a minute, with its own code and configuration format; only the servers and the clock
/// are ours.
final class Demo {
    private static final Day DAY = Day.parse("2026-11-22");
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final String PASSWORD = "secret";
    private static final Map<Language, EmailAddress> SUBSCRIBERS = Map.of(
            Language.JA, new EmailAddress("hanako@example.jp"), Language.EN, new EmailAddress("ann@example.com"));

    private final Path folder;
    private final PrintStream out;
    private final Clock real = Clock.systemUTC();
    private final Instant started = real.instant();
    private final DemoClock clock = new DemoClock(real, DAY.start().plus(Duration.ofHours(23)));

    Demo(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /// @return whether everything happened that should
    boolean run() throws IOException {
        try (MailHouse house = new MailHouse(PASSWORD)) {
            SUBSCRIBERS.values().forEach(address -> house.addMailbox(address.value()));
            Configuration configuration = configure(house);
            try (Store store = Store.open(configuration.store(), Access.CREATE, FaultPoints.INERT)) {
                return live(house, configuration, store);
            } catch (MessagingException e) {
                throw new IOException("the demo's own mail server failed", e);
            }
        }
    }

    private boolean live(MailHouse house, Configuration configuration, Store store)
            throws IOException, MessagingException {
        Subscribers subscribers = new Subscribers(store, clock);
        SUBSCRIBERS.forEach((language, address) -> {
            subscribers.add(address, language);
            say("%s subscribes, in %s.".formatted(address, language == Language.JA ? "Japanese" : "English"));
        });
        Daemon daemon = new Daemon(
                configuration,
                store,
                new Daemon.Outside(
                        clock,
                        new SecureRandom(),
                        FaultPoints.INERT,
                        ServiceManager.of(Map.of()),
                        Duration.ofMillis(200)));
        Thread life = Thread.ofPlatform().name("daemon").start(() -> live(daemon));
        try {
            daemon.start();
            return day(house, configuration, store);
        } finally {
            daemon.close();
            join(life);
        }
    }

    private static void live(Daemon daemon) {
        try {
            daemon.live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean day(MailHouse house, Configuration configuration, Store store)
            throws IOException, MessagingException {
        Editions editions = new Editions(store, clock, FaultPoints.INERT);
        if (!reached(() -> new SourceLog(store, clock)
                .lines().stream().anyMatch(line -> line.state() == SourceLog.State.IDLING))) {
            return given("the daemon does not listen");
        }
        List<byte[]> announcements = announcements();
        say("The daemon listens to %s; %d mails of %s arrive.".formatted(MailHouse.WATCHED, announcements.size(), DAY));
        for (byte[] announcement : announcements) {
            house.deliver(announcement);
        }
        if (!reached(() -> editions.account(DAY).messages() == announcements.size()
                && editions.account(DAY).balanced())) {
            return given("not all mails were fetched and understood");
        }
        say("Fetched and understood: %s.".formatted(words(editions.account(DAY))));

        clock.set(DAY.end().plus(configuration.digest().grace()).plusSeconds(1));
        say("Midnight UTC and the grace of ten minutes pass; the clock says %s."
                .formatted(clock.instant().toString().substring(0, 19) + "Z"));
        Outbox outbox = new Outbox(store);
        if (!reached(() -> editions.state(DAY).equals(Optional.of(Editions.State.SENT)))) {
            return given("the digest was not sent: " + outbox.progress(DAY));
        }
        say("The edition of %s is cut, made and sent: %d mails."
                .formatted(DAY, outbox.progress(DAY).sent()));
        return written(house, configuration, editions);
    }

    private boolean written(MailHouse house, Configuration configuration, Editions editions)
            throws IOException, MessagingException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<Language, EmailAddress> subscriber : SUBSCRIBERS.entrySet()) {
            int number = 0;
            for (byte[] mail : house.received(subscriber.getValue().value())) {
                files.add(write(
                        "%s-%s-mail%d.eml".formatted(DAY, subscriber.getKey().tag(), ++number), mail));
            }
            if (number == 0) {
                return given(subscriber.getValue() + " received nothing");
            }
        }
        Renderer renderer = new Renderer(Templates.builtIn(), Optional.of(new EmailAddress(MailHouse.WATCHED)));
        Digest digest = Digest.of(editions.inHistory(DAY), new SignalFinder(SignalSettings.builtIn()));
        for (DigestPart part :
                renderer.divide(digest, configuration.digest().partSize()).parts()) {
            for (Language language : Language.values()) {
                String name = "%s-%s-part%d".formatted(DAY, language.tag(), part.number());
                files.add(write(name + ".html", renderer.html(part, language).getBytes(StandardCharsets.UTF_8)));
                files.add(write(name + ".md", renderer.markdown(part, language).getBytes(StandardCharsets.UTF_8)));
            }
        }
        files.add(configuration.store());
        out.println();
        out.println("What the subscribers got, the same as pages and as Markdown, and the store (SQLite):");
        files.stream().sorted().forEach(file -> out.println("  " + file.toAbsolutePath()));
        return true;
    }

    private Path write(String name, byte[] octets) throws IOException {
        return Files.write(folder.resolve(name), octets);
    }

    private boolean given(String what) {
        say("The demo failed: %s.".formatted(what));
        return false;
    }

    private boolean reached(BooleanSupplier condition) {
        while (real.instant().isBefore(started.plus(PATIENCE))) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return condition.getAsBoolean();
    }

    private static String words(Account account) {
        return "%d mails = %d posts of %d drafts + %d RFC + %d other announcements + %d duplicate + %d other"
                .formatted(
                        account.messages(),
                        account.posts(),
                        account.drafts(),
                        account.rfcs(),
                        account.events(),
                        account.duplicates(),
                        account.other());
    }

    private void say(String what) {
        Duration since = Duration.between(started, real.instant());
        out.printf("%4.1f s  %s%n", since.toMillis() / 1000.0, what);
    }

    private Configuration configure(MailHouse house) throws IOException {
        Path file = folder.resolve("nikkan.toml");
        Path password = folder.resolve("imap-password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, PASSWORD + "\n");
        Files.writeString(file, """
                # The demo's configuration: the same format as in production, with servers inside the demo's process.
                [store]
                path = "nikkan.db"

                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "%s"
                password-file = "imap-password"

                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "日刊IETF <%s>"

                [list]
                id = "nikkan.example.org"
                address = "%s"
                owner = "mailto:owner@example.org"
                """.formatted(
                        house.imapPort(), MailHouse.WATCHED, house.smtpPort(), MailHouse.WATCHED, MailHouse.WATCHED));
        try {
            return ConfigurationReader.read(file, Map.of(), Use.SERVERS);
        } catch (ConfigurationException e) {
            throw new IOException("the demo's own configuration is wrong: " + e.getMessage(), e);
        }
    }

    private static List<byte[]> announcements() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        for (String name : resource("announcements.txt").lines().toList()) {
            mails.add(octets(name));
        }
        return mails;
    }

    private static String resource(String name) throws IOException {
        return new String(octets(name), StandardCharsets.UTF_8);
    }

    private static byte[] octets(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Demo.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }
}
