package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.model.Sha256;
import dev.nikkan.model.Summary;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What language models wrote of drafts, and what it cost. What is still to be written is asked of the store
/// each time, so that nothing is forgotten by a restart. Thread-safe.
public final class Summaries {
    /// Who writes: the dialect and the model, as configured.
    public record Writer(String engine, String model) {}

    /// A writer with its instructions, in one language: what a summary is kept under.
    ///
    /// @param prompt the version of the instructions
    public record Task(Writer writer, Language language, String prompt) {}

    /// A draft that has no summary yet.
    public record Wanted(Day day, DraftRevision draft, String title, String abstractText) {
        /// What tells this text from any other.
        public Sha256 source() {
            return Summaries.source(title, abstractText);
        }
    }

    /// A summary of another draft of the day.
    public record Told(DraftRevision draft, String title, String abstractText, String text) {}

    /// How a summary came out.
    ///
    /// @param reasons why answers were rejected, each in a line's length
    /// @param answeredBy the model as the endpoint names it
    public record Written(
            boolean accepted, String text, String answeredBy, List<String> reasons, Cost cost, Duration took) {
        public Written {
            reasons = List.copyOf(reasons);
        }
    }

    /// @param calls that were answered
    /// @param unanswered questions
    public record Cost(int calls, int unanswered, long inputTokens, long outputTokens) {
        public static final Cost NONE = new Cost(0, 0, 0, 0);

        public long tokens() {
            return inputTokens + outputTokens;
        }
    }

    /// A row for the operator.
    public record Kept(Optional<Day> day, DraftRevision draft, Task task, Written written, Instant writtenAt) {}

    /// What one writer cost on a day.
    public record Spent(Day day, Writer writer, Cost cost) {}

    /// A model that is left alone for a while.
    public record Pause(Instant until, String why) {}

    /// Of the row that there is, of other text or asked for once more.
    private static final String INSTEAD = """
            ON CONFLICT (draft, revision, language, engine, model, prompt) DO UPDATE SET
              source = excluded.source, answered_by = excluded.answered_by, text = excluded.text,
              verdict = excluded.verdict, reasons = excluded.reasons, calls = excluded.calls,
              input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
              millis = excluded.millis, written_at = excluded.written_at""";

    private static final String KEPT = """
            SELECT (SELECT m.day FROM draft_post p JOIN message m ON m.id = p.message
                    WHERE p.draft = s.draft AND p.revision = s.revision) AS day,
                   s.draft AS draft, s.revision AS revision, s.language AS language, s.engine AS engine, s.model AS model,
                   s.prompt AS prompt, s.answered_by AS answered_by, s.text AS text, s.verdict AS verdict,
                   s.reasons AS reasons, s.calls AS calls, s.input_tokens AS input_tokens,
                   s.output_tokens AS output_tokens, s.millis AS millis, s.written_at AS written_at
            FROM summary s
            """;

    private final Store store;
    private final InstantSource clock;

    public Summaries(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Drafts announced on `since` or later that have an abstract and for this task no row of that abstract, the
    /// newest day first, in a day as they came.
    public List<Wanted> wanted(Task task, Day since, int most) {
        return store
                .read(session -> session.query(
                                """
                        SELECT m.day AS day, p.draft AS draft, p.revision AS revision, coalesce(p.title, p.draft) AS title,
                               p.abstract AS abstract, lower(hex(s.source)) AS source
                        FROM message m JOIN draft_post p ON p.message = m.id
                          LEFT JOIN summary s ON s.draft = p.draft AND s.revision = p.revision AND s.language = ?2
                            AND s.engine = ?3 AND s.model = ?4 AND s.prompt = ?5
                        WHERE m.day >= ?1 AND m.status = 'parsed' AND trim(coalesce(p.abstract, '')) <> ''
                        ORDER BY m.day DESC, m.id""",
                                since,
                                task.language().tag(),
                                task.writer().engine(),
                                task.writer().model(),
                                task.prompt())
                        .list(row -> ofThisText(row) ? Optional.<Wanted>empty() : Optional.of(wanted(row))))
                .stream()
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    /// Whether a row's summary is one of the draft's text as it stands: a later version of the parser may have read
    /// another out of the mail.
    private static boolean ofThisText(Row row) throws SQLException {
        return source(row.text("title"), row.text("abstract")).hex().equals(row.text("source"));
    }

    private static Sha256 source(String title, String abstractText) {
        return Sha256.of((title + "\n" + abstractText).getBytes(StandardCharsets.UTF_8));
    }

    /// The draft itself, whether or not it has a summary.
    public Optional<Wanted> wanted(DraftRevision draft) {
        return store.read(session -> session.query(
                        """
                        SELECT m.day AS day, p.draft AS draft, p.revision AS revision, coalesce(p.title, p.draft) AS title,
                               p.abstract AS abstract
                        FROM draft_post p JOIN message m ON m.id = p.message
                        WHERE p.draft = ? AND p.revision = ? AND trim(coalesce(p.abstract, '')) <> ''""", draft.name().value(), draft.revision().number())
                .first(Summaries::wanted));
    }

    private static Wanted wanted(Row row) throws SQLException {
        return new Wanted(row.day("day"), draft(row), row.text("title"), row.text("abstract"));
    }

    private static DraftRevision draft(Row row) throws SQLException {
        return new DraftRevision(new DraftName(row.text("draft")), new Revision(row.integer("revision")));
    }

    /// Keeps for a draft what was written, and accepted, of an earlier revision, or of any draft, with the
    /// same title and abstract.
    ///
    /// @return whether there was such a text
    public boolean reuse(Wanted wanted, Task task) {
        return store.write(session -> session.query(
                                """
                        INSERT INTO summary (draft, revision, language, engine, model, prompt, source, answered_by, text,
                          verdict, reasons, calls, input_tokens, output_tokens, millis, written_at)
                        SELECT ?1, ?2, language, engine, model, prompt, source, answered_by, text, verdict, reasons, 0, 0,
                               0, 0, ?8
                        FROM summary
                        WHERE source = ?3 AND language = ?4 AND engine = ?5 AND model = ?6 AND prompt = ?7
                          AND verdict = 'accepted'
                        ORDER BY id LIMIT 1
                        """ + INSTEAD,
                                wanted.draft().name().value(),
                                wanted.draft().revision().number(),
                                wanted.source().octets(),
                                task.language().tag(),
                                task.writer().engine(),
                                task.writer().model(),
                                task.prompt(),
                                clock.instant())
                        .update()
                > 0);
    }

    /// Keeps what was written, and books what it cost, in one transaction.
    public void keep(Wanted wanted, Task task, Written written) {
        Instant now = clock.instant();
        store.write(session -> {
            book(session, Day.of(now), task.writer(), written.cost());
            return session.query(
                            """
                            INSERT INTO summary (draft, revision, language, engine, model, prompt, source, answered_by,
                              text, verdict, reasons, calls, input_tokens, output_tokens, millis, written_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """ + INSTEAD,
                            wanted.draft().name().value(),
                            wanted.draft().revision().number(),
                            task.language().tag(),
                            task.writer().engine(),
                            task.writer().model(),
                            task.prompt(),
                            wanted.source().octets(),
                            written.answeredBy(),
                            written.text(),
                            written.accepted() ? "accepted" : "rejected",
                            String.join("\n", written.reasons()),
                            written.cost().calls(),
                            written.cost().inputTokens(),
                            written.cost().outputTokens(),
                            written.took().toMillis(),
                            now)
                    .update();
        });
    }

    /// Books what a question cost of which nothing is kept.
    public void book(Writer writer, Cost cost) {
        Day today = Day.of(clock.instant());
        store.write(session -> book(session, today, writer, cost));
    }

    /// Notes that nobody asks a model for a while; its next answer ends that.
    public void pause(Writer writer, Pause pause) {
        store.write(session -> session.query("""
                        INSERT INTO model_pause (engine, model, until, why) VALUES (?, ?, ?, ?)
                        ON CONFLICT (engine, model) DO UPDATE SET until = excluded.until, why = excluded.why""", writer.engine(), writer.model(), pause.until(), pause.why())
                .update());
    }

    /// Empty where the model may be asked now.
    public Optional<Pause> pause(Writer writer) {
        return store.read(session -> session.query(
                        "SELECT until, why FROM model_pause WHERE engine = ? AND model = ? AND until > ?",
                        writer.engine(),
                        writer.model(),
                        clock.instant())
                .first(row -> new Pause(row.instant("until"), row.text("why"))));
    }

    static int book(Session session, Day day, Writer writer, Cost cost) throws SQLException {
        if (cost.calls() > 0 && cost.unanswered() == 0) {
            session.query("DELETE FROM model_pause WHERE engine = ? AND model = ?", writer.engine(), writer.model())
                    .update();
        }
        return session.query(
                        """
                        INSERT INTO summary_spent (day, engine, model, calls, unanswered, input_tokens, output_tokens)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (day, engine, model) DO UPDATE SET
                          calls = calls + excluded.calls, unanswered = unanswered + excluded.unanswered,
                          input_tokens = input_tokens + excluded.input_tokens,
                          output_tokens = output_tokens + excluded.output_tokens""",
                        day,
                        writer.engine(),
                        writer.model(),
                        cost.calls(),
                        cost.unanswered(),
                        cost.inputTokens(),
                        cost.outputTokens())
                .update();
    }

    /// What has been spent on a day, by all writers.
    public Cost spent(Day day) {
        return store.read(session -> session.query("""
                        SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(unanswered), 0) AS unanswered,
                               coalesce(sum(input_tokens), 0) AS input_tokens,
                               coalesce(sum(output_tokens), 0) AS output_tokens
                        FROM summary_spent WHERE day = ?""", day).one(Summaries::cost));
    }

    /// Day by day, the newest first.
    public List<Spent> spentSince(Day since) {
        return store.read(
                session -> session.query("""
                        SELECT day, engine, model, calls, unanswered, input_tokens, output_tokens FROM summary_spent
                        WHERE day >= ? ORDER BY day DESC, engine, model""", since).list(row -> new Spent(row.day("day"), writer(row), cost(row))));
    }

    static Writer writer(Row row) throws SQLException {
        return new Writer(row.text("engine"), row.text("model"));
    }

    private static Cost cost(Row row) throws SQLException {
        return new Cost(
                row.integer("calls"),
                row.integer("unanswered"),
                row.number("input_tokens"),
                row.number("output_tokens"));
    }

    /// The accepted summaries of the drafts announced on a day.
    public List<Told> told(Day day, Task task) {
        return store
                .read(session -> session.query(
                                """
                        SELECT p.draft AS draft, p.revision AS revision, coalesce(p.title, p.draft) AS title,
                               p.abstract AS abstract, lower(hex(s.source)) AS source, s.text AS text
                        FROM message m JOIN draft_post p ON p.message = m.id
                          JOIN summary s ON s.draft = p.draft AND s.revision = p.revision AND s.language = ?2
                            AND s.engine = ?3 AND s.model = ?4 AND s.prompt = ?5
                        WHERE m.day = ?1 AND m.status = 'parsed' AND s.verdict = 'accepted' AND p.abstract IS NOT NULL""",
                                day,
                                task.language().tag(),
                                task.writer().engine(),
                                task.writer().model(),
                                task.prompt())
                        .list(row -> ofThisText(row)
                                ? Optional.of(
                                        new Told(draft(row), row.text("title"), row.text("abstract"), row.text("text")))
                                : Optional.<Told>empty()))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// What this writer wrote of these drafts as they read now and may be printed, the latest of each language,
    /// whatever its instructions.
    public Map<DraftRevision, Map<Language, Summary>> accepted(Collection<DraftRevision> drafts, Writer writer) {
        return store.readSnapshot(session -> {
            Map<DraftRevision, Map<Language, Summary>> found = new HashMap<>();
            for (DraftRevision draft : drafts) {
                Map<Language, Summary> each = accepted(session, draft, writer);
                if (!each.isEmpty()) {
                    found.put(draft, each);
                }
            }
            return found;
        });
    }

    private static Map<Language, Summary> accepted(Session session, DraftRevision draft, Writer writer)
            throws SQLException {
        Map<Language, Summary> found = new HashMap<>();
        session
                .query("""
                        SELECT coalesce(p.title, p.draft) AS title, p.abstract AS abstract,
                               lower(hex(s.source)) AS source, s.language AS language, s.text AS text,
                               iif(s.answered_by = '', s.model, s.answered_by) AS model
                        FROM summary s JOIN draft_post p ON p.draft = s.draft AND p.revision = s.revision
                        WHERE s.draft = ? AND s.revision = ? AND s.engine = ? AND s.model = ?
                          AND s.verdict = 'accepted' AND p.abstract IS NOT NULL
                        ORDER BY s.written_at, s.id""", draft.name().value(), draft.revision().number(), writer.engine(), writer.model())
                .list(row -> ofThisText(row)
                        ? Optional.of(Map.entry(language(row), new Summary(row.text("text"), row.text("model"))))
                        : Optional.<Map.Entry<Language, Summary>>empty())
                .stream()
                .flatMap(Optional::stream)
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    static Language language(Row row) throws SQLException {
        return Language.valueOf(row.text("language").toUpperCase(Locale.ROOT));
    }

    /// All rows of the drafts announced on a day.
    public List<Kept> of(Day day) {
        return store.read(session -> session.query(KEPT + """
                        JOIN draft_post q ON q.draft = s.draft AND q.revision = s.revision
                        JOIN message n ON n.id = q.message
                        WHERE n.day = ? AND n.status = 'parsed' ORDER BY s.draft, s.revision, s.language, s.id""", day).list(Summaries::kept));
    }

    /// All rows of a draft, the newest revision first.
    public List<Kept> of(DraftName draft) {
        return store.read(session -> session.query(
                        KEPT + "WHERE s.draft = ? ORDER BY s.revision DESC, s.language, s.id", draft.value())
                .list(Summaries::kept));
    }

    private static Kept kept(Row row) throws SQLException {
        Cost cost = new Cost(row.integer("calls"), 0, row.number("input_tokens"), row.number("output_tokens"));
        return new Kept(
                row.optionalDay("day"),
                draft(row),
                new Task(writer(row), language(row), row.text("prompt")),
                new Written(
                        row.text("verdict").equals("accepted"),
                        row.text("text"),
                        row.text("answered_by"),
                        row.lines("reasons"),
                        cost,
                        Duration.ofMillis(row.number("millis"))),
                row.instant("written_at"));
    }

    /// Forgets the rejected summaries of the drafts announced on a day, so that they are asked for again.
    ///
    /// @param all the accepted ones too, also those of other drafts with the same title and abstract, which
    ///     would be taken over instead of asking
    /// @return how many
    public int forget(Day day, boolean all) {
        return store.write(session -> session.query("""
                        WITH meant AS (
                          SELECT s.id AS id, s.source AS source FROM message m JOIN draft_post p ON p.message = m.id
                            JOIN summary s ON s.draft = p.draft AND s.revision = p.revision
                          WHERE m.day = ?1)
                        DELETE FROM summary WHERE (?2 OR verdict = 'rejected')
                          AND (id IN (SELECT id FROM meant) OR (?2 AND source IN (SELECT source FROM meant)))""", day, all).update());
    }

    /// Forgets every summary of a draft, and of others with the same title and abstract, which would be taken over
    /// instead of asking.
    ///
    /// @return how many
    public int forget(DraftName draft) {
        return store.write(session -> session.query("""
                        DELETE FROM summary
                        WHERE draft = ?1 OR source IN (SELECT source FROM summary WHERE draft = ?1)""", draft.value()).update());
    }
}
