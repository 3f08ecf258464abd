package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.model.Octets;
import dev.nikkan.store.Access;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Quarantine;
import dev.nikkan.store.Store;
import dev.nikkan.text.OneLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@CommandLine.Command(
        name = "quarantine",
        header = "Look at mails that were set aside, or read them again.",
        footer = {"", "Example:", "  nikkan quarantine list"})
final class QuarantineCommand {
    private final World world;
    private final Setup setup;

    private QuarantineCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    static CommandLine commandLine(World world, Setup setup) {
        QuarantineCommand group = new QuarantineCommand(world, setup);
        return new CommandLine(group)
                .addSubcommand(group.new Print())
                .addSubcommand(group.new Show())
                .addSubcommand(group.new Retry());
    }

    /// Text of a stranger's mail for a terminal.
    private static String shown(Optional<String> text) {
        return OneLine.of(text.orElse("-"));
    }

    private static Failure unknown(long id) {
        return new Failure(
                ExitCode.BAD_INPUT,
                "No mail %d is set aside; \"nikkan quarantine list\" shows which are.".formatted(id));
    }

    @CommandLine.Command(
            name = "list",
            header = "Print the mails set aside, one a line: number, day, cause, sender, subject, reason.",
            footer = {"", "Example:", "  nikkan quarantine list | cut -f1,6"})
    private final class Print implements Command {
        @Override
        public ExitCode run() {
            try (Store store = setup.openStore(Access.READ)) {
                new Quarantine(store).list().forEach(entry -> world.out().println(line(entry)));
            }
            return ExitCode.OK;
        }

        private static String line(Quarantine.Entry entry) {
            return String.join(
                    "\t",
                    Long.toString(entry.id()),
                    entry.day().toString(),
                    entry.cause().text(),
                    shown(entry.sender()),
                    shown(entry.subject()),
                    shown(Optional.of(entry.reason())));
        }
    }

    @CommandLine.Command(
            name = "show",
            header = "Print why a mail was set aside, or the mail itself.",
            footer = {"", "Example:", "  nikkan quarantine show --raw 17 > 17.eml"})
    private final class Show implements Command {
        @Parameters(paramLabel = "NUMBER", description = "as list prints it")
        private long id;

        @Option(names = "--raw", description = "the mail's octets, as received: a terminal may misbehave on them")
        private boolean raw;

        @Override
        public ExitCode run() {
            try (Store store = setup.openStore(Access.READ)) {
                Quarantine.Entry entry = new Quarantine(store).find(id).orElseThrow(() -> unknown(id));
                if (raw) {
                    Octets octets = new MailStore(store, world.clock())
                            .octets(id)
                            .orElseThrow(() -> new Failure(
                                    ExitCode.NO_INPUT, "The octets of mail %d never reached us.".formatted(id)));
                    world.out().write(octets.array(), 0, octets.size());
                } else {
                    print(entry);
                }
            }
            return ExitCode.OK;
        }

        private void print(Quarantine.Entry entry) {
            line("number", Long.toString(entry.id()));
            line("day", entry.day().toString());
            line("stored", entry.storedAt().toString());
            line("cause", entry.cause().text());
            line("reason", shown(Optional.of(entry.reason())));
            line("list", shown(entry.list()));
            line("sender", shown(entry.sender()));
            line("subject", shown(entry.subject()));
            line("size", entry.size() + (entry.octetsStored() ? " octets" : " octets, not stored"));
        }

        private void line(String name, String value) {
            world.out().println("%-8s %s".formatted(name, value));
        }
    }

    @CommandLine.Command(
            name = "retry",
            header = "Read mails again that were set aside.",
            description = {
                "",
                "Not those whose octets never reached us. Those that were not found authentic are read again with"
                        + " --unverified alone: it is for a wrong authserv-id in [trust] that was mended since."
            },
            footer = {
                "",
                "Examples:",
                "  nikkan quarantine retry 17",
                "  nikkan quarantine retry --all",
                "  nikkan quarantine retry --unverified"
            })
    private final class Retry implements Command {
        @Parameters(arity = "0..*", paramLabel = "NUMBER", description = "as list prints it")
        private List<String> numbers = List.of();

        @Option(names = "--all", description = "all that can be read again")
        private boolean all;

        @Option(names = "--unverified", description = "those that were not found authentic, under the [trust] of now")
        private boolean unverified;

        @Override
        public ExitCode run() {
            List<Long> ids = numbers.stream().map(Retry::id).toList();
            if (Stream.of(!ids.isEmpty(), all, unverified)
                            .filter(Boolean::booleanValue)
                            .count()
                    != 1) {
                throw new Failure(
                        ExitCode.USAGE, "Name the mails to read again, or all of them with --all or --unverified.");
            }
            Configuration configuration = setup.configuration(Use.STORE);
            try (Store store = setup.openStore(Access.WRITE)) {
                setup.requireTrust(store);
                Quarantine quarantine = new Quarantine(store);
                world.out().println(retry(quarantine, ids) + " to be read again");
                read(store, configuration);
                world.out().println(quarantine.list().size() + " are set aside now");
            }
            return ExitCode.OK;
        }

        private int retry(Quarantine quarantine, List<Long> ids) {
            if (unverified) {
                return quarantine.retryUnverified();
            }
            return all ? retryAll(quarantine) : retryNamed(quarantine, ids);
        }

        private static int retryAll(Quarantine quarantine) {
            return (int) quarantine.list().stream()
                    .filter(entry -> quarantine.retry(entry.id()))
                    .count();
        }

        /// By hand: of a list that may be empty, picocli takes what it cannot convert for no part of the list.
        private static long id(String text) {
            try {
                return Arguments.number(text);
            } catch (TypeConversionException e) {
                throw new Failure(
                        ExitCode.USAGE, e.getMessage() + "; \"nikkan quarantine list\" prints the numbers.", e);
            }
        }

        private int retryNamed(Quarantine quarantine, List<Long> ids) {
            ids.stream().filter(id -> quarantine.find(id).isEmpty()).findFirst().ifPresent(id -> {
                throw unknown(id);
            });
            return (int) ids.stream().filter(quarantine::retry).count();
        }

        /// A daemon that runs on this store reads what is pending by itself.
        private void read(Store store, Configuration configuration) {
            if (DaemonLock.holder(store.file()).isPresent()) {
                world.out().println("the daemon is going to read them");
                return;
            }
            setup.intake(configuration, new MailStore(store, world.clock())).resume();
        }
    }
}
