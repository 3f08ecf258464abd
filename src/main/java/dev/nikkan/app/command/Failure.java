package dev.nikkan.app.command;

import java.util.List;

/// A command cannot do what it was asked. The message is one or two sentences for the person at the terminal:
/// what, where, and what to do.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<String> sentences;

    public Failure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
        this.sentences = List.of(message);
    }

    public Failure(ExitCode exitCode, String message, Throwable cause) {
        this(exitCode, List.of(message), cause);
    }

    /// Several things are wrong at once.
    public Failure(ExitCode exitCode, List<String> sentences, Throwable cause) {
        super(String.join("\n", sentences), cause);
        this.exitCode = exitCode;
        this.sentences = List.copyOf(sentences);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /// Each to be printed in a line of its own.
    List<String> sentences() {
        return sentences;
    }
}
