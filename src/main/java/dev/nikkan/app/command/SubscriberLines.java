package dev.nikkan.app.command;

import dev.nikkan.app.config.NearestName;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Consent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.FilterNames;
import dev.nikkan.model.Language;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.store.Settings;
import dev.nikkan.store.Subscribers.Candidate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

/// The lines of a file of subscribers, each as it is read. Throws [Failure] at the first that is wrong.
final class SubscriberLines implements Iterator<Candidate> {
    private final String file;
    private final CsvReader csv;
    private final Language standard;
    private final Instant now;
    private final Columns columns;
    private Optional<Csv.Line> next;

    /// @param file its name, for messages
    /// @param standard the language of lines that name none
    SubscriberLines(String file, InputStream in, Language standard, Instant now) {
        this.file = file;
        this.csv = new CsvReader(in);
        this.standard = standard;
        this.now = now;
        this.columns = Columns.of(
                file,
                read().orElseThrow(() ->
                        new Failure(ExitCode.BAD_INPUT, file + " is empty; its first line names the columns.")));
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Candidate next() {
        Candidate candidate = candidate(next.orElseThrow(NoSuchElementException::new));
        next = read();
        return candidate;
    }

    private Optional<Csv.Line> read() {
        try {
            return csv.next();
        } catch (CsvReader.MalformedException e) {
            throw wrong(e.line(), e.what());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Candidate candidate(Csv.Line line) {
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
                .map(text -> agreedAt(line, text))
                .flatMap(at -> columns.cell(line, "consent_source").map(source -> new Consent(at, source)));
        if (state == SubscriberState.ACTIVE && consent.isEmpty()) {
            throw wrong(line, "it does not say when (consented_at) and by what (consent_source) they agreed");
        }
        return new Candidate(address, choice(line, language), state, consent);
    }

    /// A filter may name a theme that is gone, there or here: what was somebody's choice is none to refuse.
    private Choice choice(Csv.Line line, Language language) {
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

    private Instant agreedAt(Csv.Line line, String text) {
        Instant at = instant(line, text);
        if (at.isAfter(now)) {
            throw wrong(line, "\"" + text + "\" (UTC) is still to come; nobody has agreed yet");
        }
        return at;
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
            for (String name : names) {
                if (!name.isEmpty() && !SubscriberExportCommand.COLUMNS.contains(name)) {
                    throw new Failure(
                            ExitCode.BAD_INPUT,
                            "%s, line %d: there is no column \"%s\"; %s Nothing was imported."
                                    .formatted(file, header.number(), name, suggestion(name)));
                }
                if (!name.isEmpty() && names.indexOf(name) != names.lastIndexOf(name)) {
                    throw new Failure(
                            ExitCode.BAD_INPUT,
                            "%s, line %d: column \"%s\" stands there twice. Nothing was imported."
                                    .formatted(file, header.number(), name));
                }
            }
            return new Columns(names);
        }

        private static String suggestion(String name) {
            return NearestName.of(name, SubscriberExportCommand.COLUMNS)
                    .map("did you mean \"%s\"?"::formatted)
                    .orElseGet(() -> "the columns are " + String.join(", ", SubscriberExportCommand.COLUMNS) + ".");
        }

        /// Whether it has cells that no column is for; spreadsheets fill lines up with empty ones.
        boolean isExceededBy(Csv.Line line) {
            return IntStream.range(0, line.cells().size())
                    .filter(i -> i >= names.size() || names.get(i).isEmpty())
                    .anyMatch(i -> !line.cells().get(i).isEmpty());
        }

        Optional<String> cell(Csv.Line line, String name) {
            int at = names.indexOf(name);
            return at >= 0 && at < line.cells().size()
                    ? Optional.of(line.cells().get(at)).filter(text -> !text.isEmpty())
                    : Optional.empty();
        }
    }
}
