package dev.nikkan.deliver;

import dev.nikkan.deliver.NoConnectionException.Kind;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;

/// From an unconnected link to a dialogue that is secured and logged in as configured, or to the reason why not.
final class SmtpLogin {
    private final SmtpSettings settings;
    private final SmtpTimeouts timeouts;
    private final SmtpLink link;

    SmtpLogin(SmtpSettings settings, SmtpTimeouts timeouts, SmtpLink link) {
        this.settings = settings;
        this.timeouts = timeouts;
        this.link = link;
    }

    SmtpDialogue open() throws NoConnectionException {
        SmtpDialogue dialogue = new SmtpDialogue(settings, timeouts, link);
        try (var _ = new Deadline(timeouts.reply(), () -> link.abandon("no login within " + timeouts.reply()))) {
            dialogue.connect(
                    settings.host(),
                    settings.port(),
                    settings.user().orElse(null),
                    settings.password().map(Secret::reveal).orElse(null));
            requireAsConfigured(dialogue);
            return dialogue;
        } catch (AuthenticationFailedException e) {
            link.close();
            throw loginFailed(dialogue, e);
        } catch (MessagingException | IOException e) {
            link.close();
            throw unreachable(dialogue, e);
        }
    }

    /// Angus goes on without a login where none is offered.
    private void requireAsConfigured(SmtpDialogue dialogue) throws IOException {
        if (settings.user().isPresent() && !dialogue.supportsExtension("AUTH")) {
            throw new IOException("a user is configured, and the server offers no login (AUTH)");
        }
        if (settings.security() != TransportSecurity.NONE && !link.isSecured()) {
            throw new NotSecureException("the connection is not secured");
        }
    }

    private NoConnectionException loginFailed(SmtpDialogue dialogue, AuthenticationFailedException e) {
        boolean refused = dialogue.getLastReturnCode() >= 500;
        String said = e.getNextException() == null ? String.valueOf(e.getMessage()) : Reasons.of(e, link);
        return new NoConnectionException(
                refused ? Kind.LOGIN_REFUSED : Kind.UNREACHABLE,
                server() + " did not accept the login: " + withoutSecret(Reasons.printable(said)));
    }

    private NoConnectionException unreachable(SmtpDialogue dialogue, Exception e) {
        String why = dialogue.getLastReturnCode() >= 400
                ? "it answered " + Reasons.printable(dialogue.getLastServerResponse())
                : Reasons.of(e, link);
        return new NoConnectionException(
                aboutSecurity(e) ? Kind.NOT_SECURE : Kind.UNREACHABLE,
                "cannot send through " + server() + ": " + withoutSecret(why));
    }

    private static boolean aboutSecurity(Exception e) {
        return switch (Reasons.innermost(e)) {
            case SSLException _, GeneralSecurityException _, NotSecureException _ -> true;
            // Angus has no class for this one.
            case MessagingException mail -> String.valueOf(mail.getMessage()).startsWith("STARTTLS is required");
            default -> false;
        };
    }

    private String server() {
        return settings.host() + ":" + settings.port();
    }

    /// A server may repeat what it was told, also as it was told it (RFC 4616).
    private String withoutSecret(String text) {
        String user = settings.user().orElse("");
        String password = settings.password().map(Secret::reveal).orElse("");
        if (password.isEmpty()) {
            return text;
        }
        String clean = text.replace(password, "(hidden)");
        for (String told : List.of(password, "\0" + user + "\0" + password, user + "\0" + user + "\0" + password)) {
            clean = clean.replace(base64(told), "(hidden)");
        }
        return clean;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
