package dev.nikkan.app.command;

import java.io.IOException;

/// Whoever read standard output wants no more of it, as `head` does when it has its lines. Ends a command at once
/// and quietly.
public final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReaderGone(IOException cause) {
        super(cause);
    }
}
