package dev.nikkan.store;

import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Authority.Who;
import dev.nikkan.model.Consent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.model.PlannedAnswer;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Suppressions.Cause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Mails to us that announce nothing, and what is done for them. Whatever one asks is done in the transaction that
/// marks it as read and plans its answer: a crash between them is none. Thread-safe.
public final class Letters {
    /// How long a wish waits to be confirmed.
    public static final Duration CONFIRMED_WITHIN = Duration.ofDays(7);

    private static final int ANSWERS_AN_HOUR = 60;
    private static final int PROVEN_ANSWERS_A_DAY = 10;
    private static final String READ = "letters_read";

    private final Store store;
    private final MailStore mails;
    private final InstantSource clock;
    private final SuppressionFile suppressed;

    public Letters(Store store, MailStore mails, InstantSource clock) {
        this.store = store;
        this.mails = mails;
        this.clock = clock;
        this.suppressed = new SuppressionFile(store.file());
    }

    /// Makes a planned answer a mail, within the transaction that plans it.
    public interface Composer {
        Composed compose(PlannedAnswer answer);
    }

    /// @param messageId without angle brackets
    /// @param sender the envelope's; empty: that of the configuration
    public record Composed(String messageId, Optional<EmailAddress> sender, Octets octets) {}

    /// A mail that nobody has looked at yet.
    ///
    /// @param arrivedAt as the server says
    public record Unread(long message, Octets octets, Optional<Instant> arrivedAt, Instant storedAt) {}

    /// What was asked without proof of who asks.
    public enum Wanted {
        SUBSCRIBE(AnswerKind.CONFIRM_SUBSCRIBE),
        UNSUBSCRIBE(AnswerKind.CONFIRM_UNSUBSCRIBE),
        SETTINGS(AnswerKind.CONFIRM_SETTINGS);

        private final AnswerKind question;

        Wanted(AnswerKind question) {
            this.question = question;
        }
    }

    /// The mails from mailboxes that announce nothing and wait, oldest first. One that is still being
    /// understood lets all behind it wait: it may turn out to be one of them.
    public List<Unread> unread(int limit) {
        return store
                .readSnapshot(session -> {
                    long read = read(session);
                    return session.query(
                                    "SELECT id FROM message WHERE id > ? AND id <= ? AND status = 'other' AND origin = 'mailbox' ORDER BY id LIMIT ?",
                                    read,
                                    readable(session),
                                    limit)
                            .list(row -> row.number("id"));
                })
                .stream()
                .flatMap(id -> mails.letter(id).stream())
                .toList();
    }

    /// Nothing up to here waits any more, if [#unread(int)] found nothing.
    public void passOver() {
        long highest = store.readSnapshot(session -> {
            long readable = readable(session);
            return readable > read(session) ? readable : 0L;
        });
        if (highest > 0) {
            store.write(session -> {
                boolean waiting = session.query("""
                        SELECT 1 AS one FROM message
                        WHERE id > ? AND id <= ? AND status = 'other' AND origin = 'mailbox' LIMIT 1""", read(session), highest)
                        .first(row -> row.integer("one"))
                        .isPresent();
                if (!waiting) {
                    Meta.put(session, READ, Long.toString(highest));
                }
                return waiting;
            });
        }
    }

    private static long read(Session session) throws SQLException {
        return Meta.get(session, READ).map(Long::parseLong).orElse(0L);
    }

    private static long readable(Session session) throws SQLException {
        return session.query("""
                SELECT coalesce((SELECT min(id) - 1 FROM message WHERE status = 'pending'),
                                (SELECT max(id) FROM message), 0) AS id""").one(row -> row.number("id"));
    }

    // ---- what is done

    /// Leaves a mail alone.
    public void pass(Unread letter, String outcome) {
        store.write(session -> close(session, letter, outcome));
    }

    /// Asks whoever reads the address's mail whether they meant it. Known or not, they are asked the same.
    ///
    /// @param nonce unpredictable
    public void ask(
            Unread letter,
            EmailAddress from,
            Wanted wanted,
            Language language,
            List<String> settings,
            String nonce,
            Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<String> limit = desk.limit(from, Optional.empty());
            if (limit.isPresent()) {
                return close(session, letter, limit.get());
            }
            long request = desk.keepRequest(from, wanted, language, settings, nonce);
            SubscriberRows rows = new SubscriberRows(session, now);
            if (wanted == Wanted.SUBSCRIBE && rows.find(from).isEmpty()) {
                rows.put(from, language, SubscriberState.PENDING, Optional.empty(), by(letter));
            }
            desk.plan(
                    letter,
                    Optional.empty(),
                    new PlannedAnswer(wanted.question, from, language, request, 0, nonce, List.of()));
            return close(session, letter, "asked to confirm: " + wanted.name().toLowerCase(Locale.ROOT));
        });
    }

    /// Answers what needs no proof and changes nothing.
    public void answer(Unread letter, AnswerKind kind, EmailAddress from, Language language, Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<String> limit = desk.limit(from, Optional.empty());
            if (limit.isEmpty()) {
                desk.plan(letter, Optional.empty(), new PlannedAnswer(kind, from, language, 0, 0, "", List.of()));
            }
            return close(session, letter, limit.orElse(kind.text()));
        });
    }

    /// Does what an earlier mail asked for. The token of the confirmation is verified; here it is used up.
    ///
    /// @param from who is told where it is used up already or too old
    public void confirm(
            Unread letter, long number, String nonce, EmailAddress from, Language language, Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<Request> request = desk.takeRequest(number, nonce);
            if (request.isEmpty()) {
                Optional<String> limit = desk.limit(from, Optional.empty());
                if (limit.isEmpty()) {
                    desk.plan(
                            letter,
                            Optional.empty(),
                            new PlannedAnswer(AnswerKind.STALE, from, language, 0, 0, "", List.of()));
                }
                return close(session, letter, "a confirmation of nothing that waits");
            }
            return close(
                    session,
                    letter,
                    switch (request.get().wanted) {
                        case SUBSCRIBE -> join(session, desk, letter, request.get(), now);
                        case UNSUBSCRIBE ->
                            leave(session, desk, letter, request.get().address, request.get().language, now);
                        case SETTINGS -> change(session, desk, letter, request.get(), now);
                    });
        });
    }

    private String join(Session session, Desk desk, Unread letter, Request request, Instant now) throws SQLException {
        SubscriberRows rows = new SubscriberRows(session, now);
        new Suppressions(session, suppressed, now).lift(request.address);
        rows.put(
                request.address,
                request.language,
                SubscriberState.ACTIVE,
                Optional.of(new Consent(now, "mail " + letter.message())),
                by(letter));
        Subscription joined = rows.find(request.address).orElseThrow();
        desk.tell(letter, joined, AnswerKind.WELCOME, Settings.lines(joined));
        return "joined";
    }

    private String leave(
            Session session, Desk desk, Unread letter, EmailAddress address, Language language, Instant now)
            throws SQLException {
        SubscriberRows rows = new SubscriberRows(session, now);
        Optional<Subscription> known = rows.find(address);
        desk.dropRequests(address);
        if (known.isPresent()) {
            leave(session, rows, known.get(), by(letter), Cause.LEFT, SubscriberState.OFF, now);
            desk.tell(letter, known.get(), AnswerKind.LEFT, List.of());
        } else {
            desk.tellStranger(letter, AnswerKind.LEFT, address, language);
        }
        return "left";
    }

    private void leave(
            Session session,
            SubscriberRows rows,
            Subscription known,
            Authority by,
            Cause cause,
            SubscriberState state,
            Instant now)
            throws SQLException {
        new Suppressions(session, suppressed, now).add(known.subscriber().address(), cause);
        if (known.state() != SubscriberState.OFF && known.state() != SubscriberState.SUPPRESSED) {
            rows.become(known, state, by);
        }
    }

    private static String change(Session session, Desk desk, Unread letter, Request request, Instant now)
            throws SQLException {
        Optional<Subscription> known = new SubscriberRows(session, now)
                .find(request.address)
                .filter(found -> found.state() == SubscriberState.ACTIVE);
        if (known.isEmpty()) {
            desk.tellStranger(letter, AnswerKind.NO_SUBSCRIBER, request.address, request.language);
            return "settings of nobody";
        }
        return change(session, desk, letter, known.get(), request.settings, now);
    }

    private static String change(
            Session session, Desk desk, Unread letter, Subscription known, List<String> lines, Instant now)
            throws SQLException {
        SubscriberRows rows = new SubscriberRows(session, now);
        Settings wished = Settings.of(known).with(lines);
        if (!wished.problems().isEmpty()) {
            desk.tell(letter, known, AnswerKind.SETTINGS_REFUSED, wished.problems());
            return "settings that are none";
        }
        rows.settle(known, wished, by(letter));
        Subscription changed = rows.find(known.subscriber().id()).orElseThrow();
        desk.tell(letter, changed, AnswerKind.SETTINGS, Settings.lines(changed));
        return lines.isEmpty() ? "told the settings" : "changed settings";
    }

    /// Ends a subscription at the word of its token, which is proof enough.
    public void unsubscribe(Unread letter, long subscriber, Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> known = rows.find(subscriber)
                    .filter(found ->
                            found.state() != SubscriberState.OFF && found.state() != SubscriberState.SUPPRESSED);
            if (known.isEmpty()) {
                return close(session, letter, "left before");
            }
            Subscription leaving = known.get();
            return close(
                    session,
                    letter,
                    leave(
                            session,
                            new Desk(session, now, composer),
                            letter,
                            leaving.subscriber().address(),
                            leaving.subscriber().language(),
                            now));
        });
    }

    /// Changes a subscriber's settings at the word of their token, or tells them.
    public void settings(Unread letter, long subscriber, List<String> lines, Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Optional<Subscription> known = new SubscriberRows(session, now)
                    .find(subscriber)
                    .filter(found -> found.state() == SubscriberState.ACTIVE);
            return close(
                    session,
                    letter,
                    known.isEmpty()
                            ? "settings of nobody"
                            : change(session, new Desk(session, now, composer), letter, known.get(), lines, now));
        });
    }

    /// Drops wishes that nobody confirmed, and forgets who was never more than asked for.
    ///
    /// @return how many were forgotten
    public int expire() {
        Instant now = clock.instant();
        Instant before = now.minus(CONFIRMED_WITHIN);
        List<EmailAddress> unconfirmed = store.read(session -> session.query(
                        "SELECT address FROM subscriber WHERE state = 'pending' AND changed_at < ? AND consented_at IS NULL",
                        before)
                .list(row -> new EmailAddress(row.text("address"))));
        boolean stale =
                store.read(session -> session.query("SELECT 1 AS one FROM request WHERE asked_at < ? LIMIT 1", before)
                        .first(row -> row.integer("one"))
                        .isPresent());
        if (unconfirmed.isEmpty() && !stale) {
            return 0;
        }
        return store.write(session -> {
            session.query("DELETE FROM request WHERE asked_at < ?", before).update();
            SubscriberRows rows = new SubscriberRows(session, now);
            for (EmailAddress address : unconfirmed) {
                Optional<Subscription> known =
                        rows.find(address).filter(found -> found.state() == SubscriberState.PENDING);
                if (known.isPresent()) {
                    rows.forget(known.get(), new Authority(Who.DAEMON, "never confirmed"));
                }
            }
            return unconfirmed.size();
        });
    }

    private static Authority by(Unread letter) {
        return new Authority(Who.SUBSCRIBER, "mail " + letter.message());
    }

    private String close(Session session, Unread letter, String outcome) throws SQLException {
        return close(session, letter, outcome, clock.instant());
    }

    /// Marks a mail as dealt with.
    static String close(Session session, Unread letter, String outcome, Instant now) throws SQLException {
        session.query("INSERT INTO letter (message, at, outcome) VALUES (?, ?, ?)", letter.message(), now, outcome)
                .update();
        Meta.put(session, READ, Long.toString(letter.message()));
        return outcome;
    }

    /// Makes an answer a mail and plans it.
    static void plan(
            Session session,
            Instant now,
            Optional<Long> message,
            Optional<Subscription> proven,
            PlannedAnswer answer,
            Composer composer)
            throws SQLException {
        Composed mail = composer.compose(answer);
        session.query(
                        """
                INSERT INTO answer (message, subscriber, address, kind, state, planned_at, next_attempt_at,
                  message_id, sender, octets)
                VALUES (?1, ?2, ?3, ?4, 'planned', ?5, ?5, ?6, ?7, ?8)""",
                        message,
                        proven.map(known -> known.subscriber().id()),
                        answer.to().value(),
                        answer.kind().text(),
                        now,
                        mail.messageId(),
                        mail.sender().map(EmailAddress::value),
                        mail.octets())
                .update();
    }

    private record Request(EmailAddress address, Wanted wanted, Language language, List<String> settings) {}

    /// Requests and answers within one transaction.
    private record Desk(Session session, Instant now, Composer composer) {
        /// Why this address is not to be written to now, if so: whoever writes in other people's names must not
        /// make us fill their mailboxes.
        Optional<String> limit(EmailAddress to, Optional<Subscription> proven) throws SQLException {
            if (count("SELECT count(*) AS n FROM answer WHERE planned_at > ?", now.minus(Duration.ofHours(1)))
                    >= ANSWERS_AN_HOUR) {
                return Optional.of("not answered: " + ANSWERS_AN_HOUR + " answers in an hour");
            }
            Instant yesterday = now.minus(Duration.ofDays(1));
            int today = proven.isPresent()
                    ? count(
                            "SELECT count(*) AS n FROM answer WHERE address = ? AND planned_at > ?",
                            to.value(),
                            yesterday)
                    : count(
                            "SELECT count(*) AS n FROM answer WHERE address = ? AND planned_at > ? AND subscriber IS NULL",
                            to.value(),
                            yesterday);
            return today >= (proven.isPresent() ? PROVEN_ANSWERS_A_DAY : 1)
                    ? Optional.of("not answered: answered within a day")
                    : Optional.empty();
        }

        private int count(String sql, Object... parameters) throws SQLException {
            return session.query(sql, parameters).one(row -> row.integer("n"));
        }

        long keepRequest(EmailAddress from, Wanted wanted, Language language, List<String> settings, String nonce)
                throws SQLException {
            dropRequests(from);
            return session.insert(
                    "INSERT INTO request (address, wish, language, settings, nonce, asked_at) VALUES (?, ?, ?, ?, ?, ?)",
                    from.value(),
                    wanted.name().toLowerCase(Locale.ROOT),
                    language.tag(),
                    String.join("\n", settings),
                    nonce,
                    now);
        }

        /// The last wish of an address is the one that counts.
        void dropRequests(EmailAddress address) throws SQLException {
            session.query("DELETE FROM request WHERE address = ?", address.value())
                    .update();
        }

        Optional<Request> takeRequest(long number, String nonce) throws SQLException {
            Optional<Request> request = session.query("""
                    SELECT address, wish, language, settings FROM request WHERE id = ? AND nonce = ? AND asked_at > ?""", number, nonce, now.minus(CONFIRMED_WITHIN))
                    .first(row -> new Request(
                            new EmailAddress(row.text("address")),
                            Wanted.valueOf(row.text("wish").toUpperCase(Locale.ROOT)),
                            Language.valueOf(row.text("language").toUpperCase(Locale.ROOT)),
                            row.lines("settings")));
            session.query("DELETE FROM request WHERE id = ? AND nonce = ?", number, nonce)
                    .update();
            return request;
        }

        void tell(Unread letter, Subscription known, AnswerKind kind, List<String> lines) throws SQLException {
            EmailAddress to = known.subscriber().address();
            if (limit(to, Optional.of(known)).isEmpty()) {
                plan(
                        letter,
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
        void tellStranger(Unread letter, AnswerKind kind, EmailAddress to, Language language) throws SQLException {
            if (count("SELECT count(*) AS n FROM answer WHERE planned_at > ?", now.minus(Duration.ofHours(1)))
                    < ANSWERS_AN_HOUR) {
                plan(letter, Optional.empty(), new PlannedAnswer(kind, to, language, 0, 0, "", List.of()));
            }
        }

        void plan(Unread letter, Optional<Subscription> proven, PlannedAnswer answer) throws SQLException {
            Letters.plan(session, now, Optional.of(letter.message()), proven, answer, composer);
        }
    }
}
