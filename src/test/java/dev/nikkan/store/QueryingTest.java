package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whoever queries the store while the daemon works never blocks it, and is never blocked by it. The limit of each
/// test is far below the time that SQLite waits for a lock.
@Timeout(8)
final class QueryingTest {
    private static final String POSTS = "SELECT count(*) FROM v_draft_post";

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
        house.imported(Examples.post("draft-smith-lantern-00"), "2026-11-20T12:00:00Z");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void mails_are_stored_while_somebody_reads_for_long() throws Exception {
        try (Connection reader = reader();
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            int before = number(statement, POSTS);

            for (int i = 0; i < 50; i++) {
                house.imported(Examples.post("draft-smith-kite-%02d".formatted(i)), "2026-11-21T12:00:00Z");
            }
            new Successions(house.store, house.clock).examineAll(() -> true);

            assertThat(number(statement, POSTS)).as("one moment").isEqualTo(before);
            statement.execute("COMMIT");
            assertThat(number(statement, POSTS)).as("now").isEqualTo(before + 50);
        }
    }

    @Test
    void reading_goes_on_while_a_transaction_that_writes_is_open() throws Exception {
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + house.file);
                Statement writing = writer.createStatement();
                Connection reader = reader();
                Statement statement = reader.createStatement()) {
            writing.execute("BEGIN IMMEDIATE");
            writing.executeUpdate("DELETE FROM draft_post");

            assertThat(number(statement, POSTS)).isOne();
            assertThat(new Lives(house.store)
                            .draft(Examples.post("draft-smith-lantern-00")
                                    .draft()
                                    .name()))
                    .isPresent();
            writing.execute("ROLLBACK");
        }
    }

    private Connection reader() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + house.file + "?mode=ro&busy_timeout="
                + Duration.ofMillis(1).toMillis());
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.getInt(1);
        }
    }
}
