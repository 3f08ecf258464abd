package dev.nikkan.deliver;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.model.UnsurePolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Example values for tests of sending.
final class SmtpExamples {
    static final EmailAddress SENDER = new EmailAddress("digest@nikkan.example");
    static final EmailAddress READER = new EmailAddress("reader@example.net");
    static final SmtpTimeouts SHORT = new SmtpTimeouts(
            Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(600), Duration.ofMillis(1_500));

    private SmtpExamples() {}

    static SmtpSettings plain(int port) {
        return settings(port, TransportSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SmtpSettings login(int port, String user, String password) {
        return settings(
                port, TransportSecurity.NONE, Optional.empty(), Optional.of(user), Optional.of(new Secret(password)));
    }

    static SmtpSettings secured(int port, TransportSecurity security, Path caFile) {
        return settings(port, security, Optional.of(caFile), Optional.empty(), Optional.empty());
    }

    private static SmtpSettings settings(
            int port,
            TransportSecurity security,
            Optional<Path> caFile,
            Optional<String> user,
            Optional<Secret> password) {
        return new SmtpSettings("localhost", port, security, caFile, user, password, SENDER, 2, 0, UnsurePolicy.RESEND);
    }

    static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
