package dev.nikkan.app.command;

import dev.nikkan.model.Consent;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import java.util.List;
import picocli.CommandLine;

@CommandLine.Command(
        name = "export",
        header = "Print everybody who is known as CSV, with when and by what they agreed.",
        description = {"", "`subscribers import` reads it in another store. Who was forgotten is not in it."},
        footer = {"", "Example:", "  nikkan subscribers export > subscribers.csv"})
final class SubscriberExportCommand implements Command {
    static final List<String> COLUMNS = List.of("address", "language", "state", "consented_at", "consent_source");

    private final World world;
    private final Setup setup;

    SubscriberExportCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        try (Store store = setup.openStore(Access.READ)) {
            world.out().print(Csv.line(COLUMNS));
            new Subscribers(store, world.clock())
                    .all()
                    .forEach(known -> world.out().print(Csv.line(cells(known))));
        }
        return ExitCode.OK;
    }

    private static List<String> cells(Subscription known) {
        return List.of(
                known.subscriber().address().value(),
                known.subscriber().language().tag(),
                known.state().text(),
                known.consent().map(Consent::at).map(Object::toString).orElse(""),
                known.consent().map(Consent::source).orElse(""));
    }
}
