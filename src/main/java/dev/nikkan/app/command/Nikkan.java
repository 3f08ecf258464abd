package dev.nikkan.app.command;

import dev.nikkan.render.TemplateException;
import dev.nikkan.store.StoreException;
import dev.nikkan.text.OneLine;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `nikkan`: reads the arguments, runs the command they name, says errors.
public final class Nikkan {
    private static final OptionSpec VERSION = OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("print the versions of nikkan, Java and SQLite")
            .build();

    /// Picocli counts arguments from 0, and says the name that the help has in brackets.
    private static final Pattern POSITION =
            Pattern.compile("for positional parameter at index \\S+ \\(<?([^)>]+)>?\\)");

    private final World world;
    private final Setup setup;
    private final CommandTable table;

    public Nikkan(World world) {
        this.world = world;
        this.setup = new Setup(world);
        this.table = new CommandTable(world, setup);
    }

    @CommandLine.Command(
            name = "nikkan",
            header = "The IETF, published daily: a digest of each UTC day's Internet-Drafts and RFCs.",
            synopsisHeading = "%nUsage: ",
            customSynopsis = "nikkan [-c FILE] [--store FILE] [--debug] COMMAND",
            optionListHeading = "%nOptions:%n",
            commandListHeading = "%nCommands:%n",
            versionProvider = VersionText.class,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:done",
                "64:the command line is wrong",
                "65:the input cannot be used",
                "66:there is no such input",
                "69:a service is not available, or something is overdue",
                "74:reading or writing failed",
                "75:not now; try again later",
                "77:permission: a secret file that others can read",
                "78:the configuration is wrong",
                "141:whoever read standard output went away"
            },
            footer = {"", "nikkan COMMAND --help tells more of a command, with an example."})
    private static final class Root {}

    /// @return the exit status
    public int run(String... args) {
        ExitCode exitCode = execute(args);
        // What a failing command printed is to arrive too; its own status says more than that it did not.
        ExitCode delivered = delivered();
        return (exitCode == ExitCode.OK ? delivered : exitCode).status();
    }

    /// Flushes, and says whether what was printed has arrived.
    private ExitCode delivered() {
        try {
            // A full disk behind a redirection: the stream itself keeps silent about it.
            return world.out().checkError() ? say(ExitCode.IO, "Standard output cannot be written.") : ExitCode.OK;
        } catch (ReaderGone _) {
            return ExitCode.READER_GONE;
        }
    }

    private ExitCode execute(String... args) {
        try {
            CommandLine commandLine = commandLine(args);
            ParseResult result = commandLine.parseArgs(args);
            requireKnownCommand(result);
            return CommandLine.executeHelpRequest(result) != null ? ExitCode.OK : run(result);
        } catch (ParameterException e) {
            return say(ExitCode.USAGE, wrongUsage(e));
        } catch (ReaderGone _) {
            return ExitCode.READER_GONE;
        } catch (Exception e) {
            return failed(e);
        }
    }

    /// Beside `--help` picocli lets any word pass: scripts ask so whether there is a command.
    private static void requireKnownCommand(ParseResult result) {
        ParseResult last = last(result);
        CommandLine group = last.commandSpec().commandLine();
        if (!group.getSubcommands().isEmpty() && last.unmatched().stream().anyMatch(word -> !word.startsWith("-"))) {
            throw new UnmatchedArgumentException(group, last.unmatched());
        }
    }

    private static ParseResult last(ParseResult result) {
        return result.hasSubcommand() ? last(result.subcommand()) : result;
    }

    private CommandLine commandLine(String... args) {
        CommandLine root = new CommandLine(new Root());
        root.getCommandSpec()
                .addMixin("setup", CommandSpec.forAnnotatedObject(setup))
                .addOption(VERSION);
        table.addTo(root, List.of(args));
        root.setAllowSubcommandsAsOptionParameters(true);
        root.setOut(writer(world.out()));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setUsageHelpLongOptionsMaxWidth(24);
        return root;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private ExitCode run(ParseResult result) throws Exception {
        ParseResult last = last(result);
        if (last.commandSpec().userObject() instanceof Command command) {
            return command.run();
        }
        CommandLine group = last.commandSpec().commandLine();
        group.usage(writer(world.err()));
        return ExitCode.USAGE;
    }

    private static String wrongUsage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return "%s See %s --help."
                .formatted(e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : wrong(e), command);
    }

    private static String unknown(UnmatchedArgumentException e) {
        String first = e.getUnmatched().getFirst();
        String what = first.startsWith("-")
                ? "There is no option %s."
                : e.getCommandLine().getSubcommands().isEmpty() ? "What is %s for?" : "There is no command %s.";
        Optional<String> near = e.getSuggestions().stream().findFirst();
        return what.formatted(first) + near.map(" Did you mean %s?"::formatted).orElse("");
    }

    private static String wrong(ParameterException e) {
        String message = POSITION.matcher(Objects.requireNonNullElse(e.getMessage(), "The command line is wrong"))
                .replaceAll("for $1")
                .replaceAll("\\s+", " ");
        return message.matches(".*[.?!]") ? message : message + ".";
    }

    private ExitCode failed(Exception e) {
        if (setup.debug()) {
            e.printStackTrace(world.err());
        }
        return switch (e) {
            case Failure failure -> {
                failure.sentences().forEach(sentence -> say(failure.exitCode(), sentence));
                yield failure.exitCode();
            }
            case TemplateException templates -> {
                templates.problems().forEach(problem -> say(ExitCode.CONFIGURATION, problem.toString()));
                yield ExitCode.CONFIGURATION;
            }
            case StoreException store -> say(exitCode(store.kind()), store);
            case UncheckedIOException io -> say(Causes.exitCode(Objects.requireNonNull(io.getCause())), sentence(io));
            case IOException io -> say(Causes.exitCode(io), sentence(io));
            default ->
                say(ExitCode.SOFTWARE, "This is a bug of nikkan: %s. Run it with --debug and report it.".formatted(e));
        };
    }

    /// A stream that is open already knows no name, so that who used it says which file it was: `cannot read FILE`.
    private static String sentence(UncheckedIOException e) {
        IOException cause = Objects.requireNonNull(e.getCause());
        String doing = Objects.requireNonNullElse(e.getMessage(), "");
        boolean named = cause instanceof java.nio.file.FileSystemException;
        return doing.startsWith("cannot ") && !named
                ? "Nikkan %s: %s.".formatted(doing, Causes.of(cause))
                : sentence(cause);
    }

    private static String sentence(IOException e) {
        String cause = Causes.of(e);
        return e instanceof java.nio.file.FileSystemException file && file.getFile() != null
                ? "%s: %s.".formatted(file.getFile(), cause)
                : "Reading or writing failed: %s.".formatted(cause);
    }

    private static ExitCode exitCode(StoreException.Kind kind) {
        return switch (kind) {
            case MISSING -> ExitCode.NO_INPUT;
            case NOT_A_STORE, NEWER, CORRUPT -> ExitCode.BAD_INPUT;
            case BUSY -> ExitCode.TEMPORARY;
            case FULL, IO -> ExitCode.IO;
            case READ_ONLY -> ExitCode.PERMISSION;
            case BUG -> ExitCode.SOFTWARE;
        };
    }

    private ExitCode say(ExitCode exitCode, Exception e) {
        return say(exitCode, Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }

    private ExitCode say(ExitCode exitCode, String sentence) {
        world.err().println("nikkan: " + OneLine.of(sentence));
        return exitCode;
    }
}
