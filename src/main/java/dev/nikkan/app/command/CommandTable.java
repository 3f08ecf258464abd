package dev.nikkan.app.command;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The commands there are.
final class CommandTable {
    /// In the order of the help.
    private final List<Map.Entry<String, Supplier<CommandLine>>> commands;

    CommandTable(World world, Setup setup) {
        this.commands = List.of(
                entry("run", () -> new CommandLine(new RunCommand(world, setup))),
                entry("check", () -> new CommandLine(new CheckCommand(world, setup))),
                entry("doctor", () -> new CommandLine(new DoctorCommand(world, setup))),
                entry("import", () -> new CommandLine(new ImportCommand(world, setup))),
                entry("parse", () -> new CommandLine(new ParseCommand(world))),
                entry("reparse", () -> new CommandLine(new ReparseCommand(world, setup))),
                entry("digest", () -> new CommandLine(new DigestCommand(world, setup))),
                entry("summaries", () -> SummariesCommand.commandLine(world, setup)),
                entry("compare", () -> new CommandLine(new CompareCommand(world, setup))),
                entry("send", () -> new CommandLine(new SendCommand(world, setup))),
                entry("explain", () -> new CommandLine(new ExplainCommand(world, setup))),
                entry("show", () -> new CommandLine(new ShowCommand(world, setup))),
                entry("replaced", () -> new CommandLine(new ReplacedCommand(world, setup))),
                entry("search", () -> SearchCommand.commandLine(world, setup)),
                entry("subscribers", () -> SubscribersCommand.commandLine(world, setup)),
                entry("status", () -> new CommandLine(new StatusCommand(world, setup))),
                entry("quarantine", () -> QuarantineCommand.commandLine(world, setup)),
                entry("raw", () -> new CommandLine(new RawCommand(world, setup))),
                entry("backup", () -> new CommandLine(new BackupCommand(world, setup))),
                entry("completion", () -> new CommandLine(new CompletionCommand(world))),
                entry("demo", () -> new CommandLine(new DemoCommand())),
                entry("help", () -> new CommandLine(new CommandLine.HelpCommand())));
    }

    private static Map.Entry<String, Supplier<CommandLine>> entry(String name, Supplier<CommandLine> command) {
        return Map.entry(name, command);
    }

    /// Adds the commands that stand among the arguments. All of them where none does, for the help and for
    /// the guess at what a misspelled one was meant to be, and for the completion script, which lists them.
    void addTo(CommandLine root, List<String> args) {
        boolean all = args.contains("completion")
                || args.contains("help")
                || commands.stream().noneMatch(command -> args.contains(command.getKey()));
        commands.stream()
                .filter(command -> all || args.contains(command.getKey()))
                .forEach(command -> root.addSubcommand(
                        command.getKey(), withHelp(command.getValue().get())));
        withHelp(root);
        Arguments.addTo(root);
    }

    private static CommandLine withHelp(CommandLine command) {
        command.getSubcommands().values().forEach(CommandTable::withHelp);
        command.getCommandSpec().usageMessage().optionListHeading("%nOptions:%n");
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("show this help")
                            .build());
        }
        return command;
    }
}
