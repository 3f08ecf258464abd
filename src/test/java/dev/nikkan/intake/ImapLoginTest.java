package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nikkan.fixtures.ScriptedImapServer;
import dev.nikkan.fixtures.ScriptedImapServer.Fault;
import dev.nikkan.fixtures.TestCertificate;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// How a connection is protected, and how we log in.
final class ImapLoginTest {
    private static final Login LOGIN = new Login.Password("reader", new Secret(WatchHouse.PASSWORD));

    private Path folder;
    private WatchHouse house;
    private ScriptedImapServer server = new ScriptedImapServer();

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        house = new WatchHouse(temporary);
    }

    @AfterEach
    void close() {
        house.close();
        server.close();
    }

    private SourceSettings source(String host, TransportSecurity security, Optional<Path> caFile, Login login) {
        return new SourceSettings(
                host,
                server.port(),
                security,
                caFile,
                login,
                List.of("INBOX"),
                new AfterStore.Leave(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    private TestCertificate speakTls() {
        server.close();
        TestCertificate certificate = TestCertificate.forServer(folder, "dns:localhost");
        server = new ScriptedImapServer(certificate.listener());
        return certificate;
    }

    @Test
    void a_certificate_of_the_ca_file_is_accepted() {
        TestCertificate certificate = speakTls();
        server.put(1, "Subject: a\r\n\r\n");

        house.watch(source("localhost", TransportSecurity.TLS, Optional.of(certificate.pem()), LOGIN));

        house.awaitStored("1");
    }

    @Test
    void a_certificate_nobody_vouches_for_is_refused() {
        speakTls();

        house.watch(source("localhost", TransportSecurity.TLS, Optional.empty(), LOGIN));

        house.awaitState("failing");
        assertThat(house.error()).contains("certificate that is not trusted");
        assertThat(server.received()).noneMatch(line -> line.contains("reader"));
    }

    @Test
    void a_certificate_for_another_name_is_refused() {
        TestCertificate certificate = speakTls();

        house.watch(source("127.0.0.1", TransportSecurity.TLS, Optional.of(certificate.pem()), LOGIN));

        house.awaitState("failing");
        assertThat(house.error()).contains("certificate that is not trusted");
        assertThat(server.received()).noneMatch(line -> line.contains("reader"));
    }

    @Test
    void without_starttls_nobody_logs_in() {
        house.watch(source("localhost", TransportSecurity.STARTTLS, Optional.empty(), LOGIN));

        house.awaitState("failing");
        assertThat(house.error()).contains("does not offer STARTTLS");
        assertThat(server.received()).noneMatch(line -> line.contains("reader"));
    }

    @Test
    void plain_text_is_spoken_to_a_loopback_address_only() {
        house.watch(source("192.0.2.1", TransportSecurity.NONE, Optional.empty(), LOGIN));

        house.awaitState("failing");
        assertThat(house.error()).contains("no loopback address");
    }

    @Test
    void a_token_is_asked_for_before_each_connect() throws IOException {
        server.capabilities("IMAP4rev1 IDLE SASL-IR AUTH=XOAUTH2");
        Path count = folder.resolve("count");
        Login token = new Login.Token("reader", List.of("sh", "-c", "echo x >> " + count + "; wc -l < " + count));
        server.put(1, "Subject: a\r\n\r\n");
        house.watch(source("127.0.0.1", TransportSecurity.NONE, Optional.empty(), token));
        house.awaitStored("1");

        server.dropAll();

        await().until(() ->
                server.connections() == 2 && Files.readAllLines(count).size() == 2);
        await().until(() -> server.received().contains("AUTHENTICATE XOAUTH2 " + bearer("2")));
        assertThat(server.received()).contains("AUTHENTICATE XOAUTH2 " + bearer("1"));
    }

    private static String bearer(String token) {
        String text = "user=reader\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_token_command_that_fails_is_named_without_what_it_printed() {
        Login token = new Login.Token("reader", List.of("sh", "-c", "echo " + WatchHouse.PASSWORD + "; exit 3"));

        house.watch(source("127.0.0.1", TransportSecurity.NONE, Optional.empty(), token));

        house.awaitState("failing");
        assertThat(house.error()).isEqualTo("token-command sh ended with status 3");
    }

    @Test
    void p18_no_secret_is_logged_or_stored_whatever_fails() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        Level before = root.getLevel();
        events.start();
        root.addAppender(events);
        root.setLevel(Level.TRACE);
        try {
            server.script("LOGIN", new Fault.Answer("NO [AUTHENTICATIONFAILED] wrong"), 1);
            house.watch(source("127.0.0.1", TransportSecurity.NONE, Optional.empty(), LOGIN));
            house.awaitState("failing");
            server.put(1, "Subject: a\r\n\r\n");
            house.awaitStored("1");
        } finally {
            root.setLevel(before);
            root.detachAppender(events);
        }

        assertThat(server.received()).anyMatch(line -> line.contains(WatchHouse.PASSWORD));
        assertThat(List.copyOf(events.list))
                .isNotEmpty()
                .noneMatch(event -> event.getFormattedMessage().contains(WatchHouse.PASSWORD)
                        || event.toString().contains(WatchHouse.PASSWORD));
        assertThat(house.error()).doesNotContain(WatchHouse.PASSWORD);
    }
}
