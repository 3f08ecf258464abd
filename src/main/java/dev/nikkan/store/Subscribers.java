package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// Who gets the digest. Thread-safe.
public final class Subscribers {
    private final Store store;
    private final InstantSource clock;

    public Subscribers(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Makes an address an active subscriber, or changes the language of one that is.
    ///
    /// @return whether it was none before
    public boolean add(EmailAddress address, Language language) {
        return store.write(session -> {
            boolean active = session.query(
                            "SELECT 1 AS one FROM subscriber WHERE address = ? AND state = 'active'", address.value())
                    .first(row -> row.integer("one"))
                    .isPresent();
            session.query("""
                    INSERT INTO subscriber (address, language, state, changed_at) VALUES (?, ?, 'active', ?)
                    ON CONFLICT (address) DO UPDATE
                    SET language = excluded.language, state = 'active', changed_at = excluded.changed_at""", address.value(), language.tag(), clock.instant()).update();
            return !active;
        });
    }

    /// Ends a subscription; what is planned for the address and not yet being sent is suppressed.
    ///
    /// @return whether the address was subscribed
    public boolean remove(EmailAddress address) {
        return store.write(session -> {
            int removed = session.query(
                            "UPDATE subscriber SET state = 'removed', changed_at = ? WHERE address = ? AND state = 'active'",
                            clock.instant(),
                            address.value())
                    .update();
            session.query("""
                    UPDATE delivery SET state = 'suppressed', next_attempt_at = NULL
                    WHERE state IN ('planned', 'deferred', 'unsure')
                      AND subscriber = (SELECT id FROM subscriber WHERE address = ?)""", address.value()).update();
            return removed > 0;
        });
    }

    /// The active subscribers, in the order they first came.
    public List<Subscriber> list() {
        return store.read(session -> session.query(
                        "SELECT id, address, language FROM subscriber WHERE state = 'active' ORDER BY id")
                .list(Subscribers::subscriber));
    }

    /// The active subscribers who have no delivery of a day.
    static List<Subscriber> without(Session session, Day day) throws SQLException {
        return session.query("""
                SELECT id, address, language FROM subscriber
                WHERE state = 'active' AND id NOT IN (SELECT d.subscriber FROM delivery d WHERE d.day = ?)
                ORDER BY id""", day).list(Subscribers::subscriber);
    }

    private static Subscriber subscriber(Row row) throws SQLException {
        return new Subscriber(
                row.number("id"),
                new EmailAddress(row.text("address")),
                Language.valueOf(row.text("language").toUpperCase(Locale.ROOT)));
    }
}
