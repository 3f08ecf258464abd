package dev.nikkan.store;

import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Authority.Who;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.PlannedAnswer;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Letters.Composer;
import dev.nikkan.store.Letters.Door;
import dev.nikkan.store.Letters.Unread;
import dev.nikkan.store.Letters.Visit;
import dev.nikkan.store.Letters.Wanted;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Requests, and answers within the limits of who may be written to, within one transaction.
record Desk(Session session, Instant now, Composer composer) {
    /// Nobody expects an answer to what is older: a mailbox may have years of mail in it when it is first read.
    /// What bears a token is done whatever its age, for we may have been away.
    private static final Duration ANSWERED_WITHIN = Duration.ofDays(3);

    private static final int ANSWERS_AN_HOUR = 60;
    /// Four hours of questions. A flood is not to be worked off for a week, nor to keep out who comes after it.
    private static final int STRANGERS_WAITING = 4 * ANSWERS_AN_HOUR;

    private static final int PROVEN_ANSWERS_A_DAY = 10;

    SubscriberRows rows() {
        return new SubscriberRows(session, now);
    }

    /// Why an unproven mail gets no answer now, if so.
    Optional<String> silence(Door door, EmailAddress to) throws SQLException {
        Optional<String> old = old(door);
        return old.isPresent() ? old : limit(to, Optional.empty());
    }

    static Optional<String> old(Door door) {
        boolean old = switch (door) {
            case Unread letter ->
                letter.arrivedAt()
                        .filter(at -> at.plus(ANSWERED_WITHIN).isBefore(letter.storedAt()))
                        .isPresent();
            case Visit _ -> false;
        };
        return old ? Optional.of("too old to be answered") : Optional.empty();
    }

    /// Why this address is not to be written to now, if so: whoever writes in other people's names must not
    /// make us fill their mailboxes.
    Optional<String> limit(EmailAddress to, Optional<Subscription> proven) throws SQLException {
        if (isHourFull()) {
            return Optional.of("not answered: " + ANSWERS_AN_HOUR + " answers in an hour");
        }
        return isDayFull(to, proven) ? Optional.of("not answered: answered within a day") : Optional.empty();
    }

    /// Nobody but who reads an address's mail can make us send a welcome, and nobody asks for a probe.
    private boolean isHourFull() throws SQLException {
        return count(
                        "SELECT count(*) AS n FROM answer WHERE planned_at > ? AND kind NOT IN ('probe', 'welcome')",
                        now.minus(Duration.ofHours(1)))
                >= ANSWERS_AN_HOUR;
    }

    private boolean isDayFull(EmailAddress to, Optional<Subscription> proven) throws SQLException {
        Instant yesterday = now.minus(Duration.ofDays(1));
        int today = proven.isPresent()
                ? count("SELECT count(*) AS n FROM answer WHERE address = ? AND planned_at > ?", to.value(), yesterday)
                : count(
                        "SELECT count(*) AS n FROM answer WHERE address = ? AND planned_at > ? AND subscriber IS NULL",
                        to.value(),
                        yesterday);
        return today >= (proven.isPresent() ? PROVEN_ANSWERS_A_DAY : 1);
    }

    private int count(String sql, Object... parameters) throws SQLException {
        return session.query(sql, parameters).one(row -> row.integer("n"));
    }

    /// Lets a wish wait, if it is none that was asked back already.
    boolean keep(Request wish, String nonce) throws SQLException {
        boolean asked = count(
                        "SELECT count(*) AS n FROM request WHERE address = ? AND waits = 0 AND wish = ? AND settings = ? AND asked_at > ?",
                        wish.address().value(),
                        wish.wanted().text(),
                        String.join("\n", wish.settings()),
                        now.minus(Letters.CONFIRMED_WITHIN))
                > 0;
        dropWaiting(wish.address());
        boolean room = rows().find(wish.address()).filter(Letters::isOn).isPresent()
                || count("SELECT count(*) AS n FROM request WHERE waits = 1") < STRANGERS_WAITING;
        if (asked || !room) {
            return false;
        }
        insert(wish, nonce, true);
        return true;
    }

    long insert(Request wish, String nonce, boolean waits) throws SQLException {
        return session.insert(
                "INSERT INTO request (address, wish, language, settings, nonce, asked_at, waits, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                wish.address().value(),
                wish.wanted().text(),
                wish.language().tag(),
                String.join("\n", wish.settings()),
                nonce,
                now,
                waits,
                wish.message());
    }

    /// Plans the mail that asks whether a wish was meant.
    void question(Request wish, long number, String nonce) throws SQLException {
        if (wish.wanted() == Wanted.SUBSCRIBE && rows().find(wish.address()).isEmpty()) {
            String what = wish.message().map(id -> "mail " + id).orElse(Visit.PAGE.text());
            rows().put(
                            wish.address(),
                            wish.language(),
                            SubscriberState.PENDING,
                            Optional.empty(),
                            new Authority(Who.SUBSCRIBER, what));
        }
        Answers.plan(
                session,
                now,
                wish.message(),
                Optional.empty(),
                new PlannedAnswer(
                        wish.wanted().question(), wish.address(), wish.language(), number, 0, nonce, List.of()),
                composer);
    }

    /// The waiting wishes that may be asked back, as far as their addresses go.
    List<Long> due() throws SQLException {
        if (isHourFull()) {
            return List.of();
        }
        return session.query("""
                SELECT r.id AS id FROM request r
                WHERE r.waits = 1 AND NOT EXISTS (
                  SELECT 1 FROM answer a WHERE a.address = r.address AND a.planned_at > ? AND a.subscriber IS NULL)
                ORDER BY EXISTS (SELECT 1 FROM subscriber s
                                 WHERE s.address = r.address AND s.state IN ('active', 'paused')) DESC, r.id
                LIMIT ?""", now.minus(Duration.ofDays(1)), ANSWERS_AN_HOUR)
                .list(row -> row.number("id"));
    }

    boolean askWaiting(long number) throws SQLException {
        Optional<String> nonce = session.query("SELECT nonce FROM request WHERE id = ? AND waits = 1", number)
                .first(row -> row.text("nonce"));
        Optional<Request> wish = nonce.isEmpty() ? Optional.empty() : request(session, now, number, nonce.get());
        if (wish.isEmpty() || limit(wish.get().address(), Optional.empty()).isPresent()) {
            return false;
        }
        session.query(
                        "DELETE FROM request WHERE address = ? AND id <> ?",
                        wish.get().address().value(),
                        number)
                .update();
        session.query("UPDATE request SET waits = 0, asked_at = ? WHERE id = ?", now, number)
                .update();
        question(wish.get(), number, nonce.get());
        return true;
    }

    /// Who confirmed has shown that they read what was sent to the address: it limits no later wish of
    /// theirs, and what waited is overtaken.
    void proved(EmailAddress address) throws SQLException {
        dropWaiting(address);
        session.query(
                        "UPDATE answer SET subscriber = (SELECT id FROM subscriber WHERE address = ?1) WHERE address = ?1 AND subscriber IS NULL",
                        address.value())
                .update();
    }

    private void dropWaiting(EmailAddress address) throws SQLException {
        session.query("DELETE FROM request WHERE address = ? AND waits = 1", address.value())
                .update();
    }

    /// The last wish of an address is the one that counts.
    void dropRequests(EmailAddress address) throws SQLException {
        session.query("DELETE FROM request WHERE address = ?", address.value()).update();
    }

    /// Uses a confirmation up. That it was, and nothing else of it, is known for a while.
    Optional<Request> takeRequest(long number, String nonce) throws SQLException {
        Optional<Request> request = request(session, now, number, nonce);
        session.query("DELETE FROM request WHERE id = ? AND nonce = ?", number, nonce)
                .update();
        if (request.isPresent()) {
            session.query(
                            "INSERT OR REPLACE INTO used_confirmation (request, nonce, used_at) VALUES (?, ?, ?)",
                            number,
                            nonce,
                            now)
                    .update();
        }
        return request;
    }

    static boolean isUsed(Session session, long number, String nonce) throws SQLException {
        return session.query("SELECT 1 AS one FROM used_confirmation WHERE request = ? AND nonce = ?", number, nonce)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    static Optional<Request> request(Session session, Instant now, long number, String nonce) throws SQLException {
        return session.query("""
                SELECT address, wish, language, settings, message FROM request WHERE id = ? AND nonce = ? AND asked_at > ?""", number, nonce, now.minus(Letters.CONFIRMED_WITHIN))
                .first(row -> new Request(
                        new EmailAddress(row.text("address")),
                        Wanted.valueOf(row.text("wish").toUpperCase(Locale.ROOT)),
                        Language.valueOf(row.text("language").toUpperCase(Locale.ROOT)),
                        row.lines("settings"),
                        row.optionalNumber("message")));
    }

    /// Who asked on the web reads it on the page.
    void tellByMail(Door door, Subscription known, AnswerKind kind, List<String> lines) throws SQLException {
        switch (door) {
            case Unread _ -> tell(door, known, kind, lines);
            case Visit _ -> {}
        }
    }

    void tell(Door door, Subscription known, AnswerKind kind, List<String> lines) throws SQLException {
        EmailAddress to = known.subscriber().address();
        boolean full = kind != AnswerKind.WELCOME && isHourFull();
        if (!full && !isDayFull(to, Optional.of(known))) {
            plan(
                    door,
                    Optional.of(known),
                    new PlannedAnswer(
                            kind,
                            to,
                            known.subscriber().language(),
                            0,
                            known.subscriber().id(),
                            "",
                            lines));
        }
    }

    /// Somebody who has confirmed, and so reads the address's mail, but is no subscriber.
    void tellStranger(Door door, AnswerKind kind, EmailAddress to, Language language) throws SQLException {
        if (door instanceof Unread && !isHourFull()) {
            plan(door, Optional.empty(), new PlannedAnswer(kind, to, language, 0, 0, "", List.of()));
        }
    }

    void plan(Door door, Optional<Subscription> proven, PlannedAnswer answer) throws SQLException {
        Answers.plan(session, now, message(door), proven, answer, composer);
    }

    static Optional<Long> message(Door door) {
        return switch (door) {
            case Unread letter -> Optional.of(letter.message());
            case Visit _ -> Optional.empty();
        };
    }
}
