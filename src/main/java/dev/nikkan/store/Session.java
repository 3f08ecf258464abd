package dev.nikkan.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A connection and the statements it has prepared: each SQL text is compiled once. Used by one thread at a time.
///
/// A query's rows must be read before the same SQL text is run again.
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    Query query(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return new Query(statement, parameters);
    }

    /// Runs an INSERT and gives the new row's id.
    long insert(String sql, Object... parameters) throws SQLException {
        query(sql, parameters).update();
        return query("SELECT last_insert_rowid() AS id").one(row -> row.number("id"));
    }

    /// Runs what takes no parameters: transaction control, pragmas, a script of several statements.
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// What has been prepared until now: a test asks SQLite how it goes about each.
    Set<String> statements() {
        return Set.copyOf(prepared.keySet());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
