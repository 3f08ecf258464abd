package dev.nikkan.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All that the rows of a mail say of it, column by column, to be compared. The columns are those that the schema has,
/// so that a new one is compared too.
final class Picture {
    /// What identifies an announcement, by the table of its entries.
    private static final Map<String, String> KEYS = Map.of(
            "draft_post", "draft || '-' || revision",
            "rfc", "CAST(number AS TEXT)",
            "event", "hex(identity)");

    /// An entry has one row there, or several.
    private static final List<String> TABLES = List.of("draft_post", "rfc", "event", "event_draft", "event_rfc");

    private static final String OWN = """
            SELECT status, kind, cause, reason, CAST(duplicate_of AS TEXT) AS duplicate_of, day, list, message_id,
                   subject, sender, sent_at, archived_at, damage
            FROM message WHERE id = ?""";

    private static final List<String> OWN_COLUMNS = List.of(
            "status",
            "kind",
            "cause",
            "reason",
            "duplicate_of",
            "day",
            "list",
            "message_id",
            "subject",
            "sender",
            "sent_at",
            "archived_at",
            "damage");

    private final Session session;
    private final Map<String, List<String>> columns = new TreeMap<>();

    Picture(Session session) throws SQLException {
        this.session = session;
        for (String table : TABLES) {
            columns.put(
                    table,
                    session.query("SELECT name FROM pragma_table_info(?) WHERE name <> 'message' ORDER BY cid", table)
                            .list(row -> row.text("name")));
        }
    }

    /// Which announcement a mail is the entry of, if it is one.
    Optional<String> key(long message) throws SQLException {
        for (Map.Entry<String, String> key : KEYS.entrySet()) {
            Optional<String> found = session.query(
                            "SELECT %s AS key FROM %s WHERE message = ?".formatted(key.getValue(), key.getKey()),
                            message)
                    .first(row -> key.getKey() + " " + row.text("key"));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    Map<String, String> of(long message) throws SQLException {
        Map<String, String> picture = new TreeMap<>();
        session.query(OWN, message).one(row -> {
            for (String column : OWN_COLUMNS) {
                row.optionalText(column).ifPresent(value -> picture.put(column, value));
            }
            return message;
        });
        if ("parsed".equals(picture.get("status"))) {
            for (String table : TABLES) {
                add(picture, table, message);
            }
        }
        return picture;
    }

    private void add(Map<String, String> picture, String table, long message) throws SQLException {
        List<String> names = columns.getOrDefault(table, List.of());
        String selected = names.stream()
                .map("CASE typeof(%1$s) WHEN 'blob' THEN hex(%1$s) ELSE CAST(%1$s AS TEXT) END AS %1$s"::formatted)
                .collect(Collectors.joining(", "));
        String order = names.contains("position") ? " ORDER BY position" : "";
        session.query("SELECT %s FROM %s WHERE message = ?%s".formatted(selected, table, order), message)
                .list(row -> {
                    for (String name : names) {
                        Optional<String> value = row.optionalText(name);
                        value.ifPresent(
                                text -> picture.merge(table + "." + name, text, (one, other) -> one + "\n" + other));
                    }
                    return message;
                });
    }
}
