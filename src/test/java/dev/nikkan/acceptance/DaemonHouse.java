package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.Run;
import dev.nikkan.fixtures.SmtpSink;
import dev.nikkan.fixtures.SmtpSink.Received;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A mailbox, a store and twenty subscribers of their own, for the packaged daemon. Its first day is some days ago: it
/// has digests to send as soon as it has read the mailbox.
final class DaemonHouse implements AutoCloseable {
    static final int SUBSCRIBERS = 20;
    private static final Path PROGRAM = Path.of("target", "nikkan", "bin", "nikkan");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Path store;
    private final String name;
    private final Servers servers;
    private final Plan plan;
    private final int days;
    private final Instant built = InstantSource.system().instant();
    private final AtomicInteger mails = new AtomicInteger();
    private final List<Process> daemons = new ArrayList<>();

    record Servers(Dovecot imap, SmtpSink smtp) {}

    /// @param days how many days before today have a digest
    /// @param rate mails a second; 0: as fast as it goes
    /// @param disk the folder of the store, where it is not that of the rest
    /// @param unsure as the configuration has it
    /// @param answering whether subscribers may write to the mailbox
    record Plan(
            int days,
            int connections,
            int rate,
            int subscribers,
            Optional<Path> disk,
            String unsure,
            boolean answering) {
        Plan(int days, int connections, int rate) {
            this(days, connections, rate, SUBSCRIBERS, Optional.empty(), "resend", false);
        }

        /// No digest is owed yet, and whoever writes is answered.
        static Plan ofAnswers() {
            return new Plan(0, 1, 0, SUBSCRIBERS, Optional.empty(), "resend", true);
        }

        Plan forSubscribers(int number) {
            return new Plan(days, connections, rate, number, disk, unsure, answering);
        }

        Plan withStoreOn(Path folder) {
            return new Plan(days, connections, rate, subscribers, Optional.of(folder), unsure, answering);
        }

        Plan holdingWhatIsUnsure() {
            return new Plan(days, connections, rate, subscribers, disk, "hold", answering);
        }
    }

    DaemonHouse(Path folder, String name, Servers servers, Plan plan) throws IOException {
        this.folder = folder;
        this.store = plan.disk().orElse(folder).resolve("nikkan.db");
        this.name = name;
        this.servers = servers;
        this.plan = plan;
        this.days = plan.days();
        Path password = Files.writeString(folder.resolve("password"), Dovecot.PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("nikkan.toml"), configuration());
        subscribe();
    }

    private String configuration() {
        return """
                [store]
                path = "%s"
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "%s"
                password-file = "password"
                [digest]
                grace = "0s"
                first-day = "%s"
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "Nikkan <digest@example.org>"
                connections = %d
                rate = %d
                unsure = "%s"
                %s""".formatted(
                        store,
                        servers.imap().port(),
                        name,
                        Day.of(daysAgo(plan.days())),
                        servers.smtp().port(),
                        plan.connections(),
                        plan.rate(),
                        plan.unsure(),
                        plan.answering() ? "[list]\naddress = \"%s\"\n".formatted(listAddress()) : "");
    }

    private String listAddress() {
        return "news@" + domain();
    }

    private Instant daysAgo(int number) {
        return built.minus(Duration.ofDays(number));
    }

    private void subscribe() {
        try (Store fresh = Store.open(store, Access.CREATE, FaultPoints.INERT)) {
            Subscribers subscribers = new Subscribers(fresh, InstantSource.system());
            for (int i = 0; i < plan.subscribers(); i++) {
                EmailAddress address = new EmailAddress("reader" + i + "@" + domain());
                assertThat(subscribers.add(address, i % 2 == 0 ? Language.JA : Language.EN))
                        .isTrue();
            }
        }
    }

    private String domain() {
        return name + ".example";
    }

    // ---- mails in

    /// Brings that many announcements to the mailbox, of each day in turn.
    void deliver(int count) {
        String[] batch = new String[count];
        for (int i = 0; i < count; i++) {
            batch[i] = Announcements.ofDraft(mails.incrementAndGet(), daysAgo(1 + i % days));
        }
        servers.imap().deliver(name, batch);
    }

    /// Brings announcements of these sizes, by an attachment that does not compress.
    void deliverLarge(int... sizes) {
        for (int size : sizes) {
            servers.imap().deliver(name, Announcements.ofDraft(mails.incrementAndGet(), daysAgo(1), size));
        }
    }

    /// Brings mails of so many people who each ask to get the digest.
    void request(int count) {
        String[] batch = new String[count];
        for (int i = 0; i < count; i++) {
            int number = mails.incrementAndGet();
            batch[i] = """
                    From: person%d@%s
                    To: %s
                    Message-ID: <request.%d@%2$s>
                    Date: %s
                    Subject: subscribe
                    """.formatted(
                            number,
                            domain(),
                            listAddress(),
                            number,
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(built.atOffset(ZoneOffset.UTC)))
                    .replace("\n", "\r\n");
        }
        servers.imap().deliver(name, batch);
    }

    int delivered() {
        return mails.get();
    }

    // ---- the daemon

    Process start() {
        return start(Map.of());
    }

    /// @param order for `NIKKAN_FAULT`
    Process start(String order) {
        return start(Map.of("NIKKAN_FAULT", order));
    }

    private Process start(Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command("run"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().remove("NIKKAN_FAULT");
        builder.environment().putAll(environment);
        try {
            Process daemon = builder.start();
            daemons.add(daemon);
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another command beside the daemon, or after it.
    Run run(String... arguments) {
        try {
            return Run.of(folder, Map.of(), command(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toAbsolutePath().toString(),
                "-c",
                folder.resolve("nikkan.toml").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Waits for the daemon to end.
    int status(Process daemon, Duration within) throws InterruptedException {
        assertThat(daemon.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
                .as("the daemon has ended; its log:%n%s", said())
                .isTrue();
        return daemon.exitValue();
    }

    /// Ends the last daemon as a service manager does.
    void stop() throws InterruptedException {
        daemons.getLast().destroy();
        assertThat(status(daemons.getLast(), PATIENCE)).isZero();
    }

    private Path log() {
        return folder.resolve("log");
    }

    String said() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    // ---- what came of it

    /// Waits until every mail is in the store and read, and every digest is sent.
    void awaitAllDone() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the daemon ended", () -> !daemons.getLast().isAlive())
                .untilAsserted(() -> assertThat(query("""
                                SELECT (SELECT count(*) FROM v_message WHERE status <> 'pending'),
                                       (SELECT count(*) FROM v_day WHERE edition <> 'open'),
                                       (SELECT count(*) FROM v_delivery WHERE state <> 'sent')"""))
                        .as("mails, editions, unsent; the daemon's log:%n%s", said())
                        .containsExactly(delivered() + "|" + days + "|0"));
        assertThat(query("SELECT DISTINCT day, subscriber FROM v_delivery")).hasSize(days * plan.subscribers());
    }

    /// Waits until every request is dealt with and answered.
    void awaitAllAnswered() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the daemon ended", () -> !daemons.getLast().isAlive())
                .untilAsserted(() -> assertThat(
                                query(
                                        "SELECT (SELECT count(*) FROM letter), (SELECT count(*) FROM v_answer WHERE state = 'sent')"))
                        .as("letters, answers; the daemon's log:%n%s", said())
                        .containsExactly(delivered() + "|" + delivered()));
    }

    /// Every request has led to one question, which may have come twice, in the same words.
    ///
    /// @return the Message-IDs of those that came twice
    Set<String> repeatedAnswers() {
        assertThat(query("SELECT kind, count(*), count(DISTINCT address), count(DISTINCT message) FROM v_answer"))
                .containsExactly("confirm-subscribe|%1$d|%1$d|%1$d".formatted(delivered()));
        assertThat(query("SELECT count(*) FROM v_subscriber WHERE state = 'pending'"))
                .containsExactly(Integer.toString(delivered()));
        return repeats("SELECT message_id, address FROM v_answer", 2);
    }

    /// The Message-IDs of what was on its way when the daemon ended.
    Set<String> inFlight() {
        return Set.copyOf(query("""
                SELECT message_id FROM v_delivery WHERE state = 'sending'
                UNION ALL SELECT message_id FROM v_answer WHERE state = 'sending'"""));
    }

    int sent() {
        return query("SELECT 1 FROM v_delivery WHERE state = 'sent'").size();
    }

    /// What is in the store is what the mailbox holds: each mail once, octet for octet, and accounted for.
    void requireEveryMailOnce() {
        List<String> held = servers.imap().octets(name).stream()
                .map(octets -> Sha256.of(octets).toString())
                .toList();
        assertThat(held).hasSize(delivered()).doesNotHaveDuplicates();
        assertThat(query("SELECT sha256 FROM v_message")).containsExactlyInAnyOrderElementsOf(held);
        assertThat(query("SELECT DISTINCT mailbox, uid, message FROM place")).hasSize(delivered());
        assertThat(query("SELECT day FROM v_day WHERE NOT balanced")).isEmpty();
        assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
    }

    /// Every subscriber has every digest, each under one Message-ID and in one wording.
    ///
    /// @return the Message-IDs of those that came more than once
    Set<String> repeats(int copiesAtMost) {
        return repeats("SELECT message_id, subscriber FROM v_delivery", copiesAtMost);
    }

    private Set<String> repeats(String sent, int copiesAtMost) {
        Map<String, List<Received>> copies =
                servers.smtp().receivedFor(domain()).stream().collect(Collectors.groupingBy(Received::messageId));
        assertThat(copies.entrySet().stream()
                        .map(copy ->
                                copy.getKey() + "|" + copy.getValue().getFirst().recipient()))
                .containsExactlyInAnyOrderElementsOf(query(sent));
        assertThat(copies.values())
                .allSatisfy(same ->
                        assertThat(same).hasSizeLessThanOrEqualTo(copiesAtMost).containsOnly(same.getFirst()));
        return copies.entrySet().stream()
                .filter(copy -> copy.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// The rows of a query, each as its columns joined by `|`.
    List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(Optional.ofNullable(result.getString(i)).orElse(""));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() {
        daemons.forEach(daemon -> daemon.destroyForcibly().onExit().join());
    }
}
