package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import dev.nikkan.store.Subscribers.ComplainedException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "subscribers",
        header = "Change or print the list of subscribers.",
        footer = {"", "Example:", "  nikkan subscribers add reader@example.org --language en"})
final class SubscribersCommand {
    private SubscribersCommand() {}

    static CommandLine commandLine(World world, Setup setup) {
        return new CommandLine(new SubscribersCommand())
                .addSubcommand(new Add(world, setup))
                .addSubcommand(new Confirm(world, setup))
                .addSubcommand(new Remove(world, setup))
                .addSubcommand(new Forget(world, setup))
                .addSubcommand(new Print(world, setup))
                .addSubcommand(new SubscriberShowCommand(world, setup))
                .addSubcommand(new TestFilterCommand(world, setup))
                .addSubcommand(new SubscriberImportCommand(world, setup))
                .addSubcommand(new SubscriberExportCommand(world, setup));
    }

    /// @throws Failure if the text is no address
    static EmailAddress address(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> new Failure(
                        ExitCode.BAD_INPUT,
                        "\"%s\" is no e-mail address; give one like reader@example.org.".formatted(text)));
    }

    private static Failure complained(EmailAddress address, ComplainedException cause) {
        return new Failure(
                ExitCode.BAD_INPUT,
                address + " complained to its provider about our mail; only its own confirmed request by mail brings"
                        + " it back.",
                cause);
    }

    @CommandLine.Command(
            name = "add",
            header = "Make an address a subscriber, at once.",
            description = {"", "For one that is a subscriber already, --language changes its language."},
            footer = {"", "Example:", "  nikkan subscribers add reader@example.org --language en"})
    private static final class Add implements Command {
        private final World world;
        private final Setup setup;

        @Parameters(paramLabel = "ADDRESS", description = "user@domain")
        private String address = "";

        @Option(
                names = "--language",
                paramLabel = "ja|en",
                description = "by default that of the subscriber, else of the configuration (ja)")
        private Optional<Language> language = Optional.empty();

        Add(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            EmailAddress subscriber = address(address);
            try (Store store = setup.openStore(Access.CREATE)) {
                Subscribers subscribers = new Subscribers(store, world.clock());
                Optional<Language> known = subscribers
                        .find(subscriber)
                        .filter(found -> found.state() == SubscriberState.ACTIVE)
                        .map(found -> found.subscriber().language());
                Language chosen = language.or(() -> known)
                        .orElseGet(() -> setup.configuration(Use.STORE).digest().language());
                boolean isNew = subscribers.add(subscriber, chosen);
                world.out()
                        .println("%s %s the digest in %s"
                                .formatted(
                                        subscriber,
                                        isNew ? "now gets" : "was a subscriber already, and gets",
                                        chosen.tag()));
            } catch (ComplainedException e) {
                throw complained(subscriber, e);
            }
            return ExitCode.OK;
        }
    }

    @CommandLine.Command(
            name = "confirm",
            header = "Confirm for somebody who asked by mail and has not confirmed, or whose mails came back.",
            footer = {"", "Example:", "  nikkan subscribers confirm reader@example.org"})
    private static final class Confirm implements Command {
        private final World world;
        private final Setup setup;

        @Parameters(paramLabel = "ADDRESS", description = "user@domain")
        private String address = "";

        Confirm(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            EmailAddress subscriber = address(address);
            try (Store store = setup.openStore(Access.WRITE)) {
                if (!new Subscribers(store, world.clock()).confirm(subscriber)) {
                    throw new Failure(
                            ExitCode.BAD_INPUT,
                            subscriber
                                    + " is neither pending nor paused; \"nikkan subscribers show\" tells its state.");
                }
            } catch (ComplainedException e) {
                throw complained(subscriber, e);
            }
            world.out().println(subscriber + " now gets the digest");
            return ExitCode.OK;
        }
    }

    @CommandLine.Command(
            name = "forget",
            header = "Erase an address: only a hash stays, so that no import brings it back.",
            description = {
                "",
                "Takes the address out of the subscribers, the deliveries and the answers, and the person's own mails and"
                        + " the reports about them out of the store; also of somebody who only wrote. Backups made before"
                        + " still have them, and so has the mailbox."
            },
            footer = {"", "Example:", "  nikkan subscribers forget reader@example.org"})
    private static final class Forget implements Command {
        private final World world;
        private final Setup setup;

        @Parameters(paramLabel = "ADDRESS", description = "user@domain")
        private String address = "";

        Forget(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            EmailAddress subscriber = address(address);
            try (Store store = setup.openStore(Access.WRITE)) {
                if (!new Subscribers(store, world.clock()).forget(subscriber)) {
                    throw new Failure(ExitCode.BAD_INPUT, subscriber + " is not known.");
                }
            }
            world.out().println(subscriber + " is forgotten");
            return ExitCode.OK;
        }
    }

    @CommandLine.Command(
            name = "remove",
            header = "End a subscription; what waits to be sent to the address is dropped.",
            footer = {"", "Example:", "  nikkan subscribers remove reader@example.org"})
    private static final class Remove implements Command {
        private final World world;
        private final Setup setup;

        @Parameters(paramLabel = "ADDRESS", description = "user@domain")
        private String address = "";

        Remove(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            EmailAddress subscriber = address(address);
            try (Store store = setup.openStore(Access.WRITE)) {
                if (!new Subscribers(store, world.clock()).remove(subscriber)) {
                    throw new Failure(
                            ExitCode.BAD_INPUT,
                            subscriber + " is no subscriber; \"nikkan subscribers list\" shows who is.");
                }
            }
            world.out().println(subscriber + " is removed");
            return ExitCode.OK;
        }
    }

    @CommandLine.Command(
            name = "list",
            header = "Print the subscribers, one a line: address, a tab, language.",
            description = {"", "--all adds those who get nothing, and a third column: the state."},
            footer = {"", "Example:", "  nikkan subscribers list | cut -f1"})
    private static final class Print implements Command {
        private final World world;
        private final Setup setup;

        @Option(names = "--all", description = "also who is pending, paused, off or suppressed")
        private boolean all;

        Print(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            try (Store store = setup.openStore(Access.READ)) {
                Subscribers subscribers = new Subscribers(store, world.clock());
                if (all) {
                    subscribers
                            .all()
                            .forEach(known -> world.out()
                                    .println(known.subscriber().address() + "\t"
                                            + known.subscriber().language().tag() + "\t"
                                            + known.state().text()));
                    return ExitCode.OK;
                }
                subscribers
                        .list()
                        .forEach(subscriber -> world.out()
                                .println(subscriber.address() + "\t"
                                        + subscriber.language().tag()));
            }
            return ExitCode.OK;
        }
    }
}
