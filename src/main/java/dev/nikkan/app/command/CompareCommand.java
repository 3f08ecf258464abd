package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.Excerpt;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Store;
import dev.nikkan.summary.Outcome;
import dev.nikkan.summary.Prompts;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "compare",
        header = "Print what two engines make of a day's drafts, side by side, and whether it passes the checks.",
        description = {
            "",
            "Asks the models now and keeps nothing. An engine is lead, openai or anthropic, at the endpoint of [summary];"
                    + " openai:MODEL asks for another model there. The limits of a day do not count."
        },
        footer = {"", "Example:", "  nikkan compare --day 2026-11-22 --engines lead,openai:example-model --limit 5"})
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
        List<DraftEntry> drafts = drafts();
        List<DraftPost> posts = drafts.stream().map(DraftEntry::latest).toList();
        Prompts prompts = Prompts.load(configuration.summary().prompts());
        Map<EngineChoice, Map<DraftRevision, Outcome>> outcomes = new LinkedHashMap<>();
        for (EngineChoice choice : choices) {
            outcomes.put(
                    choice,
                    choice.settings()
                            .map(settings -> new EngineTrial(settings, prompts, world.clock()).of(posts, chosen))
                            .orElse(Map.of()));
        }
        drafts.forEach(draft -> print(draft, outcomes));
        return ExitCode.OK;
    }

    private List<DraftEntry> drafts() {
        try (Store store = setup.openStore(Access.READ)) {
            Editions editions = new Editions(store, world.clock(), FaultPoints.INERT);
            return Digest.of(editions.inHistory(day)).drafts().stream()
                    .limit(limit)
                    .toList();
        }
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
