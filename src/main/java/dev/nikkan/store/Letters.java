package dev.nikkan.store;

import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Authority.Who;
import dev.nikkan.model.Consent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.FilterNames;
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

/// What people ask of us, by a mail to the list's address or on the web, and what is done for them. Whatever a
/// mail asks is done in the transaction that marks it as read and plans its answer: a crash between them is
/// none. Thread-safe.
public final class Letters {
    /// How long a wish waits to be confirmed.
    public static final Duration CONFIRMED_WITHIN = Duration.ofDays(7);

    private final Store store;
    private final MailStore mails;
    private final InstantSource clock;
    private final FilterNames names;
    private final SuppressionFile suppressed;

    /// @param names that filters may use
    public Letters(Store store, MailStore mails, InstantSource clock, FilterNames names) {
        this.store = store;
        this.mails = mails;
        this.clock = clock;
        this.names = names;
        this.suppressed = new SuppressionFile(store.file());
    }

    /// Makes a planned answer a mail, within the transaction that plans it.
    public interface Composer {
        Composed compose(PlannedAnswer answer);
    }

    /// @param messageId without angle brackets
    /// @param sender the envelope's; empty: that of the configuration
    public record Composed(String messageId, Optional<EmailAddress> sender, Octets octets) {}

    /// Where somebody asks. The same is done at both doors; what differs is how they learn of it.
    public sealed interface Door permits Unread, Visit {}

    /// A mail that nobody has looked at yet.
    ///
    /// @param arrivedAt as the server says
    public record Unread(long message, Octets octets, Optional<Instant> arrivedAt, Instant storedAt) implements Door {}

    /// On the web, where the next page says what was done: no mail says it again.
    public enum Visit implements Door {
        PAGE("web page"),
        /// The button of a mail program (RFC 8058).
        ONE_CLICK("one click");

        private final String text;

        Visit(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /// What was asked without proof of who asks.
    public enum Wanted {
        SUBSCRIBE(AnswerKind.CONFIRM_SUBSCRIBE),
        UNSUBSCRIBE(AnswerKind.CONFIRM_UNSUBSCRIBE),
        SETTINGS(AnswerKind.CONFIRM_SETTINGS);

        private final AnswerKind question;

        Wanted(AnswerKind question) {
            this.question = question;
        }

        AnswerKind question() {
            return question;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What was done.
    public enum Deed {
        JOINED("joined"),
        LEFT("left"),
        LEFT_BEFORE("left before"),
        TOLD("told the settings"),
        CHANGED("changed settings"),
        /// Nothing is changed where one line is not understood.
        REFUSED("settings that are none"),
        NOBODY("settings of nobody"),
        /// By the same token, within a week.
        CONFIRMED_BEFORE("confirmed before"),
        STALE("a confirmation of nothing that waits");

        private final String text;

        Deed(String text) {
            this.text = text;
        }
    }

    /// @param whose as it is now; empty where there is no subscriber, or none that may be told
    /// @param refused the settings that were wished, where they were refused: what was understood of them, and what
    ///     was not
    public record Outcome(Deed deed, Optional<Subscription> whose, Optional<Settings> refused) {
        public static Outcome of(Deed deed) {
            return new Outcome(deed, Optional.empty(), Optional.empty());
        }

        static Outcome of(Deed deed, Subscription whose) {
            return new Outcome(deed, Optional.of(whose), Optional.empty());
        }
    }

    /// The mails from mailboxes that announce nothing and wait, oldest first.
    public List<Unread> unread(int limit) {
        return store.readSnapshot(session -> new LetterQueue(session).unread(limit)).stream()
                .flatMap(id -> mails.letter(id).stream())
                .toList();
    }

    /// Nothing up to here waits any more, if [#unread(int)] found nothing.
    public void passOver() {
        long highest = store.readSnapshot(session -> new LetterQueue(session).ahead());
        if (highest > 0) {
            store.write(session -> new LetterQueue(session).passOver(highest));
        }
    }

    /// Leaves a mail alone.
    public void pass(Unread letter, String outcome) {
        store.write(session -> close(session, letter, outcome));
    }

    /// Leaves a mail alone that is about a subscriber, as its verified token says.
    public void pass(Unread letter, long subscriber, String outcome) {
        store.write(session -> new LetterQueue(session).close(letter, subscriber, outcome, clock.instant()));
    }

    /// Asks whoever reads the address's mail whether they meant it. Known or not, they are asked the same. Where they
    /// may not be written to yet the wish waits until they may.
    ///
    /// @param nonce unpredictable
    public void ask(
            Door door,
            EmailAddress from,
            Wanted wanted,
            Language language,
            List<String> settings,
            String nonce,
            Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<String> old = Desk.old(door);
            if (old.isPresent()) {
                return close(session, door, old.get());
            }
            Request wish = new Request(from, wanted, language, settings, Desk.message(door));
            Optional<String> limit = desk.limit(from, Optional.empty());
            if (limit.isPresent()) {
                return close(
                        session,
                        door,
                        desk.keep(wish, nonce) ? "kept to be asked back later: " + wanted.text() : limit.get());
            }
            desk.dropRequests(from);
            desk.question(wish, desk.insert(wish, nonce, false), nonce);
            return close(session, door, "asked to confirm: " + wanted.text());
        });
    }

    /// Asks back the wishes that have waited until they may be: first those of subscribers, then the oldest.
    ///
    /// @return how many
    public int askWaiting(Composer composer) {
        Instant now = clock.instant();
        List<Long> due = store.readSnapshot(session -> new Desk(session, now, composer).due());
        if (due.isEmpty()) {
            return 0;
        }
        return store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            int asked = 0;
            for (long number : due) {
                asked += desk.askWaiting(number) ? 1 : 0;
            }
            return asked;
        });
    }

    /// Answers what needs no proof and changes nothing.
    public void answer(Unread letter, AnswerKind kind, EmailAddress from, Language language, Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<String> limit = desk.silence(letter, from);
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
            Outcome outcome = confirm(desk, letter, number, nonce);
            boolean idle = outcome.deed() == Deed.STALE || outcome.deed() == Deed.CONFIRMED_BEFORE;
            if (idle && desk.silence(letter, from).isEmpty()) {
                desk.plan(
                        letter,
                        Optional.empty(),
                        new PlannedAnswer(AnswerKind.STALE, from, language, 0, 0, "", List.of()));
            }
            return close(session, letter, outcome.deed().text);
        });
    }

    /// Does what was asked for, on the web.
    public Outcome confirm(Visit visit, long number, String nonce, Composer composer) {
        Instant now = clock.instant();
        return store.write(session -> confirm(new Desk(session, now, composer), visit, number, nonce));
    }

    /// What waits to be confirmed.
    public Optional<Wanted> waiting(long number, String nonce) {
        Instant now = clock.instant();
        return store.readSnapshot(session -> Desk.request(session, now, number, nonce))
                .map(Request::wanted);
    }

    /// Whether it was confirmed within the last week.
    public boolean isUsed(long number, String nonce) {
        return store.readSnapshot(session -> Desk.isUsed(session, number, nonce));
    }

    private Outcome confirm(Desk desk, Door door, long number, String nonce) throws SQLException {
        Optional<Request> request = desk.takeRequest(number, nonce);
        if (request.isEmpty()) {
            return Outcome.of(Desk.isUsed(desk.session(), number, nonce) ? Deed.CONFIRMED_BEFORE : Deed.STALE);
        }
        Outcome outcome = switch (request.get().wanted()) {
            case SUBSCRIBE -> join(desk, door, request.get());
            case UNSUBSCRIBE ->
                leave(desk, door, request.get().address(), request.get().language());
            case SETTINGS -> change(desk, door, request.get());
        };
        desk.proved(request.get().address());
        return outcome;
    }

    private Outcome join(Desk desk, Door door, Request request) throws SQLException {
        SubscriberRows rows = desk.rows();
        new Suppressions(desk.session(), suppressed, desk.now()).lift(request.address());
        rows.put(
                request.address(),
                request.language(),
                SubscriberState.ACTIVE,
                Optional.of(new Consent(desk.now(), by(door).what())),
                by(door));
        Subscription joined = rows.find(request.address()).orElseThrow();
        // On the web too: the mail bears the token of their settings, for later.
        desk.tell(door, joined, AnswerKind.WELCOME, Settings.lines(joined));
        return Outcome.of(Deed.JOINED, joined);
    }

    private Outcome leave(Desk desk, Door door, EmailAddress address, Language language) throws SQLException {
        SubscriberRows rows = desk.rows();
        Optional<Subscription> known = rows.find(address);
        desk.dropRequests(address);
        if (known.isPresent()) {
            leave(desk, known.get(), by(door), Cause.LEFT, SubscriberState.OFF);
            desk.tellByMail(door, known.get(), AnswerKind.LEFT, List.of());
        } else {
            desk.tellStranger(door, AnswerKind.LEFT, address, language);
        }
        return Outcome.of(Deed.LEFT);
    }

    private void leave(Desk desk, Subscription known, Authority by, Cause cause, SubscriberState state)
            throws SQLException {
        new Suppressions(desk.session(), suppressed, desk.now())
                .add(known.subscriber().address(), cause);
        if (isOn(known)) {
            desk.rows().become(known, state, by);
        }
    }

    static boolean isOn(Subscription known) {
        return known.state() != SubscriberState.OFF && known.state() != SubscriberState.SUPPRESSED;
    }

    private Outcome change(Desk desk, Door door, Request request) throws SQLException {
        Optional<Subscription> known =
                desk.rows().find(request.address()).filter(found -> found.state() == SubscriberState.ACTIVE);
        if (known.isEmpty()) {
            desk.tellStranger(door, AnswerKind.NO_SUBSCRIBER, request.address(), request.language());
            return Outcome.of(Deed.NOBODY);
        }
        return change(desk, door, known.get(), request.settings());
    }

    private Outcome change(Desk desk, Door door, Subscription known, List<String> lines) throws SQLException {
        SubscriberRows rows = desk.rows();
        Settings wished = Settings.of(known).with(lines, names);
        if (!wished.problems().isEmpty()) {
            desk.tellByMail(door, known, AnswerKind.SETTINGS_REFUSED, wished.problems());
            return new Outcome(Deed.REFUSED, Optional.of(known), Optional.of(wished));
        }
        rows.settle(known, wished, by(door));
        Subscription changed = rows.find(known.subscriber().id()).orElseThrow();
        desk.tellByMail(door, changed, AnswerKind.SETTINGS, Settings.lines(changed));
        return Outcome.of(lines.isEmpty() ? Deed.TOLD : Deed.CHANGED, changed);
    }

    /// Ends a subscription at the word of its token, which is proof enough.
    public Outcome unsubscribe(Door door, long subscriber, Composer composer) {
        Instant now = clock.instant();
        return store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<Subscription> known = desk.rows().find(subscriber).filter(Letters::isOn);
            Outcome outcome = known.isEmpty()
                    ? Outcome.of(Deed.LEFT_BEFORE)
                    : leave(
                            desk,
                            door,
                            known.get().subscriber().address(),
                            known.get().subscriber().language());
            close(session, door, subscriber, outcome.deed().text);
            return outcome;
        });
    }

    /// Ends a subscription at the word of its token, and answers nothing: the mail is one that is never answered.
    public void depart(Unread letter, long subscriber, Composer composer) {
        Instant now = clock.instant();
        store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<Subscription> known = desk.rows().find(subscriber).filter(Letters::isOn);
            if (known.isPresent()) {
                desk.dropRequests(known.get().subscriber().address());
                leave(desk, known.get(), by(letter), Cause.LEFT, SubscriberState.OFF);
            }
            Deed deed = known.isPresent() ? Deed.LEFT : Deed.LEFT_BEFORE;
            return new LetterQueue(session).close(letter, subscriber, deed.text + ", not answered", now);
        });
    }

    /// Ends a subscription and erases its address, at the word of its token. Only the hash of it stays.
    public void forget(Visit visit, long subscriber) {
        Instant now = clock.instant();
        store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> known = rows.find(subscriber);
            if (known.isPresent()) {
                new Suppressions(session, suppressed, now)
                        .add(known.get().subscriber().address(), Cause.FORGOTTEN);
                rows.forget(known.get(), by(visit));
            }
            return known.isPresent();
        });
        store.emptyLog();
    }

    /// Changes a subscriber's settings at the word of their token, or tells them.
    public Outcome settings(Door door, long subscriber, List<String> lines, Composer composer) {
        Instant now = clock.instant();
        return store.write(session -> {
            Desk desk = new Desk(session, now, composer);
            Optional<Subscription> known =
                    desk.rows().find(subscriber).filter(found -> found.state() == SubscriberState.ACTIVE);
            Outcome outcome = known.isEmpty() ? Outcome.of(Deed.NOBODY) : change(desk, door, known.get(), lines);
            close(session, door, subscriber, outcome.deed().text);
            return outcome;
        });
    }

    /// A subscriber by the number in a token that is verified.
    public Optional<Subscription> whose(long subscriber) {
        return store.readSnapshot(session -> new SubscriberRows(session, clock.instant()).find(subscriber));
    }

    /// Drops wishes that nobody confirmed, and forgets who was never more than asked for.
    ///
    /// @return how many were forgotten
    public int expire() {
        Instant now = clock.instant();
        Instant before = now.minus(CONFIRMED_WITHIN);
        List<EmailAddress> unconfirmed = store.read(session -> unconfirmed(session, before));
        boolean stale = store.read(session -> session.query(
                        "SELECT 1 AS one FROM request WHERE asked_at < ?1 UNION ALL SELECT 1 FROM used_confirmation WHERE used_at < ?1 LIMIT 1",
                        before)
                .first(row -> row.integer("one"))
                .isPresent());
        if (unconfirmed.isEmpty() && !stale) {
            return 0;
        }
        return store.write(session -> {
            session.query("DELETE FROM request WHERE asked_at < ?", before).update();
            session.query("DELETE FROM used_confirmation WHERE used_at < ?", before)
                    .update();
            SubscriberRows rows = new SubscriberRows(session, now);
            List<EmailAddress> still = unconfirmed(session, before);
            for (EmailAddress address : still) {
                rows.forget(rows.find(address).orElseThrow(), new Authority(Who.DAEMON, "never confirmed"));
            }
            return still.size();
        });
    }

    /// Who asked again has another week.
    private static List<EmailAddress> unconfirmed(Session session, Instant before) throws SQLException {
        return session.query("""
                SELECT address FROM subscriber s
                WHERE state = 'pending' AND changed_at < ? AND consented_at IS NULL
                  AND NOT EXISTS (SELECT 1 FROM request r WHERE r.address = s.address AND r.asked_at >= ?)""", before, before).list(row -> new EmailAddress(row.text("address")));
    }

    private static Authority by(Door door) {
        return new Authority(
                Who.SUBSCRIBER,
                switch (door) {
                    case Unread letter -> "mail " + letter.message();
                    case Visit visit -> visit.text;
                });
    }

    private String close(Session session, Door door, String outcome) throws SQLException {
        return switch (door) {
            case Unread letter -> new LetterQueue(session).close(letter, outcome, clock.instant());
            case Visit _ -> outcome;
        };
    }

    private void close(Session session, Door door, long subscriber, String outcome) throws SQLException {
        switch (door) {
            case Unread letter -> new LetterQueue(session).close(letter, subscriber, outcome, clock.instant());
            case Visit _ -> {}
        }
    }
}
