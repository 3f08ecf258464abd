package dev.nikkan.app.command;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.store.Access;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Store;
import dev.nikkan.store.Summaries;
import dev.nikkan.store.Summaries.Cost;
import dev.nikkan.store.Summaries.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "summaries",
        header = "Look at what a language model wrote of drafts, what was refused and why, and what it cost.",
        footer = {"", "Example:", "  nikkan summaries list --day 2026-11-22"})
final class SummariesCommand {
    private SummariesCommand() {}

    static CommandLine commandLine(World world, Setup setup) {
        return new CommandLine(new SummariesCommand())
                .addSubcommand(new Print(world, setup))
                .addSubcommand(new Show(world, setup))
                .addSubcommand(new Redo(world, setup))
                .addSubcommand(new Costs(world, setup));
    }

    private static String verdict(Kept kept) {
        return verdict(kept.written().accepted());
    }

    private static String verdict(boolean accepted) {
        return accepted ? "accepted" : "rejected";
    }

    /// A model's text must not steer the terminal, nor look like another column.
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", " ");
    }

    @CommandLine.Command(
            name = "list",
            header = "Print a day's summaries, one a line: draft, language, model, verdict, calls, tokens, reasons.",
            description = {
                "",
                "The day's overview goes first, with the word overview instead of a draft. A last line counts the verdicts"
                        + " of the drafts' summaries, and the reasons of those rejected."
            },
            footer = {"", "Example:", "  nikkan summaries list --day 2026-11-22 | grep rejected"})
    private static final class Print implements Command {
        private final World world;
        private final Setup setup;

        @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "the UTC day of the drafts; by default today")
        private Optional<Day> day = Optional.empty();

        Print(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            Day wanted = day.orElseGet(() -> Day.of(world.clock().instant()));
            try (Store store = setup.openStore(Access.READ)) {
                new Overviews(store, world.clock())
                        .of(wanted)
                        .forEach(row -> world.out().println(line(row)));
                List<Kept> rows = new Summaries(store, world.clock()).of(wanted);
                rows.forEach(row -> world.out().println(line(row)));
                world.out().println(tally(wanted, rows));
            }
            return ExitCode.OK;
        }

        private static String line(Kept kept) {
            Summaries.Written written = kept.written();
            return line(kept.draft().toString(), kept.task(), written.accepted(), written.cost(), written.reasons());
        }

        private static String line(Overviews.Kept kept) {
            Overviews.Written written = kept.written();
            return line("overview", kept.task(), written.accepted(), written.cost(), written.reasons());
        }

        private static String line(
                String subject, Summaries.Task task, boolean accepted, Cost cost, List<String> reasons) {
            return String.join(
                    "\t",
                    subject,
                    task.language().tag(),
                    shown(task.writer().model()),
                    verdict(accepted),
                    Integer.toString(cost.calls()),
                    Long.toString(cost.tokens()),
                    shown(String.join("; ", reasons)));
        }

        private static String tally(Day day, List<Kept> rows) {
            Map<String, Long> verdicts = rows.stream()
                    .collect(Collectors.groupingBy(SummariesCommand::verdict, TreeMap::new, Collectors.counting()));
            Map<String, Long> reasons = rows.stream()
                    .filter(row -> !row.written().accepted())
                    .flatMap(row -> row.written().reasons().stream()
                            .map(reason -> reason.replaceFirst(":.*", ""))
                            .distinct())
                    .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
            return "%s: %d summaries (%s)%s"
                    .formatted(
                            day,
                            rows.size(),
                            counted(verdicts),
                            reasons.isEmpty() ? "" : "; refused for: " + counted(reasons));
        }

        private static String counted(Map<String, Long> counts) {
            return counts.isEmpty()
                    ? "none"
                    : counts.entrySet().stream()
                            .map(count -> count.getKey() + " " + count.getValue())
                            .collect(Collectors.joining(", "));
        }
    }

    @CommandLine.Command(
            name = "show",
            header =
                    "Print every summary of a draft, or every overview of a day: who wrote it, what it says, and what the"
                            + " checks said.",
            footer = {
                "",
                "Examples:",
                "  nikkan summaries show draft-ietf-quic-http",
                "  nikkan summaries show --day 2026-11-22"
            })
    private static final class Show implements Command {
        private final World world;
        private final Setup setup;

        @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "the UTC day whose overviews to print")
        private Optional<Day> day = Optional.empty();

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "a draft, without its revision")
        private Optional<String> name = Optional.empty();

        Show(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            requireOne(name, day);
            Optional<DraftName> draft = name.map(DraftArgument::parse);
            try (Store store = setup.openStore(Access.READ)) {
                int printed = draft.map(wanted -> print(new Summaries(store, world.clock()).of(wanted)))
                        .orElseGet(() -> printOverviews(new Overviews(store, world.clock()).of(day.orElseThrow())));
                if (printed == 0) {
                    throw new Failure(
                            ExitCode.NO_INPUT,
                            "No model has written anything of "
                                    + draft.map(Object::toString).orElseGet(() -> "the day " + day.orElseThrow())
                                    + ".");
                }
            }
            return ExitCode.OK;
        }

        private int print(List<Kept> rows) {
            for (Kept kept : rows) {
                Summaries.Written written = kept.written();
                head(kept.draft().toString(), kept.task(), verdict(kept), kept.writtenAt(), written.reasons());
                world.out().println("  " + shown(written.text()));
            }
            return rows.size();
        }

        private int printOverviews(List<Overviews.Kept> rows) {
            for (Overviews.Kept kept : rows) {
                Overviews.Written written = kept.written();
                head(
                        kept.day().toString(),
                        kept.task(),
                        verdict(written.accepted()),
                        kept.writtenAt(),
                        written.reasons());
                DaySummaryLines.of(written.summary())
                        .forEach(line -> world.out().println("  " + shown(line)));
            }
            return rows.size();
        }

        private void head(String subject, Summaries.Task task, String verdict, Instant at, List<String> reasons) {
            world.out()
                    .println("%s %s %s %s/%s prompt %s at %s"
                            .formatted(
                                    subject,
                                    task.language(),
                                    verdict,
                                    task.writer().engine(),
                                    shown(task.writer().model()),
                                    task.prompt(),
                                    at));
            reasons.forEach(reason -> world.out().println("  ! " + shown(reason)));
        }
    }

    @CommandLine.Command(
            name = "redo",
            header = "Forget summaries, so that the daemon asks for them again if they are of the last days.",
            description = {
                "",
                "Of a day those that were rejected, its overview among them, with --all the accepted ones too; of a draft"
                        + " all. What has been sent stays sent."
            },
            footer = {"", "Example:", "  nikkan summaries redo --day 2026-11-22"})
    private static final class Redo implements Command {
        private final World world;
        private final Setup setup;

        @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "the UTC day of the drafts")
        private Optional<Day> day = Optional.empty();

        @Option(names = "--all", description = "of a day the accepted ones too")
        private boolean all;

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "a draft, without its revision")
        private Optional<String> name = Optional.empty();

        Redo(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            requireOne(name, day);
            Optional<DraftName> draft = name.map(DraftArgument::parse);
            try (Store store = setup.openStore(Access.WRITE)) {
                Summaries summaries = new Summaries(store, world.clock());
                int forgotten = draft.map(summaries::forget).orElseGet(() -> forget(summaries, store));
                world.out().println(forgotten + " summaries are forgotten.");
            }
            return ExitCode.OK;
        }

        private int forget(Summaries summaries, Store store) {
            Day of = day.orElseThrow();
            return summaries.forget(of, all) + new Overviews(store, world.clock()).forget(of, all);
        }
    }

    private static void requireOne(Optional<String> name, Optional<Day> day) {
        if (day.isPresent() == name.isPresent()) {
            throw new Failure(ExitCode.USAGE, "Name a draft, or a day with --day YYYY-MM-DD.");
        }
    }

    @CommandLine.Command(
            name = "cost",
            header =
                    "Print what models cost, one day and model a line: day, engine, model, calls, unanswered, tokens in, out.",
            footer = {"", "Example:", "  nikkan summaries cost --days 30"})
    private static final class Costs implements Command {
        private final World world;
        private final Setup setup;

        @Option(names = "--days", paramLabel = "N", description = "the last N days, by default 31")
        private int days = 31;

        Costs(World world, Setup setup) {
            this.world = world;
            this.setup = setup;
        }

        @Override
        public ExitCode run() {
            Day since = Day.of(world.clock().instant()).plus(1 - days);
            try (Store store = setup.openStore(Access.READ)) {
                new Summaries(store, world.clock())
                        .spentSince(since)
                        .forEach(spent -> world.out().println(line(spent)));
            }
            return ExitCode.OK;
        }

        private static String line(Summaries.Spent spent) {
            Cost cost = spent.cost();
            return String.join(
                    "\t",
                    spent.day().toString(),
                    spent.writer().engine(),
                    shown(spent.writer().model()),
                    Integer.toString(cost.calls()),
                    Integer.toString(cost.unanswered()),
                    Long.toString(cost.inputTokens()),
                    Long.toString(cost.outputTokens()));
        }
    }
}
