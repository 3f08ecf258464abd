package dev.nikkan.app.command;

import dev.nikkan.model.Consent;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Access;
import dev.nikkan.store.Settings;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

@CommandLine.Command(
        name = "export",
        header = "Print everybody who is known as CSV, with when and by what they agreed and what they chose.",
        description = {"", "`subscribers import` reads it in another store. Who was forgotten is not in it."},
        footer = {"", "Example:", "  nikkan subscribers export > subscribers.csv"})
final class SubscriberExportCommand implements Command {
    /// What each chose beside a language, by the names that are used in mails.
    static final List<String> CHOICES = List.of("format", "mails", "quiet-days", "filter");

    static final List<String> COLUMNS = Stream.concat(
                    Stream.of("address", "language", "state", "consented_at", "consent_source"),
                    CHOICES.stream().map(SubscriberExportCommand::column))
            .toList();

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

    static String column(String choice) {
        return choice.replace('-', '_');
    }

    private static List<String> cells(Subscription known) {
        Map<String, String> written = Settings.written(known.subscriber().choice());
        return Stream.concat(
                        Stream.of(
                                known.subscriber().address().value(),
                                known.subscriber().language().tag(),
                                known.state().text(),
                                known.consent()
                                        .map(Consent::at)
                                        .map(Object::toString)
                                        .orElse(""),
                                known.consent().map(Consent::source).orElse("")),
                        CHOICES.stream().map(name -> written.getOrDefault(name, "")))
                .toList();
    }
}
