package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.Excerpt;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Takeaway;
import dev.nikkan.publish.Press;
import dev.nikkan.publish.SummaryShelf;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Store;
import dev.nikkan.summary.DayOutcome;
import dev.nikkan.summary.Outcome;
import dev.nikkan.summary.Prompts;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "compare",
        header = "Print what engines make of a day and its drafts, side by side, and whether it passes the checks.",
        description = {
            "",
            "Asks the models now and keeps nothing. An engine is lead, which asks nobody, or openai or anthropic, at the"
                    + " endpoint of [summary]; openai:MODEL asks for another model there, openai:MODEL@https://HOST/v1 at"
                    + " another endpoint, which gets the key, the headers and the proxy of [summary] only if it is on the same server."
                    + " The limits of a day do not count."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan compare --day 2026-11-22 --engines lead,openai:example-model --limit 5",
            "  nikkan compare --day 2026-11-22 --engines openai,openai:small@http://127.0.0.1:11434/v1"
        })
final class CompareCommand implements Command {
    private final World world;
    private final Setup setup;

    @Option(names = "--day", required = true, paramLabel = "YYYY-MM-DD", description = "the UTC day; today will do")
    private Day day = new Day(LocalDate.EPOCH);

    @Option(names = "--engines", required = true, split = ",", paramLabel = "A,B", description = "two or more")
    private List<String> engines = List.of();

    @Option(names = "--language", paramLabel = "ja|en", description = "by default that of the configuration, ja")
    private Optional<Language> language = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "only the day's first N drafts")
    private int limit = Integer.MAX_VALUE;

    CompareCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Configuration configuration = setup.configuration(Use.SERVERS);
        Language chosen = language.orElse(configuration.digest().language());
        List<EngineChoice> choices = engines.stream()
                .map(text -> EngineChoice.parse(text, configuration.summary()))
                .toList();
        Digest digest = digest(configuration);
        List<DraftEntry> drafts = digest.drafts().stream().limit(limit).toList();
        List<DraftPost> posts = drafts.stream().map(DraftEntry::latest).toList();
        Prompts prompts = Prompts.load(configuration.summary().prompts());
        Map<EngineChoice, Map<DraftRevision, Outcome>> outcomes = new LinkedHashMap<>();
        line(day + "  overview");
        for (EngineChoice choice : choices) {
            Optional<EngineTrial> trial =
                    choice.settings().map(settings -> new EngineTrial(settings, prompts, world.clock()));
            outcomes.put(choice, trial.map(it -> it.of(posts, chosen)).orElse(Map.of()));
            Digest told = digest.with(EngineTrial.accepted(outcomes.getOrDefault(choice, Map.of()), chosen));
            trial.ifPresentOrElse(it -> print(choice, it.ofDay(told, chosen)), () -> printFacts(told, chosen));
        }
        world.out().println();
        drafts.forEach(draft -> print(draft, outcomes));
        return ExitCode.OK;
    }

    /// Of the engine `lead`.
    private Digest digest(Configuration configuration) {
        try (Store store = setup.openStore(Access.READ)) {
            Editions editions = new Editions(store, world.clock(), FaultPoints.INERT);
            return Press.digest(
                    editions.inHistory(day),
                    SignalFiles.finder(configuration.digest()),
                    configuration.digest(),
                    SummaryShelf.EMPTY);
        }
    }

    private void printFacts(Digest digest, Language language) {
        line("  [lead] from the signals");
        Optional.ofNullable(digest.overviews().get(language)).stream()
                .flatMap(overview -> Stream.of(
                                overview.summary().stream(),
                                overview.hot().stream(),
                                overview.takeaways().stream().map(Takeaway::text))
                        .flatMap(Function.identity()))
                .forEach(sentence -> line("    " + sentence));
    }

    /// @param outcome empty where there is nothing to tell of the day
    private void print(EngineChoice choice, Optional<DayOutcome> outcome) {
        line("  [%s] %s"
                .formatted(choice.name(), outcome.map(EngineTrial::verdict).orElse("nothing to tell")));
        outcome.stream().flatMap(CompareCommand::texts).forEach(text -> line("    " + text));
    }

    private static Stream<String> texts(DayOutcome outcome) {
        return switch (outcome) {
            case DayOutcome.Written written -> DaySummaryLines.of(written.summary()).stream();
            case DayOutcome.Refused refused -> Stream.of(refused.text());
            case DayOutcome.Unanswered _ -> Stream.of();
        };
    }

    private void print(DraftEntry entry, Map<EngineChoice, Map<DraftRevision, Outcome>> outcomes) {
        line(entry.latest().draft() + "  " + entry.latest().title().orElse(""));
        outcomes.forEach((choice, each) -> {
            if (choice.settings().isEmpty()) {
                line("  [lead] from the abstract");
                line("    " + entry.excerpt().map(Excerpt::text).orElse("(no abstract)"));
            } else {
                Optional<Outcome> outcome =
                        Optional.ofNullable(each.get(entry.latest().draft()));
                line("  [%s] %s"
                        .formatted(
                                choice.name(), outcome.map(EngineTrial::verdict).orElse("no abstract")));
                outcome.map(CompareCommand::text).ifPresent(text -> line("    " + text));
            }
        });
        world.out().println();
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Written written -> written.text();
            case Outcome.Refused refused -> refused.text();
            case Outcome.Unanswered _ -> "";
        };
    }

    /// A stranger's text, or a model's, must not steer the terminal.
    private void line(String text) {
        world.out().println(text.replaceAll("[\\p{Cc}\\p{Cf}]", " "));
    }
}
