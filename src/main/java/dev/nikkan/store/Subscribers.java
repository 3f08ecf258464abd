package dev.nikkan.store;

import dev.nikkan.model.Authority;
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

    /// Makes an address an active subscriber, or changes the language of one that is. The operator's word: it
    /// stands also for who left before, but not for who complained.
    ///
    /// @return whether it was none before
    public boolean add(EmailAddress address, Language language) {
        Instant now = clock.instant();
        return store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<SubscriberState> before = rows.find(address).map(Subscription::state);
            if (before.equals(Optional.of(SubscriberState.SUPPRESSED))) {
                throw new IllegalStateException(address + " complained");
            }
            boolean active = before.equals(Optional.of(SubscriberState.ACTIVE));
            new Suppressions(session, suppressed, now).lift(address);
            Optional<Consent> consent = active ? Optional.empty() : Optional.of(new Consent(now, "operator"));
            rows.put(address, language, SubscriberState.ACTIVE, consent, Authority.operator("subscribers add"));
            return !active;
        });
    }

    /// Makes a subscriber who is pending or paused active, on the operator's word.
    ///
    /// @return whether there was one
    public boolean confirm(EmailAddress address) {
        Instant now = clock.instant();
        return store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> waiting = rows.find(address)
                    .filter(known ->
                            known.state() == SubscriberState.PENDING || known.state() == SubscriberState.PAUSED);
            if (waiting.isPresent()) {
                new Suppressions(session, suppressed, now).lift(address);
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

    /// Erases an address. Only its hash stays, so that no import brings it back.
    ///
    /// @return whether it was known
    public boolean forget(EmailAddress address) {
        Instant now = clock.instant();
        return store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> known = rows.find(address);
            if (known.isPresent()) {
                new Suppressions(session, suppressed, now).add(address, Cause.FORGOTTEN);
                rows.forget(known.get(), Authority.operator("subscribers forget"));
            }
            return known.isPresent();
        });
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
    /// @param state [SubscriberState#ACTIVE] with a consent joins; of who is off or suppressed elsewhere only
    ///     the hash is kept; others are passed over
    public record Candidate(
            EmailAddress address, Language language, SubscriberState state, Optional<Consent> consent) {}

    /// What became of the lines.
    ///
    /// @param blocked on the list of those who left, complained, bounced or were forgotten
    /// @param passedOver pending or paused elsewhere
    public record ImportOutcome(int added, int known, int blocked, int suppressed, int passedOver) {}

    /// Takes over subscribers of another list, in one transaction.
    public ImportOutcome importAll(List<Candidate> candidates, Authority by) {
        Instant now = clock.instant();
        return store.write(session -> {
            heed(session, now);
            SubscriberRows rows = new SubscriberRows(session, now);
            Suppressions suppressions = new Suppressions(session, suppressed, now);
            int added = 0;
            int known = 0;
            int blocked = 0;
            int suppressedNow = 0;
            int passedOver = 0;
            for (Candidate candidate : candidates) {
                Optional<Subscription> before = rows.find(candidate.address());
                switch (candidate.state()) {
                    case ACTIVE -> {
                        if (before.isPresent() && isOn(before.get())) {
                            known++;
                        } else if (suppressions.cause(candidate.address()).isPresent() || before.isPresent()) {
                            blocked++;
                        } else {
                            rows.put(
                                    candidate.address(),
                                    candidate.language(),
                                    SubscriberState.ACTIVE,
                                    candidate.consent(),
                                    by);
                            added++;
                        }
                    }
                    case OFF, SUPPRESSED -> {
                        if (before.isPresent()) {
                            known++;
                        } else if (suppressions.cause(candidate.address()).isEmpty()) {
                            suppressions.add(
                                    candidate.address(),
                                    candidate.state() == SubscriberState.SUPPRESSED ? Cause.COMPLAINED : Cause.LEFT);
                            suppressedNow++;
                        } else {
                            known++;
                        }
                    }
                    case PENDING, PAUSED -> passedOver++;
                }
            }
            return new ImportOutcome(added, known, blocked, suppressedNow, passedOver);
        });
    }

    /// Turns off who left since this store was backed up, by the file beside it. To be called before anything
    /// is sent.
    ///
    /// @return how many that were
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
        for (Map.Entry<Sha256, SuppressionFile.Entry> entry : entries.entrySet()) {
            suppressions.heed(entry.getKey(), entry.getValue());
        }
        SubscriberRows rows = new SubscriberRows(session, now);
        int turnedOff = 0;
        for (Subscription known : rows.all()) {
            SuppressionFile.Entry entry =
                    entries.get(Suppressions.hash(known.subscriber().address()));
            if (entry != null && !entry.lifted() && hasJoined(known)) {
                Authority file = new Authority(Authority.Who.DAEMON, "left since this store was backed up");
                rows.become(known, stateAfter(entry.cause()), file);
                turnedOff++;
            }
        }
        return turnedOff;
    }

    /// Who left and asks again is pending: that is no subscription to end.
    private static boolean hasJoined(Subscription subscription) {
        return subscription.state() == SubscriberState.ACTIVE || subscription.state() == SubscriberState.PAUSED;
    }

    private static SubscriberState stateAfter(String cause) {
        return cause.equals(Cause.COMPLAINED.text()) ? SubscriberState.SUPPRESSED : SubscriberState.OFF;
    }

    /// What the active subscribers chose, each once.
    static List<Variant> variants(Session session) throws SQLException {
        return session.query("""
                SELECT DISTINCT language, text_only, one_mail, filter FROM subscriber WHERE state = 'active'
                ORDER BY language, text_only, one_mail, filter""")
                .list(row -> new Variant(
                        Language.valueOf(row.text("language").toUpperCase(Locale.ROOT)),
                        row.truth("text_only"),
                        row.truth("one_mail"),
                        Filter.parse(row.text("filter")).orElse(Filter.EVERYTHING)));
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
