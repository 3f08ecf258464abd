package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that an older version made is brought up to date, and every row is kept.
final class MigrationTest {
    private static final String MAIL = "Subject: kept\n\n" + "a line that comes again\n".repeat(100);

    @TempDir
    private Path folder;

    @Test
    void p13_mails_of_a_store_of_the_first_version_come_back_octet_for_octet() throws Exception {
        Path file = folder.resolve("nikkan.db");
        firstVersion(file);

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            MailStore mails = new MailStore(store, () -> Instant.parse("2026-11-22T12:00:00Z"));

            assertThat(mails.octets(1)).contains(Examples.octets(MAIL));
            assertThat(mails.pending(0, Instant.parse("2026-11-22T12:00:00Z")))
                    .hasValueSatisfying(pending -> assertThat(pending.octets()).isEqualTo(Examples.octets(MAIL)));
        }
    }

    /// As version 1 wrote it: the tables of its one migration, a mail that waits to be read, its octets deflated.
    private static void firstVersion(Path file) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().executeUpdate(resource("001-initial.sql"));
            connection.createStatement().executeUpdate("""
                    PRAGMA application_id = 1313426251;
                    PRAGMA user_version = 1;
                    INSERT INTO message (sha256, size, origin, stored_at, day, status, attempts) VALUES
                      (zeroblob(32), %d, 'mailbox', '2026-11-22T10:00:00Z', '2026-11-22', 'pending', 1)""".formatted(MAIL.length()));
            try (PreparedStatement raw = connection.prepareStatement("INSERT INTO raw_message VALUES (1, ?)")) {
                raw.setBytes(1, deflated());
                raw.executeUpdate();
            }
        }
    }

    private static byte[] deflated() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(octets)) {
            deflater.write(MAIL.getBytes(StandardCharsets.UTF_8));
        }
        return octets.toByteArray();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
