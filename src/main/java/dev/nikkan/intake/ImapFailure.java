package dev.nikkan.intake;

/// What ends a connection or a command to the IMAP server: one sentence for the operator, and what to do about it.
/// It stays inside this package.
final class ImapFailure extends Exception {
    /// What the failure means for the next try.
    enum Kind {
        /// No connection: name, route, port or TLS.
        UNREACHABLE,
        /// The login was refused: asking again soon may lock the account.
        LOGIN_REFUSED,
        /// The folder cannot be opened.
        NO_FOLDER,
        /// The connection broke, or the server fell mute or spoke nonsense.
        LOST,
        /// The server refused this one command; the connection is good.
        COMMAND_REFUSED
    }

    private final Kind kind;

    ImapFailure(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    ImapFailure(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// The sentence. Never null, unlike [Exception#getMessage()] as the compiler knows it.
    String sentence() {
        return String.valueOf(getMessage());
    }
}
