package dev.nikkan.app.command;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Access;
import dev.nikkan.store.Bounces;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "show",
        header = "Tell all that is known about one subscriber: state, consent, every change, mails, bounces.",
        footer = {"", "Example:", "  nikkan subscribers show reader@example.org"})
final class SubscriberShowCommand implements Command {
    private static final int MAILS = 10;

    private final World world;
    private final Setup setup;

    @Parameters(paramLabel = "ADDRESS", description = "user@domain")
    private String address = "";

    SubscriberShowCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        EmailAddress wanted = SubscribersCommand.address(address);
        try (Store store = setup.openStore(Access.READ)) {
            Subscribers subscribers = new Subscribers(store, world.clock());
            Subscription known = subscribers
                    .find(wanted)
                    .orElseThrow(() -> new Failure(ExitCode.BAD_INPUT, wanted + " is not known."));
            print(subscribers, known);
            new Bounces(store, world.clock())
                    .of(known.subscriber())
                    .forEach(bounce -> world.out()
                            .println("bounce of %s, %s: %s%s"
                                    .formatted(
                                            bounce.day(),
                                            bounce.kind(),
                                            bounce.words(),
                                            bounce.report()
                                                    .map(mail -> " (nikkan raw " + mail + ")")
                                                    .orElse(""))));
        }
        return ExitCode.OK;
    }

    private void print(Subscribers subscribers, Subscription known) {
        world.out()
                .println("%s: %s since %s"
                        .formatted(known.subscriber().address(), known.state().text(), known.changedAt()));
        world.out().println("language: " + known.subscriber().language().tag());
        world.out()
                .println("consent: "
                        + known.consent()
                                .map(consent -> consent.at() + ", by " + consent.source())
                                .orElse("none recorded"));
        subscribers
                .changes(known.subscriber())
                .forEach(change -> world.out()
                        .println("%s  %s (%s): %s -> %s"
                                .formatted(
                                        change.at(),
                                        change.who(),
                                        change.what(),
                                        change.was().isEmpty() ? "nobody" : change.was(),
                                        change.became())));
        subscribers
                .mails(known.subscriber(), MAILS)
                .forEach(mail -> world.out()
                        .println("mail of %s, part %d: %s%s"
                                .formatted(
                                        mail.day(),
                                        mail.part(),
                                        mail.state(),
                                        mail.reply()
                                                .map(reply -> " (" + reply + ")")
                                                .orElse(""))));
    }
}
