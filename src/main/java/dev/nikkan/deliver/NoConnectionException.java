package dev.nikkan.deliver;

/// The server could not be reached, or did not let us in. The message says why and holds no secret.
public final class NoConnectionException extends Exception {
    /// What stood in the way.
    public enum Kind {
        /// No address, no answer, or an answer that is to be waited out.
        UNREACHABLE,
        /// No TLS as configured: the certificate, the server's name, or no `STARTTLS`.
        NOT_SECURE,
        /// User and password were not accepted.
        LOGIN_REFUSED
    }

    private final Kind kind;
    private final String reason;

    NoConnectionException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.reason = message;
    }

    /// The message.
    public String reason() {
        return reason;
    }

    public Kind kind() {
        return kind;
    }
}
