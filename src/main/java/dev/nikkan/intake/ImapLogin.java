package dev.nikkan.intake;

import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.tls.TrustAnchors;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;

/// From nothing to a logged-in IMAP connection.
///
/// Angus Mail's `IMAPProtocol` is used without the Store and Folder above it: their connection pool, caches and event
/// queues are where its known faults lie, and we need none of them.
final class ImapLogin {
    /// Refusals that are the server's trouble, not the password's (RFC 5530 §3).
    private static final String TEMPORARY =
            "(?s).*\\[(UNAVAILABLE|SERVERBUG|INUSE|LIMIT|CONTACTADMIN|ALERT|OVERQUOTA)\\b.*";

    private final SourceSettings source;
    private final Timing timing;

    ImapLogin(SourceSettings source, Timing timing) {
        this.source = source;
        this.timing = timing;
    }

    /// Connects and logs in. The caller bounds the time, by severing the socket.
    IMAPProtocol open(SeverableSocket socket, Supervisor supervisor) throws ImapFailure {
        IMAPProtocol protocol = connect(socket, supervisor);
        try {
            secure(protocol);
            logIn(protocol);
            protocol.capability(); // may have grown with the login (RFC 9051 §6.1.1)
            return protocol;
        } catch (ProtocolException e) {
            protocol.disconnect();
            throw unreachable(
                    "ended the connection during the login: " + socket.reason().orElse(reason(e)), e);
        } catch (ImapFailure e) {
            protocol.disconnect();
            throw e;
        }
    }

    private IMAPProtocol connect(SeverableSocket socket, Supervisor supervisor) throws ImapFailure {
        boolean tls = source.security() == TransportSecurity.TLS;
        Properties properties = properties(socket, supervisor);
        try {
            requireLoopbackForPlainText();
            return new IMAPProtocol("imap", source.host(), source.port(), properties, tls, silentLogger());
        } catch (SSLException e) {
            throw untrusted(e);
        } catch (IOException | ProtocolException e) {
            throw unreachable("cannot be reached: " + socket.reason().orElse(reason(e)), e);
        }
    }

    private ImapFailure untrusted(SSLException e) {
        return unreachable("gave a TLS certificate that is not trusted, or no TLS at all: " + reason(e), e);
    }

    private void requireLoopbackForPlainText() throws IOException, ImapFailure {
        if (source.security() == TransportSecurity.NONE
                && !InetAddress.getByName(source.host()).isLoopbackAddress()) {
            throw new ImapFailure(
                    ImapFailure.Kind.UNREACHABLE, source.host() + " is no loopback address: TLS or STARTTLS is needed");
        }
    }

    private Properties properties(SeverableSocket socket, Supervisor supervisor) throws ImapFailure {
        Properties properties = new Properties();
        if (source.security() != TransportSecurity.NONE) {
            properties.put("mail.imap.ssl.socketFactory", socket.tls(trusted()));
        }
        if (source.security() != TransportSecurity.TLS) {
            properties.put("mail.imap.socketFactory", socket.plain());
        }
        properties.put("mail.imap.socketFactory.fallback", "false");
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.connectiontimeout", millis(timing.connect().toMillis()));
        properties.put("mail.imap.timeout", millis(readTimeout()));
        properties.put("mail.imap.writetimeout", millis(timing.answer().toMillis()));
        properties.put("mail.imap.executor.writetimeout", supervisor.timer());
        return properties;
    }

    private SSLSocketFactory trusted() throws ImapFailure {
        try {
            return TrustAnchors.socketFactory(source.caFile());
        } catch (IOException e) {
            throw new ImapFailure(ImapFailure.Kind.UNREACHABLE, "no certificates can be read: " + e, e);
        }
    }

    /// The second belt: longer than anything the supervisor allows, so that it is the supervisor that decides.
    private long readTimeout() {
        return source.idleRenew()
                .plus(timing.answer().multipliedBy(2))
                .plus(timing.work())
                .toMillis();
    }

    private static String millis(long value) {
        return Long.toString(Math.clamp(value, 1, Integer.MAX_VALUE));
    }

    /// Never with the library's protocol trace.
    private static MailLogger silentLogger() {
        return new MailLogger(ImapLogin.class, "imap", false, new PrintStream(PrintStream.nullOutputStream()));
    }

    private void secure(IMAPProtocol protocol) throws ImapFailure, ProtocolException {
        if (source.security() != TransportSecurity.STARTTLS) {
            return;
        }
        // RFC 9051 §6.2.1, §7.1.4: after PREAUTH there is no STARTTLS, so whoever sends PREAUTH takes TLS away from us.
        if (protocol.isAuthenticated() || !protocol.hasCapability("STARTTLS")) {
            throw unreachable("does not offer STARTTLS, and without it nobody logs in");
        }
        try {
            protocol.startTLS();
        } catch (ProtocolException e) {
            if (e.getCause() instanceof SSLException reason) {
                throw untrusted(reason);
            }
            throw e;
        }
        protocol.capability(); // what was said before TLS does not count (RFC 9051 §6.2.1)
    }

    private void logIn(IMAPProtocol protocol) throws ImapFailure, ProtocolException {
        if (protocol.isAuthenticated()) {
            return;
        }
        try {
            switch (source.login()) {
                case Login.Open open -> protocol.login(open.user().orElse("anonymous"), "");
                case Login.Password password -> plainLogin(protocol, password.name(), password.password());
                case Login.Token token ->
                    protocol.authoauth2(
                            token.name(),
                            AccessToken.ask(token.command(), timing.answer()).reveal());
            }
        } catch (CommandFailedException e) {
            throw refused(reason(e), e);
        }
    }

    private void plainLogin(IMAPProtocol protocol, String user, Secret password) throws ImapFailure, ProtocolException {
        if (protocol.hasCapability("AUTH=PLAIN")) {
            protocol.authplain("", user, password.reveal());
        } else if (protocol.hasCapability("LOGINDISABLED")) {
            throw unreachable("offers no way to log in with a password");
        } else {
            protocol.login(user, password.reveal());
        }
    }

    private ImapFailure refused(String answer, Throwable cause) {
        boolean temporary = answer.toUpperCase(Locale.ROOT).matches(TEMPORARY);
        return new ImapFailure(
                temporary ? ImapFailure.Kind.UNREACHABLE : ImapFailure.Kind.LOGIN_REFUSED,
                source.host() + " refused the login of " + source.login().user().orElse("nobody") + ": " + answer,
                cause);
    }

    private ImapFailure unreachable(String what, Throwable cause) {
        return new ImapFailure(ImapFailure.Kind.UNREACHABLE, source.host() + ":" + source.port() + " " + what, cause);
    }

    private ImapFailure unreachable(String what) {
        return new ImapFailure(ImapFailure.Kind.UNREACHABLE, source.host() + ":" + source.port() + " " + what);
    }

    private static String reason(Throwable e) {
        return ServerText.of(e);
    }
}
