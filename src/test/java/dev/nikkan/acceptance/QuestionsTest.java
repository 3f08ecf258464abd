package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.nikkan.app.command.Nikkan;
import dev.nikkan.app.command.World;
import dev.nikkan.fixtures.Mailroom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README says of the store: its queries answer what they ask, and its views have the columns that it lists.
final class QuestionsTest {
    private static final String NOW = "2026-11-23";
    private static final Pattern QUERY = Pattern.compile("^ {4}-- (.+)\n((?: {4}.+\n)+)", Pattern.MULTILINE);
    private static final Pattern VIEW = Pattern.compile("^\\| `(v_\\w+)` \\| [^|]+ \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void import_mails_known_by_heart() throws Exception {
        file = folder.resolve("nikkan.db");
        Mailroom mails = Mailroom.ofThreeGroups(Files.createDirectory(folder.resolve("mails")));
        mails.unreadable("2026-11-20");
        run("import", mails.folder().toString(), "--store", file.toString());
        run("subscribers", "add", "reader@example.org", "--store", file.toString());
        execute("""
                INSERT INTO edition (day, state, cut_at, cut_message, unread_sources)
                VALUES ('2026-11-22', 'sent', '2026-11-23T00:10:00Z', 99, '');
                INSERT INTO delivery (day, part, subscriber, address, language, state, attempts, planned_at, message_id,
                  header, reply)
                VALUES ('2026-11-22', 1, 1, 'reader@example.org', 'ja', 'failed', 1, '2026-11-23T00:10:00Z',
                  'a@example.org', x'00', '550 no such user')""");
    }

    private void run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        World world = new World(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                Map.of(),
                () -> Instant.parse(NOW + "T08:30:00Z"),
                List.of());
        assertThat(new Nikkan(world).run(args))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void each_query_of_the_readme_answers_its_question() throws Exception {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Map.Entry<String, String> query : queries().entrySet()) {
            answers.put(query.getKey(), rows(query.getValue().replace("'now'", "'" + NOW + "'")));
        }

        assertThat(answers)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry(
                                "The busiest days",
                                List.of(
                                        "2026-11-02|3|3|0",
                                        "2026-07-20|1|1|0",
                                        "2026-01-15|1|1|0",
                                        "2025-12-15|1|1|0",
                                        "2025-02-03|1|1|0",
                                        "2025-01-20|1|1|0",
                                        "2024-07-08|1|1|0",
                                        "2024-03-04|1|1|0",
                                        "2023-10-23|1|1|0",
                                        "2023-05-02|1|1|0")),
                        entry(
                                "Crunches before a deadline: the weeks with the most posts, and how many times their year's average week",
                                List.of(
                                        "2026-11-02|3|28.2",
                                        "2023-01-09|1|13.3",
                                        "2023-03-13|1|13.3",
                                        "2023-05-01|1|13.3",
                                        "2023-10-23|1|13.3",
                                        "2024-03-04|1|26.5",
                                        "2024-07-08|1|26.5",
                                        "2025-01-20|1|17.7",
                                        "2025-02-03|1|17.7",
                                        "2025-12-15|1|17.7")),
                        entry(
                                "What a working group posted this month",
                                List.of("2026-11-02|draft-ietf-kite-paths|01|Paths of Kites")),
                        entry(
                                "Which last calls are open, and until when",
                                List.of("2026-11-30|draft-ietf-kite-paths|Paths of Kites|Proposed Standard")),
                        entry(
                                "What the IESG has said about a draft",
                                List.of(
                                        "2024-08-01|last-call|02|Proposed Standard|2024-08-15",
                                        "2024-10-01|protocol-action|02|Proposed Standard|")),
                        entry("Approved, and no RFC yet", List.of("2026-10-05|draft-ietf-kite-idle|Proposed Standard")),
                        entry(
                                "New drafts of working groups in the last year, and which individual draft each was",
                                List.of("2026-01-15|draft-ietf-kite-paths|draft-li-kite-paths")),
                        entry(
                                "Of the individual drafts that began in a year, how many went on under another name",
                                List.of("2023|1|1", "2025|1|1", "2026|2|0")),
                        entry(
                                "What is inferred with the least certainty",
                                List.of(
                                        "draft-smith-lantern-records|draft-ietf-lantern-records|0.998|title 1.00, name 1.00, authors 2 of 2, 50 days later",
                                        "draft-li-kite-paths|draft-ietf-kite-paths|0.999|title 1.00, name 1.00, authors 2 of 2, 31 days later")),
                        entry(
                                "How many days from a draft's first revision to its RFC, by working group",
                                List.of("dinrg|1|127", "lantern|1|624")),
                        entry(
                                "The same from the first revision under its first name, for each RFC",
                                List.of("9901|2023-01-10|2025-01-15", "9902|2025-02-03|2025-06-10")),
                        entry(
                                "Drafts with the most revisions",
                                List.of(
                                        "draft-ietf-lantern-records|3|2023-05-02|2024-03-04",
                                        "draft-ietf-kite-paths|2|2026-01-15|2026-11-02",
                                        "draft-ietf-lantern-yang|2|2024-07-08|2026-07-20",
                                        "draft-smith-lantern-records|2|2023-01-10|2023-03-13",
                                        "draft-ietf-kite-idle|1|2025-01-20|2025-01-20",
                                        "draft-irtf-dinrg-fair|1|2025-02-03|2025-02-03",
                                        "draft-li-kite-paths|1|2025-12-15|2025-12-15",
                                        "draft-li-string-theory|1|2026-11-02|2026-11-02",
                                        "draft-ray-night-flight|1|2026-11-02|2026-11-02")),
                        entry(
                                "Drafts that came back after two years",
                                List.of("2026-07-20|draft-ietf-lantern-yang|01|2024-07-08")),
                        entry(
                                "Drafts of working groups that have rested for six months and are neither RFC nor replaced",
                                List.of("kite|draft-ietf-kite-idle|00|2025-01-20")),
                        entry(
                                "Who posts most",
                                List.of("Bo Li|7|5", "Ann Smith|5|2", "Dee Ray|5|4", "Cy Doe|4|2", "Eve Fox|1|1")),
                        entry(
                                "Who writes in the most working groups",
                                List.of("Bo Li|2", "Ann Smith|1", "Cy Doe|1", "Dee Ray|1", "Eve Fox|1")),
                        entry(
                                "RFCs by year and stream",
                                List.of("2017|IETF|1", "2022|IETF|1", "2025|IETF|1", "2025|IRTF|1")),
                        entry(
                                "Chains of RFCs of which each obsoletes the one before, from three links on",
                                List.of("8000 > 9100 > 9901")),
                        entry(
                                "Working groups that were formed or rechartered",
                                List.of("2025-12-01|kite|formed|Routing Area")),
                        entry(
                                "Interim meetings of the last 90 days and to come",
                                List.of("2026-09-15|kite|Kite Routing")),
                        entry("What could not be understood, by day", List.of("2026-11-20|1")),
                        entry(
                                "Who did not get a digest, and why",
                                List.of("2026-11-22|reader@example.org|failed|1|550 no such user"))));
    }

    private static Map<String, String> queries() throws Exception {
        Map<String, String> queries = new LinkedHashMap<>();
        Matcher query = QUERY.matcher(questions());
        while (query.find()) {
            queries.put(query.group(1), query.group(2));
        }
        return queries;
    }

    private static String questions() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("\n## Questions to the store\n");
        return readme.substring(from, readme.indexOf("\n## ", from + 1));
    }

    @Test
    void the_readme_lists_every_view_with_its_columns_in_their_order() throws Exception {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        Matcher view = VIEW.matcher(questions());
        while (view.find()) {
            documented.put(view.group(1), names(view.group(2)));
        }

        Map<String, List<String>> real = new LinkedHashMap<>();
        for (String name : rows("SELECT name FROM sqlite_schema WHERE type = 'view'")) {
            real.put(name, rows("SELECT name FROM pragma_table_info('" + name + "') ORDER BY cid"));
        }
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(real);
    }

    /// What stands in brackets are values and explanations.
    private static List<String> names(String columns) {
        String plain = columns.replaceAll("\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)", "");
        return NAME.matcher(plain).results().map(result -> result.group(1)).toList();
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i) == null ? "" : result.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
