package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.Octets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One SQL statement with its parameters. Instants, days and octets go in as the store keeps them; an empty
/// [Optional] as NULL.
final class Query {
    @FunctionalInterface
    interface Mapping<T> {
        T of(Row row) throws SQLException;
    }

    private final Connection connection;
    private final String sql;
    private final Object[] parameters;

    private Query(Connection connection, String sql, Object[] parameters) {
        this.connection = connection;
        this.sql = sql;
        this.parameters = parameters;
    }

    static Query of(Connection connection, String sql, Object... parameters) {
        return new Query(connection, sql, parameters);
    }

    int update() throws SQLException {
        try (PreparedStatement statement = prepare()) {
            return statement.executeUpdate();
        }
    }

    /// Runs an INSERT and gives the new row's id.
    long insert() throws SQLException {
        try (PreparedStatement statement = prepare()) {
            statement.executeUpdate();
        }
        return of(connection, "SELECT last_insert_rowid() AS id").one(row -> row.number("id"));
    }

    <T> Optional<T> first(Mapping<T> mapping) throws SQLException {
        try (PreparedStatement statement = prepare();
                Row row = new Row(statement.executeQuery())) {
            return row.next() ? Optional.of(mapping.of(row)) : Optional.empty();
        }
    }

    <T> T one(Mapping<T> mapping) throws SQLException {
        return first(mapping).orElseThrow(() -> new SQLException("no row for " + sql));
    }

    <T> List<T> list(Mapping<T> mapping) throws SQLException {
        List<T> list = new ArrayList<>();
        try (PreparedStatement statement = prepare();
                Row row = new Row(statement.executeQuery())) {
            while (row.next()) {
                list.add(mapping.of(row));
            }
        }
        return list;
    }

    private PreparedStatement prepare() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, stored(parameters[i]));
        }
    }

    private static @Nullable Object stored(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? stored(optional.get()) : null;
            case Instant instant -> Timestamps.text(instant);
            case Day day -> day.toString();
            case Octets octets -> octets.array();
            case Boolean truth -> truth ? 1 : 0;
            case String text -> text;
            case Integer number -> number;
            case Long number -> number;
            case byte[] bytes -> bytes;
            default -> throw new IllegalArgumentException("no column type for " + value.getClass());
        };
    }
}
