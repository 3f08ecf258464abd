package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.EventSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores that older versions made: they open, are brought up to date, and keep every row.
final class EventMigrationTest {
    @TempDir
    private Path folder;

    /// Two events as the first version wrote them: a last call, and a call of the NomCom.
    private static final String VERSION_1_ROWS = """
            INSERT INTO message (id, sha256, size, origin, stored_at, day, status, kind, parser, message_id, archived_at)
            VALUES (1, zeroblob(32), 9, 'mailbox', '2026-11-22T10:00:00Z', '2026-11-22', 'parsed', 'last-call', 1, 'm1',
                    'https://mailarchive.ietf.org/arch/msg/ietf-announce/one'),
                   (2, zeroblob(32), 9, 'mailbox', '2026-11-22T11:00:00Z', '2026-11-22', 'parsed', 'announcement', 1,
                    'm2', NULL),
                   (3, zeroblob(32), 9, 'mailbox', '2026-11-22T12:00:00Z', '2026-11-22', 'parsed', 'last-call', 1, 'm3',
                    NULL);
            INSERT INTO event (message, kind, identity, subject, title, draft, revision, rfc, wg, status)
            VALUES (1, 'last-call', randomblob(32), 'Last Call: <draft-ietf-loft-a-01.txt> (A) to Historic', 'A',
                    'draft-ietf-loft-a', 1, NULL, NULL, 'Historic'),
                   (2, 'announcement', randomblob(32), 'Seeking volunteers', 'Seeking volunteers', NULL, NULL, NULL,
                    NULL, NULL),
                   (3, 'last-call', randomblob(32), 'Last Call: RFC 1149 to Historic', 'RFC 1149', NULL, NULL, 1149,
                    NULL, 'Historic');
            """;

    private void makeStoreOfVersion1() throws SQLException, IOException {
        try (InputStream schema = Objects.requireNonNull(Schema.class.getResourceAsStream("001-initial.sql"));
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("nikkan.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            statement.executeUpdate("PRAGMA application_id = " + 0x4E494B4B);
            statement.executeUpdate("PRAGMA user_version = 1");
            statement.executeUpdate(VERSION_1_ROWS);
        }
    }

    @Test
    void a_store_of_version_1_keeps_its_events_and_can_be_asked_for_their_drafts() throws Exception {
        makeStoreOfVersion1();

        try (StoreHouse house = new StoreHouse(folder)) {
            assertThat(house.query("SELECT kind, draft, rfc, wg, title, detail, deadline, topic, text FROM v_event"))
                    .containsExactly(
                            "last-call|draft-ietf-loft-a|||A|Historic|||",
                            "announcement||||Seeking volunteers||||",
                            "last-call||1149||RFC 1149|Historic|||");
            assertThat(house.query("SELECT draft, revision, rfc, level FROM v_event_draft"))
                    .containsExactly("draft-ietf-loft-a|01||Historic", "||1149|Historic");
            assertThat(house.query("SELECT events, balanced FROM v_day")).containsExactly("3|1");
            assertThat(house.editions.content(Day.parse("2026-11-22")).events())
                    .extracting(item -> item.event())
                    .extracting(EventSummary::subject)
                    .hasSize(3);
        }
    }

    @Test
    void a_store_of_version_20_keeps_the_wishes_that_wait_to_be_confirmed() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.execute("""
                    INSERT INTO request (address, wish, language, settings, nonce, asked_at)
                    VALUES ('ann@example.com', 'subscribe', 'en', '', 'n', '2026-11-22T10:00:00Z')""");
            house.execute("DROP TABLE used_confirmation");
            house.execute("PRAGMA user_version = 20");
        }

        try (StoreHouse house = new StoreHouse(folder)) {
            assertThat(house.query("SELECT address, nonce FROM request")).containsExactly("ann@example.com|n");
            assertThat(house.query("SELECT count(*) FROM used_confirmation")).containsExactly("0");
        }
    }

    @Test
    void announcements_that_an_older_version_stored_are_not_of_unknown_kind() throws Exception {
        makeStoreOfVersion1();

        try (StoreHouse house = new StoreHouse(folder)) {
            assertThat(StoreStatus.of(house.store, house.clock.instant())
                            .unknownKinds()
                            .count())
                    .isZero();
        }
    }
}
