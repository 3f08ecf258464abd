package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import dev.nikkan.store.Summaries.Cost;
import dev.nikkan.store.Summaries.Task;
import dev.nikkan.store.Summaries.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What language models wrote of whole days. Thread-safe.
public final class Overviews {
    /// How an overview came out.
    ///
    /// @param summary of a rejected one the last answer, for the operator alone
    /// @param reasons why pieces were rejected, each in a line's length
    public record Written(boolean accepted, DaySummary summary, List<String> reasons, Cost cost, Duration took) {
        public Written {
            reasons = List.copyOf(reasons);
        }
    }

    /// A row for the operator.
    public record Kept(Day day, Task task, Written written, Instant writtenAt) {}

    private static final String LINE_END = "\n";

    private final Store store;
    private final InstantSource clock;

    public Overviews(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Whether these signals have been told of already, well or badly.
    ///
    /// @param source what tells the day's signals from any others
    public boolean settled(Day day, Task task, Sha256 source) {
        return store.read(session -> session.query(
                                """
                        SELECT count(*) AS rows FROM overview
                        WHERE day = ? AND language = ? AND engine = ? AND model = ? AND prompt = ? AND source = ?""",
                                day,
                                task.language().tag(),
                                task.writer().engine(),
                                task.writer().model(),
                                task.prompt(),
                                source.octets())
                        .one(row -> row.integer("rows"))
                > 0);
    }

    /// Keeps what was written, and books what it cost, in one transaction.
    public void keep(Day day, Task task, Sha256 source, Written written) {
        Instant now = clock.instant();
        store.write(session -> {
            Summaries.book(session, Day.of(now), task.writer(), written.cost());
            return session.query(
                            """
                            INSERT INTO overview (day, language, engine, model, prompt, source, answered_by, headline, text,
                              topics, takeaways, verdict, reasons, calls, input_tokens, output_tokens, millis, written_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT (day, language, engine, model, prompt, source) DO UPDATE SET
                              answered_by = excluded.answered_by, headline = excluded.headline, text = excluded.text,
                              topics = excluded.topics, takeaways = excluded.takeaways, verdict = excluded.verdict,
                              reasons = excluded.reasons, calls = excluded.calls,
                              input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
                              millis = excluded.millis, written_at = excluded.written_at""",
                            day,
                            task.language().tag(),
                            task.writer().engine(),
                            task.writer().model(),
                            task.prompt(),
                            source.octets(),
                            written.summary().model(),
                            written.summary().headline(),
                            written.summary().text(),
                            lines(written.summary().topics()),
                            lines(written.summary().takeaways()),
                            written.accepted() ? "accepted" : "rejected",
                            String.join(LINE_END, written.reasons()),
                            written.cost().calls(),
                            written.cost().inputTokens(),
                            written.cost().outputTokens(),
                            written.took().toMillis(),
                            now)
                    .update();
        });
    }

    /// What it is about, a blank, the sentence.
    private static <K extends Comparable<K>> String lines(Map<K, String> sentences) {
        return sentences.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(sentence -> sentence.getKey() + " " + sentence.getValue())
                .collect(Collectors.joining(LINE_END));
    }

    private static <K> Map<K, String> sentences(List<String> lines, Function<String, K> about) {
        Map<K, String> sentences = new LinkedHashMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                sentences.put(about.apply(line.substring(0, blank)), line.substring(blank + 1));
            }
        }
        return sentences;
    }

    /// What this writer wrote of these signals and may be printed, the latest, whatever its instructions.
    public Optional<DaySummary> accepted(Day day, Language language, Writer writer, Sha256 source) {
        return store.read(
                session -> session.query("""
                        SELECT headline, text, topics, takeaways, iif(answered_by = '', model, answered_by) AS answered_by
                        FROM overview
                        WHERE day = ? AND language = ? AND engine = ? AND model = ? AND source = ? AND verdict = 'accepted'
                        ORDER BY written_at DESC, id DESC LIMIT 1""", day, language.tag(), writer.engine(), writer.model(), source.octets())
                        .first(Overviews::summary));
    }

    private static DaySummary summary(Row row) throws SQLException {
        return new DaySummary(
                row.text("headline"),
                row.text("text"),
                sentences(row.lines("topics"), Function.identity()),
                sentences(row.lines("takeaways"), Integer::valueOf),
                row.text("answered_by"));
    }

    /// All rows of a day.
    public List<Kept> of(Day day) {
        return store.read(session -> session.query("""
                        SELECT day, language, engine, model, prompt, answered_by, headline, text, topics, takeaways, verdict,
                               reasons, calls, input_tokens, output_tokens, millis, written_at
                        FROM overview WHERE day = ? ORDER BY language, id""", day).list(Overviews::kept));
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(
                row.day("day"),
                new Task(Summaries.writer(row), Summaries.language(row), row.text("prompt")),
                new Written(
                        row.text("verdict").equals("accepted"),
                        summary(row),
                        row.lines("reasons"),
                        new Cost(row.integer("calls"), 0, row.number("input_tokens"), row.number("output_tokens")),
                        Duration.ofMillis(row.number("millis"))),
                row.instant("written_at"));
    }

    /// Forgets a day's rejected overviews, so that they are asked for again.
    ///
    /// @param all the accepted ones too
    /// @return how many
    public int forget(Day day, boolean all) {
        return store.write(session -> session.query(
                        "DELETE FROM overview WHERE day = ?1 AND (?2 OR verdict = 'rejected')", day, all)
                .update());
    }
}
