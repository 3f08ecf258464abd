package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationReader;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's whole life as a subscriber, by mail alone: between an IMAP and an SMTP server, on a settable clock.
final class LifeByMailTest {
    private static final String LIST = "digest@example.org";
    private static final String HANAKO = "hanako@example.jp";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GreenMail servers = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    @TempDir
    private Path folder;

    private GreenMailUser watched;
    private StoreHouse house;
    private LivingDaemon daemon;
    private int written;

    @BeforeEach
    void start() throws Exception {
        servers.start();
        watched = servers.setUser(LIST, LIST, "secret");
        house = new StoreHouse(folder);
        // Before today: a mail has arrived when it is stored, at the latest.
        house.clock.set("2025-03-01T12:00:00Z");
        daemon = LivingDaemon.start(configuration(), house);
    }

    private Configuration configuration() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path file = Files.writeString(folder.resolve("nikkan.toml"), """
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
                [list]
                id = "nikkan.example.org"
                address = "%s"
                bounces = "bounces@example.org"
                """.formatted(
                        servers.getImap().getPort(), LIST, servers.getSmtp().getPort(), LIST));
        return ConfigurationReader.read(file, Map.of(), Use.SERVERS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        daemon.close();
        servers.stop();
    }

    @Test
    void somebody_joins_confirms_chooses_bounces_comes_back_leaves_and_is_forgotten() throws Exception {
        // joins: nothing happens before she confirms
        writes("購読", "");
        MimeMessage question = received(1);
        assertThat(question.getSubject()).startsWith("購読の確認 (confirm ");
        assertThat(question.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        awaitState("pending");

        // confirms
        replies(question, "");
        MimeMessage welcome = received(2);
        assertThat(welcome.getSubject()).startsWith("購読を開始しました");
        awaitState("active");

        // chooses English without HTML
        replies(welcome, "language en\nformat text");
        assertThat(received(3).getSubject()).startsWith("Your settings");

        // gets digests, of which three come back
        for (int day = 2; day <= 4; day++) {
            house.clock.set("2025-03-0" + day + "T00:10:01Z");
            MimeMessage digest = received(2 + day);
            assertThat(digest.getSubject()).contains("2025-03-0" + (day - 1));
            assertThat(digest.getHeader("Content-Language")).containsExactly("en");
            assertThat(digest.getContentType()).startsWith("text/plain");
            comesBack("2025-03-0" + (day - 1));
            String bounces = Integer.toString(day - 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(house.query("SELECT count(*) FROM v_bounce"))
                            .containsExactly(bounces));
        }
        awaitState("paused");

        // is asked whether mail arrives, and answers
        MimeMessage probe = received(7);
        assertThat(probe.getSubject()).startsWith("Do our mails reach you?");
        replies(probe, "");
        assertThat(received(8).getSubject()).startsWith("Welcome");
        awaitState("active");
        house.clock.set("2025-03-05T00:10:01Z");
        MimeMessage digest = received(9);

        // leaves by what her program makes of List-Unsubscribe
        writes(unsubscribeSubject(digest), "");
        assertThat(received(10).getSubject()).isEqualTo("You have left");
        awaitState("off");
        house.clock.set("2025-03-06T00:10:01Z");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT edition FROM v_day WHERE day = '2025-03-05'"))
                        .containsExactly("sent"));
        assertThat(mails()).hasSize(10);

        // is forgotten
        assertThat(house.subscribers.forget(new EmailAddress(HANAKO))).isTrue();
        assertThat(house.query("SELECT address FROM v_subscriber")).isEmpty();
        assertThat(house.query("SELECT * FROM v_answer WHERE address = '" + HANAKO + "'"))
                .isEmpty();
        assertThat(house.query("SELECT * FROM v_message WHERE sender = '" + HANAKO + "'"))
                .isEmpty();
        assertThat(house.query("SELECT cause FROM suppression")).containsExactly("forgotten");
    }

    private void writes(String subject, String text) {
        written++;
        watched.deliver(GreenMailUtil.newMimeMessage("""
                From: Hanako <%s>
                To: %s
                Message-ID: <%d@example.jp>
                Date: Sat, 1 Mar 2025 12:00:00 +0000
                Subject: %s
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(HANAKO, LIST, written, encoded(subject), text)));
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

    private void comesBack(String day) {
        String sender = house.query("SELECT sender FROM delivery WHERE day = '" + day + "'")
                .getFirst();
        assertThat(sender).startsWith("bounces+").endsWith("@example.org");
        written++;
        watched.deliver(GreenMailUtil.newMimeMessage("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.jp
                To: %s
                Message-ID: <%d@mx.example.jp>
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 unknown

                --b--
                """.formatted(sender, written, HANAKO)));
    }

    private static String unsubscribeSubject(MimeMessage digest) throws MessagingException {
        String value = digest.getHeader("List-Unsubscribe", null);
        URI uri = URI.create(value.substring(1, value.length() - 1));
        assertThat(uri.toString()).startsWith("mailto:" + LIST + "?subject=");
        String query = uri.getRawSchemeSpecificPart();
        return URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT state FROM v_subscriber"))
                        .containsExactly(state));
    }

    /// The mail she got as the `count`th.
    private MimeMessage received(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails())
                        .as("mails, after letters that were %s", house.query("SELECT outcome FROM letter"))
                        .hasSize(count));
        return mails().getLast();
    }

    private List<MimeMessage> mails() {
        return List.of(servers.getReceivedMessagesForDomain(HANAKO));
    }
}
