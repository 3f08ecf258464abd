package dev.nikkan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The store as another process sees it: what is visible here is committed.
final class StoreView implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement last;
    private final PreparedStatement pending;
    private final PreparedStatement status;

    private StoreView(Connection connection) throws SQLException {
        this.connection = connection;
        this.last = connection.prepareStatement("SELECT coalesce(max(id), 0) FROM v_message");
        this.pending = connection.prepareStatement("SELECT count(*) FROM message WHERE status = 'pending'");
        this.status = connection.prepareStatement("SELECT status FROM v_message WHERE id = ?");
    }

    /// Waits until the daemon has made the store.
    static StoreView open(Path file) {
        StoreView[] view = new StoreView[1];
        Bench.await("there is a store", 5_000, () -> {
            view[0] = tryOpen(file);
            return view[0] != null;
        });
        return view[0];
    }

    private static StoreView tryOpen(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:file:" + file.toAbsolutePath() + "?mode=ro");
            return new StoreView(connection);
        } catch (SQLException notYet) {
            close(connection);
            return null;
        }
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long mails() {
        return number(last);
    }

    /// Whether all of so many mails are stored and read.
    boolean has(long mails) {
        return mails() >= mails && number(pending) == 0;
    }

    boolean hasRead(long id) {
        try {
            status.setLong(1, id);
            try (ResultSet row = status.executeQuery()) {
                return row.next() && row.getString(1).equals("parsed");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(PreparedStatement query) {
        try (ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        close(connection);
    }
}
