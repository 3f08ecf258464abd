package dev.nikkan.store;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Whom no import may bring back, within a transaction.
final class Suppressions {
    /// Why somebody is on it.
    enum Cause {
        LEFT,
        REMOVED,
        BOUNCED,
        COMPLAINED,
        FORGOTTEN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Session session;
    private final SuppressionFile file;
    private final Instant now;

    Suppressions(Session session, SuppressionFile file, Instant now) {
        this.session = session;
        this.file = file;
        this.now = now;
    }

    /// Without a key: a suppression must hold in another store, and after a key is lost.
    static Sha256 hash(EmailAddress address) {
        return Sha256.of(
                ("nikkan suppression\n" + address.value().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> cause(EmailAddress address) throws SQLException {
        return cause(hash(address));
    }

    private Optional<String> cause(Sha256 hash) throws SQLException {
        return session.query("SELECT cause FROM suppression WHERE hash = ?", hash.octets())
                .first(row -> row.text("cause"));
    }

    void add(EmailAddress address, Cause cause) throws SQLException {
        enter(address, cause);
        file.add(hash(address), new SuppressionFile.Entry(false, now, cause.text()));
    }

    /// One of many: the file learns of them all by [#tellFile()].
    void enter(EmailAddress address, Cause cause) throws SQLException {
        add(hash(address), now, cause.text());
    }

    /// Says in the file whom this transaction has entered. To be its last step: whoever is found in the file and
    /// not in the store is turned off at the next start, which an import that is killed halfway must do to nobody.
    /// That others of the same second are said again changes nothing.
    void tellFile() throws SQLException {
        try (SuppressionFile.Batch batch = file.begin()) {
            session.query("SELECT hash, cause FROM suppression WHERE since = ?", now)
                    .each(row -> batch.add(
                            new Sha256(HexFormat.of().formatHex(row.bytes("hash"))),
                            new SuppressionFile.Entry(false, now, row.text("cause"))));
            batch.finish();
        }
    }

    private void add(Sha256 hash, Instant since, String cause) throws SQLException {
        session.query("""
                INSERT INTO suppression (hash, since, cause) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET since = excluded.since, cause = excluded.cause""", hash.octets(), since, cause).update();
    }

    void lift(EmailAddress address) throws SQLException {
        if (drop(hash(address))) {
            file.add(hash(address), new SuppressionFile.Entry(true, now, "returned"));
        }
    }

    private boolean drop(Sha256 hash) throws SQLException {
        return session.query("DELETE FROM suppression WHERE hash = ?", hash.octets())
                        .update()
                > 0;
    }

    /// Takes over what the file says, where the store does not say it.
    ///
    /// @return whether it is news to the store
    boolean heed(Sha256 hash, SuppressionFile.Entry entry) throws SQLException {
        if (entry.lifted()) {
            return drop(hash);
        }
        boolean known = cause(hash).equals(Optional.of(entry.cause()));
        if (!known) {
            add(hash, entry.since(), entry.cause());
        }
        return !known;
    }
}
