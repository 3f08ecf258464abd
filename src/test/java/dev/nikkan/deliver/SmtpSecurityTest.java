package dev.nikkan.deliver;

import static dev.nikkan.deliver.SmtpExamples.READER;
import static dev.nikkan.deliver.SmtpExamples.SENDER;
import static dev.nikkan.deliver.SmtpExamples.SHORT;
import static dev.nikkan.deliver.SmtpExamples.octets;
import static dev.nikkan.deliver.SmtpExamples.secured;
import static dev.nikkan.fixtures.ScriptedSmtpServer.reply;
import static dev.nikkan.fixtures.ScriptedSmtpServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nikkan.deliver.NoConnectionException.Kind;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.ScriptedSmtpServer;
import dev.nikkan.fixtures.ScriptedSmtpServer.Step;
import dev.nikkan.fixtures.TestCertificate;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.model.UnsurePolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SmtpSecurityTest {
    /// A TLS handshake takes its time on a busy machine.
    private static final SmtpTimeouts CALM = new SmtpTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(9));

    @TempDir
    private static Path folder;

    @TempDir
    private static Path otherFolder;

    private static TestCertificate certificate;
    private static TestCertificate otherName;

    @BeforeAll
    static void makeCertificates() {
        certificate = TestCertificate.forServer(folder, "dns:localhost");
        otherName = TestCertificate.forServer(otherFolder, "dns:smtp.example.org");
    }

    private static Attempt sent(SmtpSettings settings) {
        try (var session = new SmtpSession(settings, CALM, FaultPoints.INERT)) {
            return session.send(octets("Subject: Nikkan\r\n\r\n"), octets("Hello\r\n".repeat(20_000)), SENDER, READER);
        }
    }

    private static NoConnectionException refusal(SmtpSettings settings, SmtpTimeouts timeouts) {
        try (var session = new SmtpSession(settings, timeouts, FaultPoints.INERT)) {
            return catchThrowableOfType(NoConnectionException.class, session::connect);
        }
    }

    private static NoConnectionException refusal(SmtpSettings settings) {
        return refusal(settings, CALM);
    }

    @Test
    void mail_goes_over_tls_from_the_first_octet() {
        try (var server = ScriptedSmtpServer.withTls(certificate.context())) {
            assertThat(sent(secured(server.port(), TransportSecurity.TLS, certificate.pem())))
                    .isInstanceOf(Accepted.class);
            assertThat(server.received().getFirst().octets()).hasSize(19 + 7 * 20_000);
        }
    }

    @Test
    void mail_goes_over_starttls() {
        try (var server = ScriptedSmtpServer.withStartTls(certificate.context())) {
            assertThat(sent(secured(server.port(), TransportSecurity.STARTTLS, certificate.pem())))
                    .isInstanceOf(Accepted.class);
            assertThat(server.commands()).startsWith("EHLO nikkan.example", "STARTTLS", "EHLO nikkan.example");
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        try (var server = ScriptedSmtpServer.withTls(certificate.context())) {
            var failure = refusal(secured(server.port(), TransportSecurity.TLS, otherName.pem()));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SECURE);
            assertThat(server.commands()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_another_server_is_refused() {
        try (var server = ScriptedSmtpServer.withStartTls(otherName.context())) {
            var failure = refusal(secured(server.port(), TransportSecurity.STARTTLS, otherName.pem()));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SECURE);
            assertThat(failure.reason()).contains("localhost");
            assertThat(server.commands()).containsExactly("EHLO nikkan.example", "STARTTLS");
        }
    }

    @Test
    void nothing_is_said_to_a_server_without_starttls_where_that_is_configured() {
        try (var server = new ScriptedSmtpServer()) {
            var failure = refusal(secured(server.port(), TransportSecurity.STARTTLS, certificate.pem()));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SECURE);
            assertThat(failure.reason()).contains("STARTTLS");
            assertThat(server.commands()).doesNotContain("AUTH", "MAIL");
        }
    }

    @Test
    void a_server_that_refuses_its_own_starttls_gets_nothing() {
        try (var server = ScriptedSmtpServer.withStartTls(certificate.context())) {
            server.at(Step.STARTTLS, reply("454 4.7.0 not now"));

            var failure = refusal(secured(server.port(), TransportSecurity.STARTTLS, certificate.pem()));

            assertThat(failure.reason()).contains("454 4.7.0 not now");
            assertThat(server.commands()).containsExactly("EHLO nikkan.example", "STARTTLS");
        }
    }

    /// CVE-2011-0411, seen from the client: the attacker's reply must not count as one given under TLS.
    @Test
    void a_reply_slipped_in_before_tls_ends_the_connection() {
        try (var server = ScriptedSmtpServer.withStartTls(certificate.context())) {
            server.at(Step.STARTTLS, reply("220 go on\r\n250-fake\r\n250 AUTH PLAIN"));

            var failure = refusal(secured(server.port(), TransportSecurity.STARTTLS, certificate.pem()));

            assertThat(failure.reason()).contains("sent more before TLS began");
        }
    }

    @Test
    void a_server_that_never_answers_the_handshake_is_left() {
        try (var server = new ScriptedSmtpServer()) {
            server.at(Step.GREETING, silence());

            var failure = refusal(secured(server.port(), TransportSecurity.TLS, certificate.pem()), SHORT);

            assertThat(failure).isNotNull();
        }
    }

    @Test
    void a_file_without_certificates_is_named() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        try (var server = ScriptedSmtpServer.withTls(certificate.context())) {
            var failure = refusal(secured(server.port(), TransportSecurity.TLS, empty));

            assertThat(failure.reason()).contains("empty.pem holds no certificate");
        }
    }

    @Test
    void plain_text_goes_to_this_machine_only() throws IOException {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
        assumeTrue(outside.isPresent(), "no network");
        try (var listener = new ServerSocket(0, 1, outside.get())) {
            var settings = new SmtpSettings(
                    outside.get().getHostAddress(),
                    listener.getLocalPort(),
                    TransportSecurity.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    SENDER,
                    1,
                    0,
                    UnsurePolicy.RESEND);

            assertThat(refusal(settings).kind()).isEqualTo(Kind.NOT_SECURE);
        }
    }
}
