package dev.nikkan.store;

import dev.nikkan.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/// The tables and views, and the numbered migrations that lead to them. The number of the last one applied is
/// SQLite's `user_version`; `application_id` tells a store from any other SQLite file.
final class Schema {
    /// "NIKK".
    private static final int APPLICATION_ID = 0x4E494B4B;

    private static final List<String> MIGRATIONS = List.of("001-initial.sql");
    private static final String VIEWS_VERSION = "views";

    private Schema() {}

    /// Refuses a file that is no store of ours, or one that a newer version made.
    static void check(Path file, Connection connection) throws SQLException {
        int applicationId = pragma(connection, "application_id");
        int version = pragma(connection, "user_version");
        boolean empty = version == 0 && count(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && applicationId != APPLICATION_ID) {
            throw new StoreException(
                    StoreException.Kind.NOT_A_STORE,
                    file + " is not a Nikkan store: it is a database of another program.");
        }
        if (version > MIGRATIONS.size()) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    file + " was made by a newer version of Nikkan (schema " + version + ", this version knows "
                            + MIGRATIONS.size() + "). Install that version, or restore a backup from before.");
        }
    }

    static boolean upToDate(Connection connection) throws SQLException {
        return pragma(connection, "user_version") == MIGRATIONS.size();
    }

    /// Applies what is missing, each migration in one transaction with its number.
    static void migrate(Connection connection) throws SQLException {
        for (int version = pragma(connection, "user_version"); version < MIGRATIONS.size(); version++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("BEGIN IMMEDIATE");
                if (pragma(connection, "user_version") == version) {
                    statement.executeUpdate(resource(MIGRATIONS.get(version)));
                    statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
                    statement.executeUpdate("PRAGMA user_version = " + (version + 1));
                }
                statement.executeUpdate("COMMIT");
            }
        }
        defineViews(connection);
    }

    private static void defineViews(Connection connection) throws SQLException {
        String views = resource("views.sql");
        String version = Sha256.of(views.getBytes(StandardCharsets.UTF_8)).hex();
        if (Meta.get(connection, VIEWS_VERSION).equals(java.util.Optional.of(version))) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            statement.executeUpdate(views);
            Meta.put(connection, VIEWS_VERSION, version);
            statement.executeUpdate("COMMIT");
        }
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        return count(connection, "PRAGMA " + name);
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
        }
    }
}
