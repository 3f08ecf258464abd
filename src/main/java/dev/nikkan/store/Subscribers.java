package dev.nikkan.store;

import dev.nikkan.model.Authority;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Consent;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.model.Subscription;
import dev.nikkan.model.Variant;
import dev.nikkan.store.Suppressions.Cause;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who gets the digest. Thread-safe.
public final class Subscribers {
    private final Store store;
    private final InstantSource clock;
    private final SuppressionFile suppressed;

    public Subscribers(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.suppressed = new SuppressionFile(store.file());
    }

    /// The operator's word does not bring back who complained.
    public static final class ComplainedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ComplainedException(EmailAddress address) {
            super(address + " complained");
        }
    }

    /// Makes an address an active subscriber, or changes the language of one that is. The operator's word: it
    /// stands also for who left before.
    ///
    /// @return whether it was none before
    /// @throws ComplainedException if it complained, here or in a list that was imported
    public boolean add(EmailAddress address, Language language) {
        Instant now = clock.instant();
        return store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            lift(session, address, now);
            Optional<Subscription> before = rows.find(address);
            boolean active = before.filter(known -> known.state() == SubscriberState.ACTIVE)
                    .isPresent();
            if (active && before.get().subscriber().language() == language) {
                return false;
            }
            Optional<Consent> consent = active ? Optional.empty() : Optional.of(new Consent(now, "operator"));
            rows.put(address, language, SubscriberState.ACTIVE, consent, Authority.operator("subscribers add"));
            return !active;
        });
    }

    /// Brings back who left before. A restored store has to know first who that is.
    private void lift(Session session, EmailAddress address, Instant now) throws SQLException {
        heed(session, now);
        Suppressions suppressions = new Suppressions(session, suppressed, now);
        if (suppressions.cause(address).equals(Optional.of(Cause.COMPLAINED.text()))) {
            throw new ComplainedException(address);
        }
        suppressions.lift(address);
    }

    /// Makes a subscriber who is pending or paused active, on the operator's word.
    ///
    /// @return whether there was one
    /// @throws ComplainedException if it complained before it asked again
    public boolean confirm(EmailAddress address) {
        Instant now = clock.instant();
        return store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> waiting = rows.find(address)
                    .filter(known ->
                            known.state() == SubscriberState.PENDING || known.state() == SubscriberState.PAUSED);
            if (waiting.isPresent()) {
                lift(session, address, now);
                rows.put(
                        address,
                        waiting.get().subscriber().language(),
                        SubscriberState.ACTIVE,
                        waiting.get().consent().or(() -> Optional.of(new Consent(now, "operator"))),
                        Authority.operator("subscribers confirm"));
            }
            return waiting.isPresent();
        });
    }

    /// Ends a subscription; what is planned for the address and not yet being sent is suppressed.
    ///
    /// @return whether the address was subscribed
    public boolean remove(EmailAddress address) {
        Instant now = clock.instant();
        return store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> known = rows.find(address).filter(Subscribers::isOn);
            if (known.isPresent()) {
                new Suppressions(session, suppressed, now).add(address, Cause.REMOVED);
                rows.become(known.get(), SubscriberState.OFF, Authority.operator("subscribers remove"));
            }
            return known.isPresent();
        });
    }

    private static boolean isOn(Subscription subscription) {
        return switch (subscription.state()) {
            case PENDING, ACTIVE, PAUSED -> true;
            case OFF, SUPPRESSED -> false;
        };
    }

    /// Erases an address, of a subscriber or of who only wrote to us. Only its hash stays, so that no import
    /// brings it back.
    ///
    /// @return whether it was known
    public boolean forget(EmailAddress address) {
        Instant now = clock.instant();
        boolean forgotten = store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> known = rows.find(address);
            if (known.isPresent()) {
                rows.forget(known.get(), Authority.operator("subscribers forget"));
            }
            boolean wrote = new Erasure(session).erase(address);
            if (known.isPresent() || wrote) {
                new Suppressions(session, suppressed, now).add(address, Cause.FORGOTTEN);
            }
            return known.isPresent() || wrote;
        });
        store.emptyLog();
        return forgotten;
    }

    /// The active subscribers, in the order they first came.
    public List<Subscriber> list() {
        return store.read(session -> session.query(
                        "SELECT id, address, language, text_only, one_mail, filter, quiet_days FROM subscriber WHERE state = 'active' ORDER BY id")
                .list(SubscriberRows::subscriber));
    }

    /// All who were ever known and are not forgotten, in the order they first came.
    public List<Subscription> all() {
        return store.read(session -> new SubscriberRows(session, clock.instant()).all());
    }

    public Optional<Subscription> find(EmailAddress address) {
        return store.read(session -> new SubscriberRows(session, clock.instant()).find(address));
    }

    /// What was changed about a subscriber, oldest first.
    public List<SubscriberChange> changes(Subscriber subscriber) {
        return store.read(session -> session.query(
                        "SELECT at, who, what, was, became FROM subscriber_change WHERE subscriber = ? ORDER BY id",
                        subscriber.id())
                .list(row -> new SubscriberChange(
                        row.instant("at"), row.text("who"), row.text("what"), row.text("was"), row.text("became"))));
    }

    /// The newest mails to a subscriber, one a line: day, part, state and the server's words.
    public List<SentMail> mails(Subscriber subscriber, int limit) {
        return store.read(session -> session.query("""
                SELECT day, part, state, reply FROM delivery WHERE subscriber = ? ORDER BY id DESC LIMIT ?""", subscriber.id(), limit)
                .list(row -> new SentMail(
                        row.day("day"), row.integer("part"), row.text("state"), row.optionalText("reply"))));
    }

    /// @param state as in `v_delivery`
    public record SentMail(Day day, int part, String state, Optional<String> reply) {}

    /// One line of a list to import.
    ///
    /// @param choice for who is new here, or only pending; what others chose here stands
    /// @param state [SubscriberState#ACTIVE] with a consent joins, also who is pending here; who is off or
    ///     suppressed elsewhere is turned off, and of a stranger only the hash is kept; others are passed over
    public record Candidate(EmailAddress address, Choice choice, SubscriberState state, Optional<Consent> consent) {}

    /// What became of the lines.
    ///
    /// @param blocked on the list of those who left, complained, bounced or were forgotten
    /// @param suppressed kept out from now on
    /// @param turnedOff those of them who were subscribers here
    /// @param passedOver pending or paused elsewhere
    public record ImportOutcome(int added, int known, int blocked, int suppressed, int turnedOff, int passedOver) {}

    private enum Fate {
        ADDED,
        KNOWN,
        BLOCKED,
        KEPT_OUT,
        TURNED_OFF,
        PASSED_OVER
    }

    /// Takes over subscribers of another list, in one transaction: none if the candidates end with an exception.
    ///
    /// @param candidates taken one by one, so that they may be more than memory holds
    public ImportOutcome importAll(Iterator<Candidate> candidates, Authority by) {
        Instant now = clock.instant();
        return store.write(session -> {
            heed(session, now);
            SubscriberRows rows = new SubscriberRows(session, now);
            Suppressions suppressions = new Suppressions(session, suppressed, now);
            Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
            while (candidates.hasNext()) {
                Candidate candidate = candidates.next();
                Fate fate = switch (candidate.state()) {
                    case ACTIVE -> takeIn(rows, suppressions, candidate, by);
                    case OFF, SUPPRESSED -> keepOut(rows, suppressions, candidate, by);
                    case PENDING, PAUSED -> Fate.PASSED_OVER;
                };
                fates.merge(fate, 1, Integer::sum);
            }
            int turnedOff = fates.getOrDefault(Fate.TURNED_OFF, 0);
            int keptOut = fates.getOrDefault(Fate.KEPT_OUT, 0) + turnedOff;
            if (keptOut > 0) {
                suppressions.tellFile();
            }
            return new ImportOutcome(
                    fates.getOrDefault(Fate.ADDED, 0),
                    fates.getOrDefault(Fate.KNOWN, 0),
                    fates.getOrDefault(Fate.BLOCKED, 0),
                    keptOut,
                    turnedOff,
                    fates.getOrDefault(Fate.PASSED_OVER, 0));
        });
    }

    private static Fate takeIn(SubscriberRows rows, Suppressions suppressions, Candidate candidate, Authority by)
            throws SQLException {
        EmailAddress address = candidate.address();
        Optional<Subscription> before = rows.find(address);
        if (before.filter(Subscribers::hasJoined).isPresent()) {
            return Fate.KNOWN;
        }
        boolean left = before.filter(known -> !isOn(known)).isPresent();
        if (left || suppressions.cause(address).isPresent()) {
            return Fate.BLOCKED;
        }
        // Whoever typed a pending address into a form need not be who reads its mail: their choice says nothing.
        Choice choice = candidate.choice();
        rows.put(address, choice.variant().language(), SubscriberState.ACTIVE, candidate.consent(), by);
        Subscription joined = rows.find(address).orElseThrow();
        if (!joined.subscriber().choice().equals(choice)) {
            rows.settle(joined, Settings.of(choice), by);
        }
        return Fate.ADDED;
    }

    private static Fate keepOut(SubscriberRows rows, Suppressions suppressions, Candidate candidate, Authority by)
            throws SQLException {
        EmailAddress address = candidate.address();
        Optional<Subscription> before = rows.find(address);
        Optional<String> said = suppressions.cause(address);
        boolean on = before.filter(Subscribers::isOn).isPresent();
        // A complaint outweighs having left, whichever was told first: no operator's word lifts it.
        boolean complained =
                candidate.state() == SubscriberState.SUPPRESSED || said.equals(Optional.of(Cause.COMPLAINED.text()));
        boolean settled = said.filter(word ->
                        !complained || word.equals(Cause.COMPLAINED.text()) || word.equals(Cause.FORGOTTEN.text()))
                .isPresent();
        if (!on && settled) {
            return Fate.KNOWN;
        }
        suppressions.enter(address, complained ? Cause.COMPLAINED : Cause.LEFT);
        if (before.isPresent()) {
            rows.become(before.get(), complained ? SubscriberState.SUPPRESSED : SubscriberState.OFF, by);
        }
        return on ? Fate.TURNED_OFF : Fate.KEPT_OUT;
    }

    /// Turns off who left since this store was backed up, by the file beside it, and erases who was forgotten
    /// since. To be called before anything is sent.
    ///
    /// @return how many were turned off
    public int heedSuppressions() {
        Instant now = clock.instant();
        return store.write(session -> heed(session, now));
    }

    private int heed(Session session, Instant now) throws SQLException {
        Map<Sha256, SuppressionFile.Entry> entries = suppressed.read();
        if (entries.isEmpty()) {
            return 0;
        }
        Suppressions suppressions = new Suppressions(session, suppressed, now);
        boolean restored = false;
        for (Map.Entry<Sha256, SuppressionFile.Entry> entry : entries.entrySet()) {
            restored |= suppressions.heed(entry.getKey(), entry.getValue())
                    && entry.getValue().isForgotten();
        }
        SubscriberRows rows = new SubscriberRows(session, now);
        Authority file = new Authority(Authority.Who.DAEMON, "left since this store was backed up");
        int turnedOff = 0;
        for (Map.Entry<EmailAddress, SuppressionFile.Entry> left :
                whoLeft(session, entries).entrySet()) {
            Subscription known = rows.find(left.getKey()).orElseThrow();
            SuppressionFile.Entry entry = left.getValue();
            turnedOff += hasJoined(known) ? 1 : 0;
            if (entry.isForgotten() && !hasAskedSince(known, entry)) {
                rows.forget(known, file);
            } else if (hasJoined(known)) {
                rows.become(known, stateAfter(entry.cause()), file);
            }
        }
        if (restored) {
            eraseStrangers(session, entries);
        }
        return turnedOff;
    }

    /// The subscribers who left by the file; of the others nothing is kept.
    private static Map<EmailAddress, SuppressionFile.Entry> whoLeft(
            Session session, Map<Sha256, SuppressionFile.Entry> entries) throws SQLException {
        Map<EmailAddress, SuppressionFile.Entry> left = new LinkedHashMap<>();
        session.query("SELECT address FROM subscriber ORDER BY id").each(row -> {
            EmailAddress address = new EmailAddress(row.text("address"));
            SuppressionFile.Entry entry = entries.get(Suppressions.hash(address));
            if (entry != null && !entry.lifted()) {
                left.put(address, entry);
            }
        });
        return left;
    }

    private static boolean hasAskedSince(Subscription known, SuppressionFile.Entry entry) {
        return known.state() == SubscriberState.PENDING && !known.changedAt().isBefore(entry.since());
    }

    /// Of who was no subscriber only mails and answers bear the address.
    private static void eraseStrangers(Session session, Map<Sha256, SuppressionFile.Entry> entries)
            throws SQLException {
        List<EmailAddress> addresses = session.query("""
                        SELECT address FROM answer UNION SELECT address FROM request
                        UNION SELECT sender FROM message WHERE status = 'other' AND sender IS NOT NULL""").list(row -> row.text("address")).stream()
                .flatMap(text -> EmailAddress.parse(text).stream())
                .toList();
        for (EmailAddress address : addresses) {
            SuppressionFile.Entry entry = entries.get(Suppressions.hash(address));
            if (entry != null && entry.isForgotten()) {
                new Erasure(session).erase(address);
            }
        }
    }

    /// Who left and asks again is pending: that is no subscription to end.
    private static boolean hasJoined(Subscription subscription) {
        return subscription.state() == SubscriberState.ACTIVE || subscription.state() == SubscriberState.PAUSED;
    }

    private static SubscriberState stateAfter(String cause) {
        return cause.equals(Cause.COMPLAINED.text()) ? SubscriberState.SUPPRESSED : SubscriberState.OFF;
    }

    /// What the active subscribers chose, each once: what was written in several ways may mean the same.
    static List<Variant> variants(Session session) throws SQLException {
        return session
                .query("""
                SELECT DISTINCT language, text_only, one_mail, filter FROM subscriber WHERE state = 'active'
                ORDER BY language, text_only, one_mail, filter""")
                .list(row -> new Variant(
                        Language.valueOf(row.text("language").toUpperCase(Locale.ROOT)),
                        row.truth("text_only"),
                        row.truth("one_mail"),
                        Filter.parse(row.text("filter")).orElse(Filter.EVERYTHING)))
                .stream()
                .distinct()
                .toList();
    }

    /// The active subscribers who have no delivery of a day, in the order of sending: who has a filter
    /// comes after all who have none, beside those with the same, to whom the same body goes. Among them each
    /// domain has its turn, so that none gets all its mail at once or after all others.
    static List<Subscriber> without(Session session, Day day) throws SQLException {
        return session.query("""
                SELECT id, address, language, text_only, one_mail, filter, quiet_days FROM subscriber
                WHERE state = 'active' AND id NOT IN (SELECT d.subscriber FROM delivery d WHERE d.day = ?)
                ORDER BY filter <> 'all', filter,
                  row_number() OVER (PARTITION BY filter, substr(address, instr(address, '@') + 1) ORDER BY id), id""", day).list(SubscriberRows::subscriber);
    }
}
