package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.Octets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One SQL statement with its parameters, to be run once. Instants, days and octets go in as the store keeps them; an
/// empty
/// [Optional] as NULL.
final class Query {
    @FunctionalInterface
    interface Mapping<T> {
        T of(Row row) throws SQLException;
    }

    @FunctionalInterface
    interface Step {
        void on(Row row) throws SQLException;
    }

    /// The driver keeps what was bound until the statement is used again, a copy outside the heap included: of more
    /// than this it is told to let go.
    private static final int KEPT_BOUND = 1 << 16;

    private final PreparedStatement statement;
    private boolean large;

    Query(PreparedStatement statement, Object... parameters) throws SQLException {
        this.statement = statement;
        for (int i = 0; i < parameters.length; i++) {
            Object value = stored(parameters[i]);
            large |= value instanceof byte[] octets && octets.length > KEPT_BOUND;
            statement.setObject(i + 1, value);
        }
    }

    /// Runs an INSERT, UPDATE or DELETE and gives the number of rows it touched.
    int update() throws SQLException {
        try {
            return statement.executeUpdate();
        } finally {
            if (large) {
                statement.clearParameters();
            }
        }
    }

    <T> Optional<T> first(Mapping<T> mapping) throws SQLException {
        try (Row row = new Row(statement.executeQuery())) {
            return row.next() ? Optional.of(mapping.of(row)) : Optional.empty();
        }
    }

    <T> T one(Mapping<T> mapping) throws SQLException {
        return first(mapping).orElseThrow(() -> new SQLException("no row where one must be"));
    }

    <T> List<T> list(Mapping<T> mapping) throws SQLException {
        List<T> list = new ArrayList<>();
        try (Row row = new Row(statement.executeQuery())) {
            while (row.next()) {
                list.add(mapping.of(row));
            }
        }
        return list;
    }

    /// Hands over each row as it is read: of those that may be too many to be kept.
    void each(Step step) throws SQLException {
        try (Row row = new Row(statement.executeQuery())) {
            while (row.next()) {
                step.on(row);
            }
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
            case Double number -> number;
            case byte[] bytes -> bytes;
            default -> throw new IllegalArgumentException("no column type for " + value.getClass());
        };
    }
}
