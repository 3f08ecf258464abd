package dev.nikkan.deliver;

/// The connection is of no more use: closed, timed out, or the server makes no sense. What that means for the mail, the
/// one who knows how far it had got decides.
final class LinkLostException extends Exception {
    LinkLostException(String message) {
        super(message);
    }
}
