package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationReader;
import dev.nikkan.deliver.SmtpSession;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.deliver.SmtpTimeouts;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.DkimKey;
import dev.nikkan.fixtures.DkimVerifier;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.Postfix;
import dev.nikkan.fixtures.Postfix.Verdict.Where;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.model.UnsurePolicy;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What comes back, between real servers: Postfix relays for everybody, and returns what the readers' domain will not
/// have, in its own words; Dovecot holds the mailboxes, the watched one among them. Only the clock is ours.
@Timeout(120)
final class ReturnedMailIT {
    private static final String LIST = "digest@example.org";
    private static final String HANAKO = "hanako@example.jp";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Dovecot mailboxes = Dovecot.start();
    private final Postfix postfix = Postfix.start(mailboxes, LIST);
    private final DkimKey key = DkimKey.generate(2048);
    private final Set<String> seen = new HashSet<>();

    @TempDir
    private Path folder;

    private StoreHouse house;
    private LivingDaemon daemon;
    private SmtpSession herProvider;
    private int written;

    @BeforeEach
    void start() throws Exception {
        house = new StoreHouse(folder);
        // Before today: a mail has arrived when it is stored, at the latest.
        house.clock.set("2025-03-01T12:00:00Z");
        daemon = LivingDaemon.start(configuration(), house);
        herProvider = new SmtpSession(submission(), SmtpTimeouts.STANDARD, FaultPoints.INERT);
    }

    private Configuration configuration() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), Dovecot.PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        key.write(folder.resolve("dkim.pem"));
        Path file = Files.writeString(
                folder.resolve("nikkan.toml"), """
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "%s"
                password-file = "password"
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "日刊IETF <news@example.org>"
                [dkim]
                key-file = "dkim.pem"
                [list]
                id = "nikkan.example.org"
                address = "%s"
                bounces = "bounces@example.org"
                """.formatted(mailboxes.port(), LIST, postfix.port(), LIST));
        return ConfigurationReader.read(file, Map.of(), Use.SERVERS);
    }

    private SmtpSettings submission() {
        return new SmtpSettings(
                "127.0.0.1",
                postfix.port(),
                TransportSecurity.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new EmailAddress(HANAKO),
                1,
                0,
                UnsurePolicy.RESEND);
    }

    @AfterEach
    void stop() throws Exception {
        try {
            requireSignatures();
        } finally {
            end();
        }
    }

    private void end() throws Exception {
        herProvider.close();
        daemon.close();
        postfix.close();
        mailboxes.close();
    }

    /// Of digests and answers, in Japanese and English, with HTML and without, after two servers.
    private void requireSignatures() throws Exception {
        boolean usable = DkimVerifier.usable(folder);
        assertThat(usable || !"true".equals(System.getenv("CI")))
                .as("python3-dkim is there")
                .isTrue();
        if (!usable || mailboxes.files(HANAKO, "").isEmpty()) {
            return;
        }
        for (byte[] mail : mailboxes.octets(HANAKO)) {
            assertThat(DkimVerifier.accepts(folder, mail, "nikkan._domainkey.example.org", key.record()))
                    .as(() -> new String(mail, StandardCharsets.UTF_8))
                    .isTrue();
        }
    }

    @Test
    void who_joins_and_becomes_unreachable_is_asked_once_then_let_go_and_may_come_back() throws Exception {
        // joins, confirms and chooses
        writes("購読", "");
        MimeMessage question = received();
        assertThat(question.getSubject()).startsWith("購読の確認 (confirm ");
        replies(question, "");
        MimeMessage welcome = received();
        assertThat(welcome.getSubject()).startsWith("購読を開始しました");
        awaitState("active");
        replies(welcome, "language en\nformat text");
        assertThat(received().getSubject()).startsWith("Your settings");

        // gets a digest
        midnightBefore("2025-03-02");
        MimeMessage digest = received();
        assertThat(digest.getSubject()).contains("2025-03-01");
        assertThat(digest.getContentType()).startsWith("text/plain");
        assertThat(digest.getHeader("Return-Path", null)).matches("<bounces\\+[0-9a-z-]+@example\\.org>");

        // whose mailbox is gone: Postfix reports it, to the envelope's sender, three days in a row
        postfix.say(HANAKO, Where.DOMAIN, "550 5.1.1 no such user here");
        for (int day = 3; day <= 5; day++) {
            midnightBefore("2025-03-0" + day);
            int reports = day - 2;
            await("reports")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(house.query(
                                    "SELECT count(*) FROM v_bounce WHERE kind = 'hard' AND message IS NOT NULL"))
                            .as(postfix::log)
                            .containsExactly(Integer.toString(reports)));
        }

        // is paused; the mail that asks whether mail arrives comes back too, and that is the end
        awaitState("off");
        assertThat(house.query("SELECT count(*) FROM v_answer WHERE kind = 'probe'"))
                .containsExactly("1");
        midnightBefore("2025-03-06");
        awaitEdition("2025-03-05");
        assertThat(house.query("SELECT count(*) FROM v_delivery WHERE day = '2025-03-05'"))
                .containsExactly("0");

        // comes back
        postfix.accept(HANAKO);
        writes("購読", "");
        replies(received(), "");
        assertThat(received().getSubject()).startsWith("購読を開始しました");
        awaitState("active");
        midnightBefore("2025-03-07");
        MimeMessage again = received();
        assertThat(again.getSubject()).contains("2025-03-06");

        // leaves by what her program makes of List-Unsubscribe
        writes(unsubscribeSubject(again), "");
        assertThat(received().getSubject()).isEqualTo("配信を停止しました");
        awaitState("off");
        midnightBefore("2025-03-08");
        awaitEdition("2025-03-07");
        assertThat(house.query("SELECT count(*) FROM v_delivery WHERE day = '2025-03-07'"))
                .containsExactly("0");

        // is forgotten
        assertThat(house.subscribers.forget(new EmailAddress(HANAKO))).isTrue();
        assertThat(house.query("SELECT address FROM v_subscriber")).isEmpty();
        assertThat(house.query("SELECT cause FROM suppression")).containsExactly("forgotten");
    }

    @Test
    void who_is_refused_in_the_dialogue_is_counted_without_a_report_and_we_ourselves_never() throws Exception {
        subscribe("gone@example.jp", "blocked@example.jp", HANAKO);
        postfix.say("gone@example.jp", Where.RELAY, "550 5.1.1 no such user here");
        postfix.say("blocked@example.jp", Where.RELAY, "550 5.7.1 your address is on a list");

        midnightBefore("2025-03-02");

        assertThat(received().getSubject()).contains("2025-03-01");
        awaitEdition("2025-03-01");
        assertThat(house.query("SELECT subscriber, kind, message IS NULL FROM v_bounce"))
                .containsExactly("gone@example.jp|hard|1");
        assertThat(house.query("SELECT DISTINCT state FROM v_subscriber")).containsExactly("active");
    }

    @Test
    void who_greylists_gets_the_digest_at_the_next_try() throws Exception {
        subscribe(HANAKO);
        postfix.say(HANAKO, Where.RELAY, "450 4.7.1 greylisted, come back later");
        midnightBefore("2025-03-02");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT state, attempts FROM v_delivery"))
                        .containsExactly("deferred|1"));

        postfix.accept(HANAKO);
        house.clock.set("2025-03-02T00:16:00Z");

        assertThat(received().getSubject()).contains("2025-03-01");
        awaitEdition("2025-03-01");
        assertThat(house.query("SELECT state, attempts FROM v_delivery")).containsExactly("sent|2");
        assertThat(house.query("SELECT * FROM v_bounce")).isEmpty();
    }

    @Test
    void a_report_of_a_delay_counts_for_nothing_and_that_of_giving_up_as_soft() throws Exception {
        subscribe(HANAKO);
        postfix.say(HANAKO, Where.DOMAIN, "452 4.2.2 mailbox full");

        midnightBefore("2025-03-02");

        // Postfix warns after a second and gives up after four.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT kind FROM v_bounce"))
                        .as(postfix::log)
                        .containsExactly("soft"));
        assertThat(house.query("SELECT outcome FROM letter ORDER BY message"))
                .containsExactly("a report that nothing has failed yet", "a bounce (soft)");
        awaitState("active");
    }

    // ---- what she does

    private void subscribe(String... addresses) {
        for (String address : addresses) {
            house.subscribers.add(new EmailAddress(address), Language.EN);
        }
    }

    private void midnightBefore(String day) {
        house.clock.set(day + "T00:10:01Z");
    }

    private void writes(String subject, String text) throws MessagingException {
        written++;
        String header = """
                From: Hanako <%s>
                To: %s
                Message-ID: <%d@example.jp>
                Date: Sat, 1 Mar 2025 12:00:00 +0000
                Subject: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                """.formatted(HANAKO, LIST, written, encoded(subject));
        assertThat(herProvider.send(
                        octets(header), octets(text + "\n"), new EmailAddress(HANAKO), new EmailAddress(LIST)))
                .isInstanceOf(Attempt.Accepted.class);
    }

    private static Octets octets(String text) {
        return Octets.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String subject) {
        try {
            return MimeUtility.encodeText(subject, "UTF-8", "B");
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private void replies(MimeMessage to, String text) throws MessagingException {
        assertThat(to.getReplyTo()[0]).hasToString(LIST);
        writes("Re: " + to.getSubject(), text);
    }

    private static String unsubscribeSubject(MimeMessage digest) throws MessagingException {
        String value = digest.getHeader("List-Unsubscribe", null);
        URI uri = URI.create(value.substring(1, value.length() - 1));
        assertThat(uri.toString()).startsWith("mailto:" + LIST + "?subject=");
        String query = uri.getRawSchemeSpecificPart();
        return URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    // ---- what comes of it

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT state FROM v_subscriber"))
                        .containsExactly(state));
    }

    private void awaitEdition(String day) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT state FROM edition WHERE day = '" + day + "'"))
                        .containsExactly("sent"));
    }

    /// The next mail in her mailbox.
    private MimeMessage received() {
        // Until the first is delivered there is no mailbox, and a file that is being delivered changes its name.
        return await().atMost(PATIENCE)
                .ignoreException(UncheckedIOException.class)
                .until(this::unseen, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<MimeMessage> unseen() throws MessagingException {
        for (byte[] octets : mailboxes.octets(HANAKO)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
            if (seen.add(mail.getMessageID())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }
}
