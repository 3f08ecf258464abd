package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.digest.signal.Signal;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.digest.signal.Signals;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "explain",
        header = "List the rows behind each number and signal of a day's overview.",
        description = {
            "",
            "Without SIGNAL: what the day's overview may say, a line each with its name and figures. With SIGNAL: that"
                    + " one, and every row that its figures count, with the words that made it count. Nothing is changed"
                    + " in the store."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan explain --day 2026-11-22",
            "  nikkan explain --day 2026-11-22 theme.ai-agent --language en"
        })
final class ExplainCommand implements Command {
    private final World world;
    private final Setup setup;

    @Option(names = "--day", required = true, paramLabel = "YYYY-MM-DD", description = "the UTC day; today will do")
    private Day day = new Day(LocalDate.EPOCH);

    @Option(names = "--language", paramLabel = "ja|en", description = "by default that of the configuration, ja")
    private Optional<Language> language = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json, with all rows")
    private TextOrJson format = TextOrJson.TEXT;

    @Parameters(arity = "0..1", paramLabel = "SIGNAL", description = "its name as the list without SIGNAL has it")
    private Optional<String> signal = Optional.empty();

    ExplainCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        if (day.isAfter(Day.of(world.clock().instant()))) {
            throw new Failure(
                    ExitCode.BAD_INPUT, day + " has not begun yet in UTC; there is nothing of it to explain.");
        }
        Configuration configuration = setup.configuration(Use.STORE);
        Language chosen = language.orElse(configuration.digest().language());
        Signals signals = signals(SignalFiles.settings(configuration.digest()));
        List<Signal> wanted = signal.map(id -> List.of(named(id, signals))).orElse(signals.all());
        world.out()
                .print(
                        switch (format) {
                            case JSON -> ExplainJson.of(day, wanted, chosen);
                            case TEXT ->
                                signal.isPresent()
                                        ? ExplainText.rows(wanted.getFirst(), chosen)
                                        : ExplainText.list(wanted, chosen);
                        });
        return ExitCode.OK;
    }

    private Signals signals(SignalSettings settings) {
        SignalFinder finder = new SignalFinder(settings);
        try (Store store = setup.openStore(Access.READ)) {
            return finder.find(new Editions(store, world.clock(), FaultPoints.INERT).inHistory(day));
        }
    }

    private Signal named(String id, Signals signals) {
        return signals.find(id)
                .orElseThrow(() -> new Failure(
                        ExitCode.NO_INPUT,
                        "%s has no signal \"%s\"; `nikkan explain --day %s` lists those it has."
                                .formatted(day, id, day)));
    }
}
