package dev.nikkan.store;

import dev.nikkan.model.Day;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A result row in the store's own types.
final class Row implements AutoCloseable {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    boolean next() throws SQLException {
        return result.next();
    }

    String text(String column) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            throw new SQLException("NULL in " + column);
        }
        return text;
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    /// A list kept as one entry a line.
    List<String> lines(String column) throws SQLException {
        return text(column).lines().toList();
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    double real(String column) throws SQLException {
        return result.getDouble(column);
    }

    Optional<Long> optionalNumber(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    int integer(String column) throws SQLException {
        return result.getInt(column);
    }

    Optional<Integer> optionalInteger(String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    boolean truth(String column) throws SQLException {
        return result.getInt(column) != 0;
    }

    byte[] bytes(String column) throws SQLException {
        return result.getBytes(column);
    }

    Day day(String column) throws SQLException {
        return Day.parse(text(column));
    }

    Optional<Day> optionalDay(String column) throws SQLException {
        return optionalText(column).map(Day::parse);
    }

    Instant instant(String column) throws SQLException {
        return Instant.parse(text(column));
    }

    Optional<Instant> optionalInstant(String column) throws SQLException {
        return optionalText(column).map(Instant::parse);
    }

    @Override
    public void close() throws SQLException {
        result.close();
    }
}
