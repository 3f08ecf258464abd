package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Consent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.FilterNames;
import dev.nikkan.model.Language;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.store.Access;
import dev.nikkan.store.Settings;
import dev.nikkan.store.Store;
import dev.nikkan.store.Subscribers;
import dev.nikkan.store.Subscribers.Candidate;
import dev.nikkan.store.Subscribers.ImportOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "import",
        header = "Take over subscribers from CSV: all lines, or none where one is wrong.",
        description = {
            "",
            "The first line names the columns: address, and of each who is to get the digest consented_at (a day or an"
                    + " instant, UTC) and consent_source (how they agreed). language, state, format, mails, quiet_days and"
                    + " filter are optional, and are those of new subscribers: what others chose here stands. Who left,"
                    + " complained or was forgotten here is not brought back; who is off or suppressed in the file is"
                    + " kept out from now on, and turned off if a subscriber here."
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
        List<Csv.Line> records = records();
        if (records.isEmpty()) {
            throw new Failure(ExitCode.BAD_INPUT, file + " is empty; its first line names the columns.");
        }
        Columns columns = Columns.of(file, records.getFirst());
        Language standard = setup.configuration(Use.STORE).digest().language();
        List<Candidate> candidates = new ArrayList<>();
        for (Csv.Line line : records.subList(1, records.size())) {
            candidates.add(candidate(columns, line, standard));
        }
        try (Store store = setup.openStore(Access.CREATE)) {
            ImportOutcome outcome = new Subscribers(store, world.clock())
                    .importAll(candidates, Authority.operator("subscribers import"));
            world.out()
                    .println("%d added, %d known already, %d blocked (they left, complained or were forgotten),"
                                    .formatted(outcome.added(), outcome.known(), outcome.blocked())
                            + " %d kept out from now on (%d of them a subscriber here), %d neither active nor off and passed over."
                                    .formatted(outcome.suppressed(), outcome.turnedOff(), outcome.passedOver()));
        }
        return ExitCode.OK;
    }

    private List<Csv.Line> records() {
        try {
            return Csv.read(text());
        } catch (Csv.MalformedException e) {
            throw wrong(e.line(), e.what());
        }
    }

    private String text() {
        try {
            byte[] octets = file.equals("-") ? world.in().readAllBytes() : Files.readAllBytes(Path.of(file));
            String text = new String(octets, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "%s cannot be read: %s.".formatted(file, Causes.of(e)), e);
        }
    }

    private Candidate candidate(Columns columns, Csv.Line line, Language standard) {
        if (columns.isExceededBy(line)) {
            throw wrong(
                    line,
                    "it has %d cells, and the first line names %d; what holds a comma stands in quotes"
                            .formatted(line.cells().size(), columns.names().size()));
        }
        EmailAddress address = columns.cell(line, "address")
                .flatMap(EmailAddress::parse)
                .orElseThrow(() -> wrong(line, "there is no e-mail address in it"));
        Language language =
                columns.cell(line, "language").map(tag -> language(line, tag)).orElse(standard);
        SubscriberState state =
                columns.cell(line, "state").map(text -> state(line, text)).orElse(SubscriberState.ACTIVE);
        Optional<Consent> consent = columns.cell(line, "consented_at")
                .map(text -> instant(line, text))
                .flatMap(at -> columns.cell(line, "consent_source").map(source -> new Consent(at, source)));
        if (state == SubscriberState.ACTIVE && consent.isEmpty()) {
            throw wrong(line, "it does not say when (consented_at) and by what (consent_source) they agreed");
        }
        return new Candidate(address, choice(columns, line, language), state, consent);
    }

    /// A filter may name a theme that is gone, there or here: what was somebody's choice is none to refuse.
    private Choice choice(Columns columns, Csv.Line line, Language language) {
        List<String> written = SubscriberExportCommand.CHOICES.stream()
                .flatMap(name ->
                        columns
                                .cell(line, SubscriberExportCommand.column(name))
                                .map(value -> name + " " + value)
                                .stream())
                .toList();
        Settings settings = Settings.of(Choice.of(language)).with(written, FilterNames.ANY);
        if (!settings.problems().isEmpty()) {
            throw wrong(
                    line,
                    "\"%s\" is no choice (format html or text; mails parts or one; quiet_days yes or no; filter all, or terms like wg:quic)"
                            .formatted(settings.problems().getFirst()));
        }
        return settings.choice();
    }

    private Language language(Csv.Line line, String tag) {
        try {
            return Language.valueOf(tag.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw wrong(line, "\"" + tag + "\" is not one of ja, en");
        }
    }

    private SubscriberState state(Csv.Line line, String text) {
        try {
            return SubscriberState.parse(text);
        } catch (IllegalArgumentException _) {
            throw wrong(line, "\"" + text + "\" is not one of active, pending, paused, off, suppressed");
        }
    }

    private Instant instant(Csv.Line line, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException _) {
            throw wrong(line, "\"" + text + "\" is neither a day (2026-11-22) nor an instant (2026-11-22T10:00:00Z)");
        }
    }

    private Failure wrong(Csv.Line line, String what) {
        return wrong(line.number(), what);
    }

    private Failure wrong(int line, String what) {
        return new Failure(ExitCode.BAD_INPUT, "%s, line %d: %s. Nothing was imported.".formatted(file, line, what));
    }

    /// Which column is where.
    private record Columns(List<String> names) {
        static Columns of(String file, Csv.Line header) {
            List<String> names = header.cells().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            if (!names.contains("address")) {
                throw new Failure(
                        ExitCode.BAD_INPUT,
                        "%s has no column \"address\"; its first line names the columns, of %s."
                                .formatted(file, String.join(", ", SubscriberExportCommand.COLUMNS)));
            }
            return new Columns(names);
        }

        /// Whether it has cells that no column is for; spreadsheets fill lines up with empty ones.
        boolean isExceededBy(Csv.Line line) {
            return line.cells().stream().skip(names.size()).anyMatch(cell -> !cell.isEmpty());
        }

        Optional<String> cell(Csv.Line line, String name) {
            int at = names.indexOf(name);
            return at >= 0 && at < line.cells().size()
                    ? Optional.of(line.cells().get(at)).filter(text -> !text.isEmpty())
                    : Optional.empty();
        }
    }
}
