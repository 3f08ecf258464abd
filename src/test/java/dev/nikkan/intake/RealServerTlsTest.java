package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.TestCertificate;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The watch against a real Dovecot that wants STARTTLS before it hears of a password.
@SuppressWarnings("NullAway.Init")
final class RealServerTlsTest {
    private TestCertificate certificate;
    private Dovecot dovecot;
    private WatchHouse house;

    @BeforeEach
    void open(@TempDir Path folder) {
        certificate = TestCertificate.forServer(folder, "dns:localhost");
        dovecot = Dovecot.startWithTls(certificate);
        house = new WatchHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
        dovecot.close();
    }

    private SourceSettings source(TransportSecurity security, Optional<Path> caFile) {
        return new SourceSettings(
                "localhost",
                dovecot.port(),
                security,
                caFile,
                new Login.Password("reader", new Secret(Dovecot.PASSWORD)),
                List.of("INBOX"),
                new AfterStore.Leave(),
                Duration.ofMinutes(3),
                Duration.ofMinutes(5));
    }

    @Test
    void mail_comes_over_starttls_and_is_pushed() {
        dovecot.deliver("reader", "Subject: before\r\n\r\n");

        house.watch(source(TransportSecurity.STARTTLS, Optional.of(certificate.pem())));

        house.awaitStored("1");
        house.awaitState("idling");
        dovecot.deliver("reader", "Subject: while idling\r\n\r\n");
        house.awaitStored("1", "2");
    }

    @Test
    void a_certificate_nobody_vouches_for_is_refused_after_starttls_too() {
        dovecot.deliver("reader", "Subject: before\r\n\r\n");

        house.watch(source(TransportSecurity.STARTTLS, Optional.empty()));

        house.awaitState("failing");
        assertThat(house.error()).contains("certificate that is not trusted");
        assertThat(house.storedUids()).isEmpty();
    }
}
