package dev.nikkan.app.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@CommandLine.Command(
        name = "completion",
        header = "Print a script that completes commands and options in a shell.",
        footer = {"", "Example:", "  source <(nikkan completion bash)"})
final class CompletionCommand implements Command {
    private final World world;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash")
    private Shell shell = Shell.bash;

    /// Named as people write it.
    @SuppressWarnings("NullAway.Init") // picocli sets spec before it hands the command out
    enum Shell {
        bash
    }

    @SuppressWarnings("NullAway.Init")
    CompletionCommand(World world) {
        this.world = world;
    }

    @Override
    public ExitCode run() {
        return switch (shell) {
            case bash -> {
                world.out().print(AutoComplete.bash("nikkan", spec.root().commandLine()));
                yield ExitCode.OK;
            }
        };
    }
}
