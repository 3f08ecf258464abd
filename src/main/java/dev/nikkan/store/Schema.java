package dev.nikkan.store;

import dev.nikkan.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The tables and views, and the numbered migrations that lead to them. The number of the last one applied is
/// SQLite's `user_version`; `application_id` tells a store from any other SQLite file.
final class Schema {
    /// "NIKK".
    private static final int APPLICATION_ID = 0x4E494B4B;

    private static final List<String> MIGRATIONS = List.of(
            "001-initial.sql",
            "002-events.sql",
            "003-assumed-list.sql",
            "004-succession.sql",
            "005-search.sql",
            "006-dictionary.sql",
            "007-archive.sql",
            "008-subscribers.sql",
            "009-crowd.sql",
            "010-correspondence.sql",
            "011-choice.sql",
            "012-frame.sql",
            "013-summary.sql",
            "014-overview.sql",
            "015-model-pause.sql",
            "016-verdict.sql",
            "017-whose-letter.sql",
            "018-waiting-wish.sql",
            "019-takeaway.sql",
            "020-last-mail.sql",
            "021-used-confirmation.sql");
    private static final String VIEWS_VERSION = "views";

    private Schema() {}

    /// Refuses a file that is no store of ours, or one that a newer version made.
    static void check(Path file, Session session) throws SQLException {
        int version = pragma(session, "user_version");
        if (pragma(session, "application_id") != APPLICATION_ID && !empty(session)) {
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

    static boolean upToDate(Session session) throws SQLException {
        return pragma(session, "user_version") == MIGRATIONS.size() && SearchIndex.upToDate(session);
    }

    /// Applies what is missing, each migration in one transaction with its number.
    static void migrate(Session session) throws SQLException {
        for (int version = pragma(session, "user_version"); version < MIGRATIONS.size(); version++) {
            session.execute("BEGIN IMMEDIATE");
            if (pragma(session, "user_version") == version) {
                session.execute(resource(MIGRATIONS.get(version)));
                session.execute("PRAGMA application_id = " + APPLICATION_ID);
                session.execute("PRAGMA user_version = " + (version + 1));
            }
            session.execute("COMMIT");
        }
        defineViews(session);
        SearchIndex.bringUpToDate(session);
    }

    private static void defineViews(Session session) throws SQLException {
        String views = resource("views.sql");
        String version = Sha256.of(views.getBytes(StandardCharsets.UTF_8)).hex();
        if (Meta.get(session, VIEWS_VERSION).equals(Optional.of(version))) {
            return;
        }
        session.execute("BEGIN IMMEDIATE");
        session.execute(views);
        Meta.put(session, VIEWS_VERSION, version);
        session.execute("COMMIT");
    }

    private static int pragma(Session session, String name) throws SQLException {
        return session.query("PRAGMA " + name).one(row -> row.integer(name));
    }

    private static boolean empty(Session session) throws SQLException {
        return session.query("SELECT count(*) AS n FROM sqlite_schema").one(row -> row.integer("n")) == 0;
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
        }
    }
}
