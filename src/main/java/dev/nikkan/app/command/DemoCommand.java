package dev.nikkan.app.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Stands here for help and completion. The start script runs the demonstration itself, since it alone adds
/// the class path that has its servers.
@CommandLine.Command(
        name = "demo",
        header = "Show a whole day in half a minute, with mail servers of its own.",
        footer = {"", "Example:", "  nikkan demo --output /tmp/nikkan-demo"})
final class DemoCommand implements Command {
    @Option(names = "--output", paramLabel = "DIR", description = "where the results go; by default a new folder")
    private Optional<Path> output = Optional.empty();

    @Override
    public ExitCode run() {
        throw new Failure(
                ExitCode.USAGE,
                "Only the start script bin/nikkan can run the demonstration%s; start that."
                        .formatted(output.map(folder -> " into " + folder).orElse("")));
    }
}
