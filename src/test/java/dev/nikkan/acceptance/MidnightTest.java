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
import dev.nikkan.model.Language;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The daemon from its configuration file on, between an IMAP and an SMTP server, on a day that a settable clock ends.
final class MidnightTest {
    private static final String WATCHED = "digest@example.org";
    private static final String HANAKO = "hanako@example.jp";
    private static final String ANN = "ann@example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GreenMail servers = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    @TempDir
    private Path folder;

    private GreenMailUser watched;
    private StoreHouse house;
    private LivingDaemon daemon;

    @BeforeEach
    void start() throws Exception {
        servers.start();
        watched = servers.setUser(WATCHED, WATCHED, "secret");
        house = new StoreHouse(folder);
        assertThat(house.subscribers.add(new EmailAddress(HANAKO), Language.JA)).isTrue();
        assertThat(house.subscribers.add(new EmailAddress(ANN), Language.EN)).isTrue();
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
                from = "%s"
                """.formatted(
                        servers.getImap().getPort(), WATCHED, servers.getSmtp().getPort(), WATCHED));
        return ConfigurationReader.read(file, Map.of(), Use.SERVERS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        daemon.close();
        servers.stop();
    }

    @Test
    void a_day_of_25_drafts_reaches_both_subscribers_in_two_parts_and_a_late_mail_comes_a_day_later() throws Exception {
        for (int number = 1; number <= 25; number++) {
            announce(number, "2026-11-22T10:00:00Z");
        }
        awaitRow("SELECT posts, balanced FROM v_day WHERE day = '2026-11-22'", "25|1");

        house.clock.set("2026-11-23T00:10:01Z");
        awaitRow("SELECT edition FROM v_day WHERE day = '2026-11-22'", "sent");

        List<String> parts = texts(ANN);
        assertThat(parts).hasSize(2).allSatisfy(text -> assertThat(text).contains("Internet-Drafts: 25"));
        requireEachInOnePart(parts);
        assertThat(texts(HANAKO)).hasSize(2).allSatisfy(text -> assertThat(text).contains("Internet-Draft: 25件"));
        requireEachInOnePart(texts(HANAKO));

        announce(26, "2026-11-22T23:59:59Z");
        awaitRow("SELECT posts FROM v_day WHERE day = '2026-11-22'", "26");
        house.clock.set("2026-11-24T00:10:01Z");
        awaitRow("SELECT edition FROM v_day WHERE day = '2026-11-23'", "sent");

        assertThat(texts(HANAKO)).hasSize(3);
        assertThat(texts(ANN)).hasSize(3);
        assertThat(texts(ANN).getLast())
                .contains("Internet-Drafts: 0", "Late arrivals: 1")
                .contains(name(26) + " (2026-11-22)");
    }

    @Test
    void p12_other_processes_learn_under_which_rules_live_mail_is_read() throws Exception {
        assertThat(house.mails.rules()).contains(configuration().trust().fingerprint());
    }

    private static void requireEachInOnePart(List<String> parts) {
        IntStream.rangeClosed(1, 25)
                .mapToObj(MidnightTest::name)
                .forEach(name -> assertThat(parts.stream().map(text -> text.split(name, -1).length - 1))
                        .as("how often each part has %s", name)
                        .containsExactlyInAnyOrder(2, 0));
    }

    private static String name(int number) {
        return "draft-example-proposal-%d-00".formatted(number);
    }

    private void announce(int number, String sent) {
        watched.deliver(GreenMailUtil.newMimeMessage(Announcements.ofDraft(number, Instant.parse(sent))));
    }

    private void awaitRow(String sql, String row) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query(sql)).containsExactly(row));
    }

    /// The text parts of what an address has received, without addresses, whose names are not meant.
    private List<String> texts(String address) {
        return Stream.of(servers.getReceivedMessagesForDomain(address))
                .map(MidnightTest::text)
                .toList();
    }

    private static String text(MimeMessage mail) {
        try {
            MimeMultipart alternatives = (MimeMultipart) mail.getContent();
            return alternatives.getBodyPart(0).getContent().toString().replaceAll("https?://\\S+", "");
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
