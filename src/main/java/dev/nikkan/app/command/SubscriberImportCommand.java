package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Language;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import dev.nikkan.store.Subscribers.ImportOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "import",
        header = "Take over subscribers from CSV: all lines, or none where one is wrong.",
        description = {
            "",
            "The first line names the columns: address, and of each who is to get the digest consented_at (a day or an"
                    + " instant, UTC) and consent_source (how they agreed). language, state, format, mails, quiet_days and"
                    + " filter are optional, and are those of new subscribers: what others chose here stands. A column"
                    + " of another name is refused. Who asked to join and has not confirmed yet is active by their line."
                    + " Who left, complained or was forgotten here is not brought back; who is off or suppressed in the"
                    + " file is kept out from now on, and turned off if a subscriber here."
        },
        footer = {"", "Example:", "  nikkan subscribers import subscribers.csv"})
final class SubscriberImportCommand implements Command {
    private final World world;
    private final Setup setup;

    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8; - is standard input")
    private String file = "";

    SubscriberImportCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Language standard = setup.configuration(Use.STORE).digest().language();
        Instant now = world.clock().instant();
        try (RereadableInput input = RereadableInput.of(file, world.in())) {
            // First all is checked: then an error makes no store, and keeps nobody waiting for its lock.
            try (InputStream in = input.open()) {
                new SubscriberLines(file, in, standard, now).forEachRemaining(_ -> {});
            }
            try (Store store = setup.openStore(Access.CREATE);
                    InputStream in = input.open()) {
                say(new Subscribers(store, world.clock())
                        .importAll(
                                new SubscriberLines(file, in, standard, now),
                                Authority.operator("subscribers import")));
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "%s cannot be read: %s.".formatted(file, Causes.of(e)), e);
        }
        return ExitCode.OK;
    }

    private void say(ImportOutcome outcome) {
        world.out()
                .println("%d added, %d known already, %d blocked (they left, complained or were forgotten),"
                                .formatted(outcome.added(), outcome.known(), outcome.blocked())
                        + " %d kept out from now on (%d of them a subscriber here), %d neither active nor off and passed over."
                                .formatted(outcome.suppressed(), outcome.turnedOff(), outcome.passedOver()));
    }
}
