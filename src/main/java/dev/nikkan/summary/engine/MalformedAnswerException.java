package dev.nikkan.summary.engine;

/// An answer that is not what the dialect promises.
final class MalformedAnswerException extends Exception {
    MalformedAnswerException(String message) {
        super(message);
    }
}
