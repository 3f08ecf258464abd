package dev.nikkan.deliver;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.model.UnsurePolicy;
import java.nio.file.Path;
import java.util.Optional;

/// `[smtp]`: the submission server.
///
/// @param caFile a PEM file of certificates to trust instead of the runtime's own
/// @param user empty where the server asks for no login; then `password` is empty too
/// @param envelopeSender the address in `from`
/// @param rate messages a second over all connections; 0 is no limit
/// @param domainRate messages a minute to one recipient's domain; 0 is no limit
/// @param dkim empty where the server signs, or nobody
public record SmtpSettings(
        String host,
        int port,
        TransportSecurity security,
        Optional<Path> caFile,
        Optional<String> user,
        Optional<Secret> password,
        EmailAddress envelopeSender,
        int connections,
        int rate,
        int domainRate,
        UnsurePolicy unsure,
        Optional<DkimSettings> dkim) {
    /// Without a signature and a limit for each domain.
    public SmtpSettings(
            String host,
            int port,
            TransportSecurity security,
            Optional<Path> caFile,
            Optional<String> user,
            Optional<Secret> password,
            EmailAddress envelopeSender,
            int connections,
            int rate,
            UnsurePolicy unsure) {
        this(
                host,
                port,
                security,
                caFile,
                user,
                password,
                envelopeSender,
                connections,
                rate,
                0,
                unsure,
                Optional.empty());
    }

    /// The same over so many connections.
    public SmtpSettings over(int number) {
        return new SmtpSettings(
                host, port, security, caFile, user, password, envelopeSender, number, rate, domainRate, unsure, dkim);
    }

    public SmtpSettings signed(Optional<DkimSettings> by) {
        return new SmtpSettings(
                host,
                port,
                security,
                caFile,
                user,
                password,
                envelopeSender,
                connections,
                rate,
                domainRate,
                unsure,
                by);
    }
}
