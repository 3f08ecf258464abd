package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.Division;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.publish.DigestSettings;
import dev.nikkan.publish.Press;
import dev.nikkan.publish.SummaryShelf;
import dev.nikkan.render.MailBody;
import dev.nikkan.render.MailHeader;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Store;
import dev.nikkan.store.Summaries;
import dev.nikkan.summary.DayOutcome;
import dev.nikkan.summary.Outcome;
import dev.nikkan.summary.Prompts;
import dev.nikkan.text.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "digest",
        header = "Build a day's digest and print it; changes nothing in the store.",
        description = {
            "",
            "Shows exactly what the day's edition holds where there is one, else the announcements whose day it is. A"
                    + " day without mail has a digest too. Parts follow one another; several parts of format eml need"
                    + " --output."
        },
        footer = {"", "Example:", "  nikkan digest --day 2026-11-22 --language en --format html --output /tmp"})
final class DigestCommand implements Command {
    /// In what form a digest is shown; its file name ends in [#ending()].
    enum Format {
        MARKDOWN("md"),
        HTML("html"),
        TEXT("txt"),
        JSON("json"),
        EML("eml");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }

        /// As it is typed and completed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Stands for a subscriber where a mail is only looked at (RFC 2606 §2).
    private static final EmailAddress READER = new EmailAddress("subscriber@example.org");

    private static final MailIdentity NOBODY = new MailIdentity(
            Optional.of("Nikkan"),
            new EmailAddress("nikkan@localhost"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final World world;
    private final Setup setup;

    @Option(names = "--day", required = true, paramLabel = "YYYY-MM-DD", description = "the UTC day; today will do")
    private Day day = new Day(LocalDate.EPOCH);

    @Option(names = "--language", paramLabel = "ja|en", description = "by default that of the configuration, ja")
    private Optional<Language> language = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "markdown (the default), html, text, json or eml, the mail as a subscriber gets it")
    private Format format = Format.MARKDOWN;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "write files nikkan-DAY-LANGUAGE[-partN] there and print their paths")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = EngineChoice.FORMS + ": ask that engine for the summaries, now, and keep nothing; `compare"
                    + " --help` says more of engines")
    private Optional<String> engine = Optional.empty();

    DigestCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() throws IOException {
        if (day.isAfter(Day.of(world.clock().instant()))) {
            throw new Failure(ExitCode.BAD_INPUT, day + " has not begun yet in UTC; there is nothing of it to show.");
        }
        Configuration configuration = setup.configuration(asksModel() ? Use.SERVERS : Use.STORE);
        List<Octets> pages = pages(configuration, digest(configuration));
        if (output.isPresent()) {
            write(output.get(), pages, language(configuration));
        } else {
            print(pages);
        }
        return ExitCode.OK;
    }

    private Digest digest(Configuration configuration) {
        DigestSettings settings = configuration.digest();
        SignalFinder finder = SignalFiles.finder(settings);
        Optional<EngineChoice> choice = engine.map(name -> EngineChoice.parse(name, configuration.summary()));
        try (Store store = setup.openStore(Access.READ)) {
            DayInHistory content = new Editions(store, world.clock(), FaultPoints.INERT).inHistory(day);
            SummaryShelf shelf = choice.isPresent()
                    ? SummaryShelf.EMPTY
                    : SummaryShelf.of(
                            configuration.summary(),
                            new Summaries(store, world.clock()),
                            new Overviews(store, world.clock()));
            Digest digest = Press.digest(content, finder, settings, shelf);
            return choice.map(tried -> tried(tried, digest, configuration)).orElse(digest);
        }
    }

    private boolean asksModel() {
        return engine.filter(name -> !name.equals("lead")).isPresent();
    }

    private Digest tried(EngineChoice choice, Digest plain, Configuration configuration) {
        if (choice.settings().isEmpty()) {
            return plain;
        }
        Language chosen = language(configuration);
        Prompts prompts = Prompts.load(configuration.summary().prompts());
        EngineTrial trial = new EngineTrial(choice.settings().get(), prompts, world.clock());
        Map<DraftRevision, Outcome> outcomes =
                trial.of(plain.drafts().stream().map(DraftEntry::latest).toList(), chosen);
        outcomes.forEach((draft, outcome) -> {
            if (!(outcome instanceof Outcome.Written)) {
                world.err().println(OneLine.of(draft + ": " + EngineTrial.verdict(outcome)));
            }
        });
        Digest told = plain.with(EngineTrial.accepted(outcomes, chosen));
        return trial.ofDay(told, chosen)
                .map(outcome -> withDay(told, outcome, chosen))
                .orElse(told);
    }

    private Digest withDay(Digest digest, DayOutcome outcome, Language chosen) {
        return switch (outcome) {
            case DayOutcome.Written written -> digest.withDay(Map.of(chosen, written.summary()));
            case DayOutcome.Refused _, DayOutcome.Unanswered _ -> {
                world.err().println(OneLine.of("overview: " + EngineTrial.verdict(outcome)));
                yield digest;
            }
        };
    }

    private Language language(Configuration configuration) {
        return language.orElse(configuration.digest().language());
    }

    private List<Octets> pages(Configuration configuration, Digest digest) {
        MailIdentity identity = configuration.identity().orElse(NOBODY);
        Renderer renderer = new Renderer(
                Templates.load(configuration.digest().templates()),
                identity.listAddress(),
                identity.web(),
                configuration.digest().frame());
        if (format == Format.JSON) {
            return List.of(octets(renderer.json(digest).stripTrailing() + "\n"));
        }
        Division division = renderer.divide(digest, configuration.digest().partSize());
        Language chosen = language(configuration);
        return division.parts().stream()
                .map(part -> page(renderer, identity, part, chosen))
                .toList();
    }

    private Octets page(Renderer renderer, MailIdentity identity, DigestPart part, Language chosen) {
        return switch (format) {
            case MARKDOWN -> octets(renderer.markdown(part, chosen));
            case HTML -> octets(renderer.html(part, chosen));
            case TEXT -> octets(renderer.text(part, chosen));
            case EML -> mail(renderer, identity, part, chosen);
            case JSON -> throw new AssertionError("JSON has no parts");
        };
    }

    private Octets mail(Renderer renderer, MailIdentity identity, DigestPart part, Language chosen) {
        MailBody body = renderer.mail(part, chosen);
        MailHeader header = new MailHeader(identity);
        String messageId = header.messageId(day, "preview-%s-%d".formatted(chosen.tag(), part.number()));
        Optional<String> opening = part.first()
                ? Optional.empty()
                : Optional.of(header.messageId(day, "preview-%s-1".formatted(chosen.tag())));
        return body.after(header.of(
                READER, body.subject(), messageId, opening, world.clock().instant()));
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void print(List<Octets> pages) {
        if (format == Format.EML && pages.size() > 1) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The digest of %s is %d mails; name a folder for them with --output DIR."
                            .formatted(day, pages.size()));
        }
        for (Octets page : pages) {
            world.out().write(page.array(), 0, page.size());
        }
    }

    private void write(Path folder, List<Octets> pages, Language chosen) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Path file = folder.resolve(name(i + 1, pages.size(), chosen));
            Path fresh = folder.resolve(file.getFileName() + ".new");
            Files.write(fresh, pages.get(i).array());
            written.add(Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING));
        }
        written.forEach(world.out()::println);
    }

    /// Numbers are as wide as the last, so that names sort in the order of the parts.
    private String name(int part, int parts, Language chosen) {
        String number = "%0" + Integer.toString(parts).length() + "d";
        String suffix = parts > 1 ? "-part" + number.formatted(part) : "";
        return "nikkan-%s-%s%s.%s".formatted(day, chosen.tag(), suffix, format.ending());
    }
}
