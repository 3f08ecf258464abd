package dev.nikkan.store;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Account;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The days as they are published. An edition is cut by a row: it holds what the store had then, whatever a
/// clock says, and what comes later is in the next. Thread-safe.
public final class Editions {
    /// How far an edition has come; a day without one is open.
    public enum State {
        BUILT,
        SENT,
        SKIPPED
    }

    /// Turns an edition's content into mails, inside the transaction that cuts it.
    public interface Composer {
        /// The operator's words on a day; asked for before the transaction begins, and kept with the edition.
        default Map<Language, String> closingNotes(Day day) {
            return Map.of();
        }

        /// @param variants each to be composed in all its parts
        List<Body> compose(DayInHistory day, List<Variant> variants, Lineage lineage);

        /// One recipient's own header blocks of an edition's mails, in the order of their headings.
        List<Header> headers(Day day, List<Heading> headings, Subscriber subscriber);
    }

    /// Under which names a draft has gone on.
    @FunctionalInterface
    public interface Lineage {
        /// @param draft a name, itself among the answers
        Set<String> names(String draft);

        /// As if nothing were known.
        Lineage UNKNOWN = Set::of;
    }

    /// What all recipients of a part and variant share.
    ///
    /// @param quiet whether there is nothing in it: who wants no quiet days does not get it
    public record Body(int part, Variant variant, boolean quiet, String subject, Octets octets) {
        public Body(int part, Language language, String subject, Octets octets) {
            this(part, Variant.of(language), false, subject, octets);
        }
    }

    /// @param part from 1
    public record Heading(int part, String subject) {}

    /// @param messageId without angle brackets
    /// @param sender the envelope's, where bounces go; empty: that of the configuration
    public record Header(String messageId, Optional<EmailAddress> sender, Octets octets) {
        public Header(String messageId, Octets octets) {
            this(messageId, Optional.empty(), octets);
        }
    }

    /// What became of a wish to build an edition.
    public sealed interface Outcome {}

    public record Built(int deliveries) implements Outcome {}

    public record Already(State state) implements Outcome {}

    /// The day's account does not balance, or mails are still to be read: nothing was cut.
    public record Unbalanced(Account account, int pending) implements Outcome {}

    private final Store store;
    private final InstantSource clock;
    private final FaultPoints faults;

    public Editions(Store store, InstantSource clock, FaultPoints faults) {
        this.store = store;
        this.clock = clock;
        this.faults = faults;
    }

    /// The first day that a digest is owed for, once it is known.
    public Optional<Day> firstDay() {
        return store.read(session -> Meta.get(session, Meta.FIRST_DAY)).map(Day::parse);
    }

    /// The first day: as kept, else `today`, which is kept from now on.
    public Day firstDay(Day today) {
        return store.write(session -> {
            Optional<String> kept = Meta.get(session, Meta.FIRST_DAY);
            if (kept.isEmpty()) {
                Meta.put(session, Meta.FIRST_DAY, today.toString());
            }
            return kept.map(Day::parse).orElse(today);
        });
    }

    /// Notes that the daemon has lived to see a day, so that a silent one is in the account too.
    public void open(Day day) {
        store.write(session -> session.query("INSERT INTO opened_day (day) VALUES (?) ON CONFLICT DO NOTHING", day)
                .update());
    }

    public Optional<State> state(Day day) {
        return store.read(session -> state(session, day));
    }

    private static Optional<State> state(Session session, Day day) throws SQLException {
        return session.query("SELECT state FROM edition WHERE day = ?", day)
                .first(row -> State.valueOf(row.text("state").toUpperCase(Locale.ROOT)));
    }

    /// The days from `first` to `last` that have no edition, oldest first.
    public List<Day> owed(Day first, Day last) {
        return store.read(session -> session.query("""
                WITH RECURSIVE calendar(day) AS (
                  SELECT ?1 WHERE ?1 <= ?2
                  UNION ALL
                  SELECT date(day, '+1 day') FROM calendar WHERE day < ?2)
                SELECT day FROM calendar WHERE day NOT IN (SELECT day FROM edition) ORDER BY day""", first, last).list(row -> row.day("day")));
    }

    /// Exactly what a day's edition holds; where there is none yet, the announcements of that day and no late
    /// ones.
    public EditionContent content(Day day) {
        return store.readSnapshot(session -> new ContentQuery(session).content(day));
    }

    /// A day's content, and the history that it is compared with.
    public DayInHistory inHistory(Day day) {
        return store.readSnapshot(session -> inHistory(session, day));
    }

    private static DayInHistory inHistory(Session session, Day day) throws SQLException {
        EditionContent content = new ContentQuery(session).content(day);
        List<DraftRevision> drafts =
                content.posts().stream().map(item -> item.post().draft()).toList();
        return new DayInHistory(
                content, new HistoryQuery(session).before(day, drafts), new FrameQuery(session).around(day));
    }

    public Account account(Day day) {
        return store.read(session -> new ContentQuery(session).account(day));
    }

    /// Cuts a day's edition, has it composed, and plans its deliveries: all in one transaction, or nothing.
    ///
    /// @param firstDay late arrivals of days before are history
    /// @param released whether to send it though sending is held
    public Outcome build(Day day, Day firstDay, List<String> unreadSources, boolean released, Composer composer) {
        Map<Language, String> closing = composer.closingNotes(day);
        return store.write(session -> {
            Optional<State> state = state(session, day);
            if (state.isPresent()) {
                return new Already(state.get());
            }
            ContentQuery query = new ContentQuery(session);
            Account account = query.account(day);
            int pending = query.pending();
            if (!account.balanced() || pending > 0) {
                return new Unbalanced(account, pending);
            }
            Instant now = clock.instant();
            cut(session, day, firstDay, unreadSources, State.BUILT, released, now);
            keepFrame(session, day, closing);
            keep(session, day, composer.compose(inHistory(session, day), variants(session), lineage(session)));
            int deliveries = plan(session, day, now, composer);
            Meta.remove(session, Meta.EDITION_WAITS);
            faults.passed(FaultPoint.BUILD_BEFORE_COMMIT);
            return new Built(deliveries);
        });
    }

    /// Late is what was fetched, be it that an archive had it first: then its copy, or its second place, was.
    private static void cut(
            Session session,
            Day day,
            Day firstDay,
            List<String> unreadSources,
            State state,
            boolean released,
            Instant now)
            throws SQLException {
        session.query("""
                INSERT INTO edition (day, state, cut_at, cut_message, unread_sources, released)
                VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM message), ?, ?)""", day, state.name().toLowerCase(Locale.ROOT), now, String.join("\n", unreadSources), released)
                .update();
        session.query("""
                INSERT INTO edition_item (message, day)
                SELECT m.id, ?1 FROM message m
                WHERE m.status = 'parsed' AND NOT EXISTS (SELECT 1 FROM edition_item i WHERE i.message = m.id)
                  AND (m.day = ?1
                       OR m.day < ?1 AND m.day >= ?2 AND ?3 <> 'SKIPPED'
                          AND EXISTS (SELECT 1 FROM edition e WHERE e.day = m.day)
                          AND (m.origin = 'mailbox' OR EXISTS (SELECT 1 FROM place p WHERE p.message = m.id)
                               OR EXISTS (SELECT 1 FROM message c WHERE c.duplicate_of = m.id AND c.origin = 'mailbox')))""", day, firstDay, state.name()).update();
    }

    private static void keepFrame(Session session, Day day, Map<Language, String> closing) throws SQLException {
        session.query("""
                INSERT INTO edition_source (day, source, read_at)
                SELECT ?, account || '/' || folder, passed_at FROM source_state""", day).update();
        for (Map.Entry<Language, String> words : closing.entrySet()) {
            session.query(
                            "INSERT INTO edition_note (day, language, text) VALUES (?, ?, ?)",
                            day,
                            words.getKey().tag(),
                            words.getValue())
                    .update();
        }
    }

    private static void keep(Session session, Day day, List<Body> bodies) throws SQLException {
        for (Body body : bodies) {
            session.query(
                            "INSERT INTO edition_body (day, part, variant, quiet, subject, octets) VALUES (?, ?, ?, ?, ?, ?)",
                            day,
                            body.part(),
                            body.variant().key(),
                            body.quiet(),
                            body.subject(),
                            body.octets())
                    .update();
        }
    }

    /// Plans a made edition for those who have subscribed since. Who has it, or will get it, is left alone.
    ///
    /// @return how many mails that is
    public int planForNewcomers(Day day, Composer composer) {
        return store.write(session -> {
            Set<String> made =
                    new HashSet<>(session.query("SELECT DISTINCT variant FROM edition_body WHERE day = ?", day)
                            .list(row -> row.text("variant")));
            List<Variant> missing = Subscribers.variants(session).stream()
                    .filter(variant -> !made.contains(variant.key()))
                    .toList();
            if (!made.isEmpty() && !missing.isEmpty()) {
                keep(
                        session,
                        day,
                        composer.compose(inHistory(session, day), missing, lineage(session)).stream()
                                .filter(body -> missing.contains(body.variant()))
                                .toList());
            }
            return plan(session, day, clock.instant(), composer);
        });
    }

    private static Lineage lineage(Session session) {
        return draft -> {
            try {
                return Set.copyOf(session.query("""
                        WITH RECURSIVE later(draft) AS (
                          SELECT ?
                          UNION
                          SELECT s.successor FROM later l JOIN v_succession s ON s.predecessor = l.draft)
                        SELECT draft FROM later LIMIT 100""", draft).list(row -> row.text("draft")));
            } catch (SQLException e) {
                throw new IllegalStateException("the names of " + draft + " cannot be looked up", e);
            }
        };
    }

    /// Under which names a draft has gone on, as the store knows it now.
    public Set<String> names(String draft) {
        return store.read(session -> lineage(session).names(draft));
    }

    /// What is wanted, and the plain ones always: they are the day's record.
    private static List<Variant> variants(Session session) throws SQLException {
        return Stream.concat(Stream.of(Language.values()).map(Variant::of), Subscribers.variants(session).stream())
                .distinct()
                .toList();
    }

    private static int plan(Session session, Day day, Instant now, Composer composer) throws SQLException {
        int deliveries = 0;
        for (Subscriber subscriber : Subscribers.without(session, day)) {
            List<Heading> headings = headings(session, day, subscriber.choice());
            List<Header> headers = headings.isEmpty() ? List.of() : composer.headers(day, headings, subscriber);
            for (int i = 0; i < headings.size(); i++) {
                plan(session, day, now, headings.get(i).part, headers.get(i), subscriber);
            }
            deliveries += headings.size();
        }
        return deliveries;
    }

    private static List<Heading> headings(Session session, Day day, Choice choice) throws SQLException {
        return session.query(
                        "SELECT part, subject FROM edition_body WHERE day = ? AND variant = ? AND quiet <= ? ORDER BY part",
                        day,
                        choice.variant().key(),
                        choice.quietDays())
                .list(row -> new Heading(row.integer("part"), row.text("subject")));
    }

    private static void plan(Session session, Day day, Instant now, int part, Header header, Subscriber subscriber)
            throws SQLException {
        session.query(
                        """
                INSERT INTO delivery (day, part, subscriber, address, language, variant, state, planned_at, next_attempt_at,
                  message_id, sender, header)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'planned', ?7, ?7, ?8, ?9, ?10)""",
                        day,
                        part,
                        subscriber.id(),
                        subscriber.address().value(),
                        subscriber.language().tag(),
                        subscriber.choice().variant().key(),
                        now,
                        header.messageId(),
                        header.sender().map(EmailAddress::value),
                        header.octets())
                .update();
    }

    /// Marks the open days from `first` up to, but not including, `end` as skipped.
    ///
    /// @return how many there were
    public int skip(Day first, Day end) {
        List<Day> days = owed(first, end.previous());
        Instant now = clock.instant();
        return store.write(session -> {
            int skipped = 0;
            for (Day day : days) {
                if (state(session, day).isEmpty()) {
                    cut(session, day, first, List.of(), State.SKIPPED, false, now);
                    skipped++;
                }
            }
            return skipped;
        });
    }

    /// Lets a built edition be sent though sending is held.
    /// Notes for other processes why an edition that is owed is not made.
    public void waits(String why) {
        store.write(session -> {
            Meta.put(session, Meta.EDITION_WAITS, why);
            return why;
        });
    }

    /// Why the oldest edition that is owed was not made when it was last looked for; forgotten when one is made.
    public Optional<String> whyWaiting() {
        return store.read(session -> Meta.get(session, Meta.EDITION_WAITS));
    }

    public void release(Day day) {
        store.write(session -> session.query("UPDATE edition SET released = 1 WHERE day = ?", day)
                .update());
    }
}
