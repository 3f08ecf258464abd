package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.model.Day;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that an older version made is brought up to date, and every row is kept.
final class MigrationTest {
    private static final String MAIL = "Subject: kept\n\n" + "a line that comes again\n".repeat(100);

    @TempDir
    private Path folder;

    @Test
    void p13_mails_of_a_store_of_the_first_version_come_back_octet_for_octet() throws Exception {
        Path file = folder.resolve("nikkan.db");
        firstVersion(file);

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            MailStore mails = new MailStore(store, () -> Instant.parse("2026-11-22T12:00:00Z"));

            assertThat(mails.octets(1)).contains(Examples.octets(MAIL));
            assertThat(mails.pending(0, Instant.parse("2026-11-22T12:00:00Z")))
                    .hasValueSatisfying(pending -> assertThat(pending.octets()).isEqualTo(Examples.octets(MAIL)));
        }
    }

    @Test
    void subscribers_of_a_store_of_the_first_version_are_kept_with_their_deliveries() throws Exception {
        Path file = folder.resolve("nikkan.db");
        firstVersion(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().executeUpdate("""
                    INSERT INTO subscriber (address, language, state, changed_at) VALUES
                      ('stays@example.org', 'ja', 'active', '2026-11-20T00:00:00Z'),
                      ('left@example.org', 'en', 'removed', '2026-11-21T00:00:00Z');
                    INSERT INTO edition (day, state, cut_at, cut_message, unread_sources)
                      VALUES ('2026-11-21', 'sent', '2026-11-22T00:10:00Z', 0, '');
                    INSERT INTO delivery (day, part, subscriber, address, language, state, planned_at, message_id, header)
                      VALUES ('2026-11-21', 1, 1, 'stays@example.org', 'ja', 'sent', '2026-11-22T00:10:00Z', 'm', x'00');""");
        }

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            Subscribers subscribers = new Subscribers(store, () -> Instant.parse("2026-11-22T12:00:00Z"));

            assertThat(subscribers.all())
                    .extracting(known ->
                            known.subscriber().address() + " " + known.state().text())
                    .containsExactly("stays@example.org active", "left@example.org off");
            assertThat(subscribers.mails(subscribers.list().getFirst(), 10)).hasSize(1);
        }
    }

    @Test
    void letters_of_an_older_store_are_their_subscribers_where_that_was_kept() throws Exception {
        // given
        Path file = folder.resolve("nikkan.db");
        firstVersion(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            bringTo(16, connection);
            connection.createStatement().executeUpdate("""
                    INSERT INTO message (size, origin, stored_at, day, status)
                      SELECT 0, 'mailbox', '2026-11-22T10:00:00Z', '2026-11-22', 'other' FROM (VALUES (2), (3), (4));
                    INSERT INTO subscriber (address, language, state, changed_at)
                      VALUES ('a@example.org', 'ja', 'suppressed', '2026-11-22T10:00:00Z');
                    INSERT INTO letter (message, at, outcome) VALUES
                      (2, '2026-11-22T10:00:00Z', 'a bounce'), (3, '2026-11-22T10:00:00Z', 'a complaint'),
                      (4, '2026-11-22T10:00:00Z', 'help');
                    INSERT INTO bounce (subscriber, day, at, kind, words, message)
                      VALUES (1, '2026-11-22', '2026-11-22T10:00:00Z', 'hard', '', 2);
                    INSERT INTO subscriber_change (subscriber, at, who, what, was, became)
                      VALUES (1, '2026-11-22T10:00:00Z', 'complaint', 'mail 3', '', '');""");
        }

        // when
        Store.open(file, Access.WRITE, FaultPoints.INERT).close();

        // then
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet rows = connection.createStatement().executeQuery("""
                        SELECT group_concat(message || ' ' || coalesce(subscriber, 'nobody'), ', ' ORDER BY message) AS all_of_them
                        FROM letter""")) {
            assertThat(rows.getString("all_of_them")).isEqualTo("2 1, 3 1, 4 nobody");
        }
    }

    @Test
    void drafts_of_a_store_of_the_first_version_can_be_summarised() throws Exception {
        // given
        Path file = folder.resolve("nikkan.db");
        firstVersion(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().executeUpdate("""
                    UPDATE message SET status = 'parsed', kind = 'id' WHERE id = 1;
                    INSERT INTO draft_post (message, draft, revision, authors, editors, et_al, abstract)
                      VALUES (1, 'draft-a-kept', 0, '', '', 0, 'This document says what is kept.');""");
        }

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            Summaries summaries = new Summaries(store, () -> Instant.parse("2026-11-22T12:00:00Z"));
            Summaries.Task task = new Summaries.Task(new Summaries.Writer("openai", "m"), Language.JA, "v1");

            // when
            Summaries.Wanted wanted =
                    summaries.wanted(task, Day.parse("2026-11-20"), 10).getFirst();
            summaries.keep(
                    wanted,
                    task,
                    new Summaries.Written(true, "要約", "m-1", List.of(), new Summaries.Cost(1, 0, 7, 3), Duration.ZERO));

            // then
            assertThat(summaries.wanted(task, Day.parse("2026-11-20"), 10)).isEmpty();
            assertThat(summaries.spent(Day.parse("2026-11-22")).tokens()).isEqualTo(10);
            assertThat(new Overviews(store, InstantSource.system()).of(Day.parse("2026-11-22")))
                    .isEmpty();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet row = connection.createStatement().executeQuery("""
                        SELECT day || '|' || draft || '-' || revision || '|' || answered_by || '|' || text AS row
                        FROM v_summary""")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("row")).isEqualTo("2026-11-22|draft-a-kept-00|m-1|要約");
        }
    }

    @Test
    void an_overview_of_an_older_store_keeps_its_words_and_has_none_on_takeaways() throws Exception {
        // given
        Path file = folder.resolve("nikkan.db");
        firstVersion(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            bringTo(18, connection);
            connection.createStatement().executeUpdate("""
                    INSERT INTO overview (day, language, engine, model, prompt, source, answered_by, headline, text, topics,
                      verdict, reasons, calls, input_tokens, output_tokens, millis, written_at)
                      VALUES ('2026-11-22', 'ja', 'openai', 'm', 'v1', zeroblob(32), 'm-1', '見出し', '概要です。',
                      'theme.quic QUICです。', 'accepted', '', 1, 7, 3, 5, '2026-11-23T00:08:00Z');""");
        }

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            Overviews overviews = new Overviews(store, InstantSource.system());
            Summaries.Writer writer = new Summaries.Writer("openai", "m");
            Day day = Day.parse("2026-11-22");
            Sha256 source = new Sha256("0".repeat(64));

            // when
            DaySummary kept =
                    overviews.accepted(day, Language.JA, writer, source).orElseThrow();
            DaySummary more = new DaySummary("見出し", "概要です。", Map.of(), Map.of(2, "運用者向け。", 10, "実装者向け。"), "m-1");
            Summaries.Cost cost = new Summaries.Cost(1, 0, 7, 3);
            overviews.keep(
                    day,
                    new Summaries.Task(writer, Language.JA, "v2"),
                    source,
                    new Overviews.Written(true, more, List.of(), cost, Duration.ZERO));

            // then
            assertThat(kept)
                    .isEqualTo(new DaySummary("見出し", "概要です。", Map.of("theme.quic", "QUICです。"), Map.of(), "m-1"));
            assertThat(overviews.accepted(day, Language.JA, writer, source)).contains(more);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT takeaways FROM v_overview WHERE prompt = 'v2'")) {
            assertThat(row.getString("takeaways")).isEqualTo("2 運用者向け。\n10 実装者向け。");
        }
    }

    private static void bringTo(int version, Connection connection) throws SQLException, IOException {
        List<String> migrations = List.of(
                "002-events",
                "003-assumed-list",
                "004-succession",
                "005-search",
                "006-dictionary",
                "007-archive",
                "008-subscribers",
                "009-crowd",
                "010-correspondence",
                "011-choice",
                "012-frame",
                "013-summary",
                "014-overview",
                "015-model-pause",
                "016-verdict",
                "017-whose-letter",
                "018-waiting-wish");
        for (String migration : migrations.subList(0, version - 1)) {
            connection.createStatement().executeUpdate(resource(migration + ".sql"));
        }
        connection.createStatement().executeUpdate("PRAGMA user_version = " + version);
    }

    /// As version 1 wrote it: the tables of its one migration, a mail that waits to be read, its octets deflated.
    private static void firstVersion(Path file) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().executeUpdate(resource("001-initial.sql"));
            connection.createStatement().executeUpdate("""
                    PRAGMA application_id = 1313426251;
                    PRAGMA user_version = 1;
                    INSERT INTO message (sha256, size, origin, stored_at, day, status, attempts) VALUES
                      (zeroblob(32), %d, 'mailbox', '2026-11-22T10:00:00Z', '2026-11-22', 'pending', 1)""".formatted(MAIL.length()));
            try (PreparedStatement raw = connection.prepareStatement("INSERT INTO raw_message VALUES (1, ?)")) {
                raw.setBytes(1, deflated());
                raw.executeUpdate();
            }
        }
    }

    private static byte[] deflated() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(octets)) {
            deflater.write(MAIL.getBytes(StandardCharsets.UTF_8));
        }
        return octets.toByteArray();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
