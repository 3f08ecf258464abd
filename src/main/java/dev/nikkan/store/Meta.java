package dev.nikkan.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Single facts about the store itself.
final class Meta {
    static final String FIRST_DAY = "first_day";
    static final String INSTANCE = "instance";
    static final String HELD = "held";

    private Meta() {}

    static Optional<String> get(Connection connection, String key) throws SQLException {
        return Query.of(connection, "SELECT value FROM meta WHERE key = ?", key).first(row -> row.text("value"));
    }

    static void put(Connection connection, String key, String value) throws SQLException {
        Query.of(connection, """
                INSERT INTO meta (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value""", key, value).update();
    }

    static void remove(Connection connection, String key) throws SQLException {
        Query.of(connection, "DELETE FROM meta WHERE key = ?", key).update();
    }
}
