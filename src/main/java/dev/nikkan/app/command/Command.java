package dev.nikkan.app.command;

/// What a subcommand does once its options are read.
@FunctionalInterface
public interface Command {
    /// @throws Failure if it cannot be done
    ExitCode run() throws Exception;
}
