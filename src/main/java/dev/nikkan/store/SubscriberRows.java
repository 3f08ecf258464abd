package dev.nikkan.store;

import dev.nikkan.model.Authority;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Consent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.model.Subscription;
import dev.nikkan.model.Variant;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Subscribers within a transaction. Nothing about one is changed but through here, so that each change leaves
/// its row in the audit and nothing waits to be sent to who is not to get it.
final class SubscriberRows {
    private final Session session;
    private final Instant now;

    SubscriberRows(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    Optional<Subscription> find(EmailAddress address) throws SQLException {
        return session.query("""
                SELECT id, address, language, text_only, one_mail, filter, quiet_days, state, consented_at, consent_source, changed_at
                FROM subscriber WHERE address = ?""", address.value()).first(SubscriberRows::subscription);
    }

    Optional<Subscription> find(long id) throws SQLException {
        return session.query("""
                SELECT id, address, language, text_only, one_mail, filter, quiet_days, state, consented_at, consent_source, changed_at
                FROM subscriber WHERE id = ?""", id).first(SubscriberRows::subscription).filter(SubscriberRows::isKnown);
    }

    List<Subscription> all() throws SQLException {
        return session.query("""
                SELECT id, address, language, text_only, one_mail, filter, quiet_days, state, consented_at, consent_source, changed_at
                FROM subscriber ORDER BY id""").list(SubscriberRows::subscription).stream()
                .filter(SubscriberRows::isKnown)
                .toList();
    }

    static boolean isForgotten(Session session, long id) throws SQLException {
        return session.query("SELECT address FROM subscriber WHERE id = ?", id)
                .first(row -> row.text("address"))
                .filter(address -> address.endsWith(Erasure.FORGOTTEN))
                .isPresent();
    }

    private static boolean isKnown(Subscription subscription) {
        return !subscription.subscriber().address().value().endsWith(Erasure.FORGOTTEN);
    }

    private static Subscription subscription(Row row) throws SQLException {
        Optional<Instant> consentedAt = row.optionalInstant("consented_at");
        Optional<String> source = row.optionalText("consent_source");
        return new Subscription(
                subscriber(row),
                SubscriberState.parse(row.text("state")),
                consentedAt.flatMap(at -> source.map(text -> new Consent(at, text))),
                row.instant("changed_at"));
    }

    static Subscriber subscriber(Row row) throws SQLException {
        return new Subscriber(
                row.number("id"),
                new EmailAddress(row.text("address")),
                new Choice(
                        new Variant(
                                Language.valueOf(row.text("language").toUpperCase(Locale.ROOT)),
                                row.truth("text_only"),
                                row.truth("one_mail"),
                                Filter.parse(row.text("filter")).orElse(Filter.EVERYTHING)),
                        row.truth("quiet_days")));
    }

    /// Makes an address a subscriber in a state, or changes one.
    void put(EmailAddress address, Language language, SubscriberState state, Optional<Consent> consent, Authority by)
            throws SQLException {
        Optional<Subscription> known = find(address);
        Optional<Consent> kept = consent.or(() -> known.flatMap(Subscription::consent));
        session.query(
                        """
                INSERT INTO subscriber (address, language, state, consented_at, consent_source, changed_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (address) DO UPDATE
                SET language = excluded.language, state = excluded.state, consented_at = excluded.consented_at,
                    consent_source = excluded.consent_source, changed_at = excluded.changed_at""",
                        address.value(),
                        language.tag(),
                        state.text(),
                        kept.map(Consent::at),
                        kept.map(Consent::source),
                        now)
                .update();
        Subscription changed = find(address).orElseThrow();
        boolean begins =
                known.filter(before -> before.state() == SubscriberState.ACTIVE).isEmpty();
        if (begins) {
            session.query(
                            "UPDATE subscriber SET bounces_since = ? WHERE id = ?",
                            now,
                            changed.subscriber().id())
                    .update();
        }
        note(changed.subscriber().id(), known.map(SubscriberRows::told).orElse(""), told(changed), by);
    }

    /// Changes the state alone; what waits to be sent to who is not active is suppressed.
    void become(Subscription subscription, SubscriberState state, Authority by) throws SQLException {
        long id = subscription.subscriber().id();
        session.query("UPDATE subscriber SET state = ?, changed_at = ? WHERE id = ?", state.text(), now, id)
                .update();
        if (state != SubscriberState.ACTIVE) {
            suppressDeliveries(id);
        }
        note(id, told(subscription), told(find(id).orElseThrow()), by);
    }

    /// Takes up a paused subscription; what came back until now is forgiven.
    void resume(Subscription subscription, Authority by) throws SQLException {
        become(subscription, SubscriberState.ACTIVE, by);
        session.query(
                        "UPDATE subscriber SET bounces_since = ? WHERE id = ?",
                        now,
                        subscription.subscriber().id())
                .update();
    }

    /// Changes what a subscriber chose.
    void settle(Subscription subscription, Settings settings, Authority by) throws SQLException {
        long id = subscription.subscriber().id();
        session.query(
                        "UPDATE subscriber SET language = ?, text_only = ?, one_mail = ?, filter = ?, quiet_days = ? WHERE id = ?",
                        settings.choice().variant().language().tag(),
                        settings.choice().variant().textOnly(),
                        settings.choice().variant().oneMail(),
                        settings.choice().variant().filter().toString(),
                        settings.choice().quietDays(),
                        id)
                .update();
        note(id, told(subscription), told(find(id).orElseThrow()), by);
    }

    private void suppressDeliveries(long id) throws SQLException {
        session.query("""
                UPDATE delivery SET state = 'suppressed', next_attempt_at = NULL
                WHERE subscriber = ? AND state IN ('planned', 'deferred', 'unsure')""", id).update();
    }

    private void note(long subscriber, String was, String became, Authority by) throws SQLException {
        session.query(
                        "INSERT INTO subscriber_change (subscriber, at, who, what, was, became) VALUES (?, ?, ?, ?, ?, ?)",
                        subscriber,
                        now,
                        by.who().text(),
                        by.what(),
                        was,
                        became)
                .update();
    }

    private static String told(Subscription subscription) {
        return subscription.state().text() + ", "
                + subscription.subscriber().language().tag()
                + Settings.beside(subscription.subscriber().choice());
    }

    /// Takes the address out of every row, and the mails that bear it out of the store. What remains is that
    /// there was somebody, and what the accounts of the days count.
    void forget(Subscription subscription, Authority by) throws SQLException {
        long id = subscription.subscriber().id();
        become(subscription, SubscriberState.OFF, by);
        String nobody = id + Erasure.FORGOTTEN;
        // What somebody chose may tell who they are.
        session.query("""
                UPDATE subscriber SET address = ?, consented_at = NULL, consent_source = NULL, filter = 'all'
                WHERE id = ?""", nobody, id).update();
        session.query("""
                UPDATE subscriber_change
                SET was = substr(was, 1, instr(was || ',', ',') - 1), became = substr(became, 1, instr(became || ',', ',') - 1)
                WHERE subscriber = ?""", id).update();
        session.query(
                        "UPDATE delivery SET address = ?, header = zeroblob(0), reply = NULL WHERE subscriber = ?",
                        nobody,
                        id)
                .update();
        session.query(
                        "UPDATE attempt SET reply = NULL WHERE delivery IN (SELECT id FROM delivery WHERE subscriber = ?)",
                        id)
                .update();
        session.query("UPDATE bounce SET words = '' WHERE subscriber = ?", id).update();
        new Erasure(session).erase(subscription.subscriber().address(), Optional.of(id), nobody);
    }
}
