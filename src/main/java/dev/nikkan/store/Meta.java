package dev.nikkan.store;

import java.sql.SQLException;
import java.util.Optional;

/// Single facts about the store itself.
final class Meta {
    static final String FIRST_DAY = "first_day";
    static final String INSTANCE = "instance";
    static final String MACHINE = "machine";
    static final String HELD = "held";
    static final String EDITION_WAITS = "edition_waits";
    static final String SENDING_TROUBLE = "sending_trouble";
    static final String RULES = "rules";
    static final String REREADING = "rereading";
    static final String IMPORTING = "importing";

    private Meta() {}

    static Optional<String> get(Session session, String key) throws SQLException {
        return session.query("SELECT value FROM meta WHERE key = ?", key).first(row -> row.text("value"));
    }

    static void put(Session session, String key, String value) throws SQLException {
        session.query("""
                INSERT INTO meta (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value""", key, value).update();
    }

    static void remove(Session session, String key) throws SQLException {
        session.query("DELETE FROM meta WHERE key = ?", key).update();
    }
}
