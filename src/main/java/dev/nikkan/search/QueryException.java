package dev.nikkan.search;

/// A query that cannot be understood; the message is a sentence or two for who typed it.
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1L;

    QueryException(String message) {
        super(message);
    }
}
