package dev.nikkan.store;

import dev.nikkan.store.StoreStatus.SourceLine;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/// What a watched folder is doing, for `status`: written by its watch, kept so that another process can read it.
/// Thread-safe.
public final class SourceLog {
    /// What a watch can be doing.
    public enum State {
        CONNECTING,
        READING,
        IDLING,
        POLLING,
        FAILING,
        STOPPED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Store store;
    private final InstantSource clock;

    public SourceLog(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Forgets folders that are watched no longer: what was once read of them says nothing of the days to come.
    ///
    /// @param watched whether `account` and `folder` are still
    public void keep(BiPredicate<String, String> watched) {
        for (SourceLine line : lines()) {
            if (!watched.test(line.account(), line.folder())) {
                store.write(session -> session.query(
                                "DELETE FROM source_state WHERE account = ? AND folder = ?",
                                line.account(),
                                line.folder())
                        .update());
            }
        }
    }

    /// A watch has changed what it does; `since` moves only when the state differs from the last, and not from one
    /// failed try to connect to the next.
    public void entered(String account, String folder, State state) {
        put(account, folder, state, Optional.empty());
    }

    /// A watch has failed and will try again.
    public void failed(String account, String folder, String error) {
        put(account, folder, State.FAILING, Optional.of(error));
    }

    private void put(String account, String folder, State state, Optional<String> error) {
        store.write(session -> session.query("""
                INSERT INTO source_state (account, folder, state, since, error) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                  since = CASE
                    WHEN state = excluded.state THEN since
                    WHEN state IN ('connecting', 'failing') AND excluded.state IN ('connecting', 'failing') THEN since
                    ELSE excluded.since END,
                  state = excluded.state,
                  error = coalesce(excluded.error, CASE WHEN excluded.state = 'connecting' THEN error END)""", account, folder, state.text(), clock.instant(), error)
                .update());
    }

    /// The server has given a tagged answer.
    public void answered(String account, String folder) {
        store.write(session -> session.query(
                        "UPDATE source_state SET answered_at = ? WHERE account = ? AND folder = ?",
                        clock.instant(),
                        account,
                        folder)
                .update());
    }

    /// All UIDs have been compared, and what was new is stored.
    public void passed(String account, String folder) {
        store.write(session -> session.query(
                        "UPDATE source_state SET answered_at = ?1, passed_at = ?1 WHERE account = ?2 AND folder = ?3",
                        clock.instant(),
                        account,
                        folder)
                .update());
    }

    /// What every watched folder was last seen doing.
    public List<SourceLine> lines() {
        return store.read(SourceLog::lines);
    }

    static List<SourceLine> lines(Session session) throws SQLException {
        return session.query("""
                SELECT account, folder, state, since, answered_at, passed_at, error
                FROM source_state ORDER BY account, folder""")
                .list(row -> new SourceLine(
                        row.text("account"),
                        row.text("folder"),
                        State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                        row.instant("since"),
                        row.optionalInstant("answered_at"),
                        row.optionalInstant("passed_at"),
                        row.optionalText("error")));
    }
}
