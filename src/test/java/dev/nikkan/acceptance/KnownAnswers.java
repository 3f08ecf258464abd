package dev.nikkan.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Octets;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.parse.ReadingJson;
import dev.nikkan.store.Access;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares a store, and what the parser says of each mail in it, with the answers that stand beside a generated
/// archive. Nothing is left out: a field that only one side has is a mismatch too.
final class KnownAnswers implements AutoCloseable {
    /// What the answers say of archive and store, and what `parse` says beyond the corpus' fields.
    private static final Set<String> NOT_OF_PARSE = Set.of(
            "n",
            "sha256",
            "stored_status",
            "stored_kind",
            "duplicate_of",
            "previous_revision",
            "previous_day",
            "file",
            "topic",
            "links");

    private static final int SHOWN = 60;

    private final ObjectMapper json = new ObjectMapper();
    private final MessageParser parser = new MessageParser(Optional.empty());
    private final Connection connection;
    private final Store store;
    private final MailStore mails;
    private final Map<String, PreparedStatement> statements = new TreeMap<>();
    private final Map<String, List<String>> mismatches = new TreeMap<>();
    private final Map<String, int[]> days = new TreeMap<>();
    private final Set<String> octets = new TreeSet<>();
    private final Map<Integer, Long> ids = new TreeMap<>();

    KnownAnswers(Path file) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        this.store = Store.open(file, Access.READ, FaultPoints.INERT);
        this.mails = new MailStore(store, InstantSource.system());
    }

    /// @return the mismatches, readable, a line each and the most frequent sort first; empty when all is right
    List<String> compare(Path answers) throws IOException, SQLException {
        try (BufferedReader lines = Files.newBufferedReader(answers)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                compare((ObjectNode) json.readTree(line));
            }
        }
        compareTotals();
        List<String> report = new ArrayList<>();
        mismatches.values().stream()
                .sorted((a, b) -> b.size() - a.size())
                .limit(SHOWN)
                .forEach(same -> report.add(same.size() + " times: " + same.getFirst()));
        return report;
    }

    private void compare(ObjectNode answer) throws SQLException, IOException {
        octets.add(answer.path("sha256").asText());
        if (answer.path("stored_status").asText().equals("stored")) {
            return;
        }
        Map<String, String> message = row(
                "SELECT id, day, status, kind, message_id, subject, sent_at, list, duplicate_of FROM message WHERE sha256 = ?",
                HexFormat.of().parseHex(answer.path("sha256").asText()));
        if (message.isEmpty()) {
            mismatch(answer, "message", "a row", "none");
            return;
        }
        long id = Long.parseLong(message.get("id"));
        ids.put(answer.path("n").asInt(), id);
        count(answer);
        check(answer, "message", message, "day", text(answer, "day"));
        check(answer, "message", message, "status", text(answer, "stored_status"));
        check(answer, "message", message, "kind", text(answer, "stored_kind"));
        check(answer, "message", message, "message_id", text(answer, "message_id"));
        check(answer, "message", message, "subject", text(answer, "subject"));
        check(answer, "message", message, "sent_at", text(answer, "sent"));
        check(answer, "message", message, "list", answer.path("list_id").asText("ietf-announce.ietf.org"));
        Long first = ids.get(answer.path("duplicate_of").asInt());
        check(answer, "message", message, "duplicate_of", first == null ? null : first.toString());
        if (answer.path("stored_status").asText().equals("parsed")) {
            compareEntry(answer, id);
        }
        compareParse(answer, id);
    }

    private void compareEntry(ObjectNode answer, long id) throws SQLException {
        switch (answer.path("stored_kind").asText()) {
            case "id" -> comparePost(answer);
            case "rfc" -> compareRfc(answer);
            default -> compareEvent(answer, id);
        }
    }

    private void comparePost(ObjectNode answer) throws SQLException {
        String draft = answer.path("draft").asText();
        Map<String, String> post = row(
                "SELECT * FROM v_draft_post WHERE draft = ? AND revision = ?",
                draft,
                answer.path("revision").asText());
        for (String field : List.of("day", "title", "pages", "url", "diff_url", "message_id", "previous_revision")) {
            check(answer, "v_draft_post", post, field, text(answer, field));
        }
        check(answer, "v_draft_post", post, "previous_day", text(answer, "previous_day"));
        check(
                answer,
                "v_draft_post",
                post,
                "abstract",
                answer.path("abstract").asText().replaceAll(" +", " "));
        check(answer, "v_draft_post", post, "authors", joined(answer, "authors"));
        // The stream and the group are told by the name.
        String[] words = draft.split("-", -1);
        boolean group = words[1].equals("ietf") || words[1].equals("irtf");
        check(answer, "v_draft_post", post, "wg", group ? words[2] : null);
        check(answer, "v_draft_post", post, "stream", group || words[1].equals("iab") ? upper(words[1]) : null);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private void compareRfc(ObjectNode answer) throws SQLException {
        Map<String, String> rfc =
                row("SELECT * FROM v_rfc WHERE number = ?", answer.path("rfc").asInt());
        for (String field : List.of("day", "title", "stream", "pages", "draft", "doi", "url")) {
            check(answer, "v_rfc", rfc, field, text(answer, field));
        }
        String status = text(answer, "status");
        check(answer, "v_rfc", rfc, "status", answer.path("maturity").asText(status));
        check(answer, "v_rfc", rfc, "authors", joined(answer, "authors"));
        check(answer, "v_rfc", rfc, "obsoletes", joined(answer, "obsoletes"));
        check(answer, "v_rfc", rfc, "updates", joined(answer, "updates"));
    }

    private void compareEvent(ObjectNode answer, long id) throws SQLException {
        Map<String, String> event = row("""
                SELECT e.kind, e.draft, printf('%02d', e.revision) AS revision, e.rfc, e.status, e.deadline, e.url, e.area,
                       e.action, e.wg, e.group_name,
                       (SELECT count(*) FROM event_draft d WHERE d.message = e.message) AS drafts
                FROM event e WHERE e.message = ?""", id);
        check(answer, "event", event, "kind", text(answer, "stored_kind"));
        for (String field : List.of("draft", "rfc", "status", "url", "area", "action")) {
            check(answer, "event", event, field, text(answer, field));
        }
        if (answer.has("draft")) {
            check(answer, "event", event, "revision", text(answer, "revision"));
        }
        check(
                answer,
                "event",
                event,
                "deadline",
                answer.has("ends") ? text(answer, "ends") : text(answer, "comments_by"));
        check(
                answer,
                "event",
                event,
                "drafts",
                String.valueOf(answer.path("drafts").size()));
    }

    private void compareParse(ObjectNode answer, long id) throws IOException {
        Octets mail = mails.octets(id).orElseThrow();
        JsonNode said = json.readTree(ReadingJson.line("", parser.parse(mail), Optional.empty()));
        Set<String> names = new TreeSet<>();
        answer.fieldNames().forEachRemaining(names::add);
        said.fieldNames().forEachRemaining(names::add);
        names.removeAll(NOT_OF_PARSE);
        names.remove("day");
        for (String name : names) {
            String expected = folded(answer.path(name));
            String actual = folded(said.path(name));
            if (!expected.equals(actual)) {
                mismatch(answer, "parse." + name, expected, actual);
            }
        }
    }

    /// White space is folded; a blank line separates paragraphs.
    private static String folded(JsonNode node) {
        return node.toString().replaceAll("(?:\\\\n\\s*){2,}", "¶").replaceAll("(?:\\\\[nt]|\\s)+", " ");
    }

    private void count(ObjectNode answer) {
        int[] day = days.computeIfAbsent(answer.path("day").asText(), _ -> new int[6]);
        day[0]++;
        switch (answer.path("stored_status").asText()) {
            case "duplicate" -> day[4]++;
            case "other" -> day[5]++;
            default -> {
                switch (answer.path("stored_kind").asText()) {
                    case "id" -> day[1]++;
                    case "rfc" -> day[2]++;
                    default -> day[3]++;
                }
            }
        }
    }

    private void compareTotals() throws SQLException {
        String rows = row("SELECT count(*) AS n FROM v_message").get("n");
        if (!Objects.equals(rows, String.valueOf(octets.size()))) {
            note("rows of v_message", "expected " + octets.size() + ", found " + rows);
        }
        Map<String, int[]> found = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                        SELECT day, messages, posts, rfcs, events, duplicates, other, balanced FROM v_day
                        WHERE messages > 0""");
                ResultSet day = query.executeQuery()) {
            while (day.next()) {
                int[] counts = new int[6];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = day.getInt(i + 2);
                }
                found.put(day.getString("day"), counts);
                if (day.getInt("balanced") != 1) {
                    note("v_day.balanced", day.getString("day") + " does not balance");
                }
            }
        }
        Set<String> all = new TreeSet<>(days.keySet());
        all.addAll(found.keySet());
        for (String day : all) {
            String expected = Arrays.toString(days.get(day));
            String actual = Arrays.toString(found.get(day));
            if (!expected.equals(actual)) {
                note(
                        "v_day",
                        day + ": expected " + expected + ", found " + actual
                                + " (messages, posts, RFCs, events, duplicates, other)");
            }
        }
    }

    private static @Nullable String text(ObjectNode answer, String field) {
        JsonNode value = answer.path(field);
        return value.isMissingNode() ? null : value.asText();
    }

    private static String joined(ObjectNode answer, String field) {
        List<String> texts = new ArrayList<>();
        answer.path(field).forEach(node -> texts.add(node.asText()));
        return String.join(", ", texts);
    }

    private void check(
            ObjectNode answer, String table, Map<String, String> row, String column, @Nullable String expected) {
        String actual = row.get(column);
        if (!Objects.equals(expected, actual)) {
            mismatch(answer, table + "." + column, String.valueOf(expected), String.valueOf(actual));
        }
    }

    private void mismatch(ObjectNode answer, String where, String expected, String actual) {
        note(
                answer.path("stored_kind").asText() + " " + where,
                "%s (mail %s of %s, \"%s\"): expected %s, found %s"
                        .formatted(
                                where,
                                answer.path("n").asText(),
                                answer.path("day").asText(),
                                answer.path("subject").asText(),
                                clipped(expected),
                                clipped(actual)));
    }

    private static String clipped(String text) {
        return text.length() < 300 ? text : text.substring(0, 300) + "...";
    }

    private void note(String sort, String text) {
        mismatches.computeIfAbsent(sort, _ -> new ArrayList<>()).add(text);
    }

    /// @return a row's columns that are not NULL; empty when there is no row
    private Map<String, String> row(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        Map<String, String> columns = new TreeMap<>();
        try (ResultSet row = statement.executeQuery()) {
            if (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Optional.ofNullable(row.getString(i))
                            .ifPresent(put(columns, row.getMetaData().getColumnLabel(i)));
                }
            }
        }
        return columns;
    }

    private static Consumer<String> put(Map<String, String> columns, String name) {
        return value -> columns.put(name, value);
    }

    @Override
    public void close() throws SQLException {
        store.close();
        connection.close();
    }
}
