package dev.nikkan.app.command;

/// What a subcommand does once its options are read.
///
/// @throws Failure if it cannot
@FunctionalInterface
public interface Command {
    ExitCode run() throws Exception;
}
