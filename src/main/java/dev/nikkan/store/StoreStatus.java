package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.SubscriberState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the store can tell of the daemon's health, at one moment.
///
/// @param newest when the newest mail was stored
/// @param lastMail of each List-Id seen, when the last mail of its newest day was stored; an archive's counts by
///     when it had arrived or was sent
/// @param sources the watched folders, as their watches last wrote
/// @param deliveries how many there are in each state
/// @param subscribers how many there are in each state, without the forgotten
/// @param oldestWaiting the planning time of the oldest delivery not yet ended
/// @param quarantined how many mails are set aside, by cause
/// @param pending mails nobody has understood yet
/// @param unverified of the mails of the last seven days, how many were not found authentic
/// @param recent all mails of the last seven days; not those of an archive that was imported meanwhile
/// @param failing UIDs that could not be fetched yet
/// @param vanished UIDs that were gone before they were fetched, ever
/// @param vanishedLately those of the last [#LATELY_DAYS] days
/// @param unknownKinds the announcements of the last 28 days that are of no known kind or topic
/// @param held why sending is held, if the operator has to release it
/// @param firstDay the first day a digest is owed for, once known
/// @param lastEdition the newest day that has an edition
public record StoreStatus(
        Optional<Instant> newest,
        Map<String, Instant> lastMail,
        List<SourceLine> sources,
        Map<String, Integer> deliveries,
        Map<SubscriberState, Integer> subscribers,
        Optional<Instant> oldestWaiting,
        Map<QuarantineCause, Integer> quarantined,
        int pending,
        int unverified,
        int recent,
        int failing,
        int vanished,
        int vanishedLately,
        UnknownKinds unknownKinds,
        Optional<String> held,
        Optional<Day> firstDay,
        Optional<Day> lastEdition) {
    /// After that nobody looks for a mail any more.
    public static final int LATELY_DAYS = 28;

    /// One watched folder.
    ///
    /// @param answeredAt the server's last tagged answer
    /// @param passedAt the last complete comparison of UIDs
    public record SourceLine(
            String account,
            String folder,
            SourceLog.State state,
            Instant since,
            Optional<Instant> answeredAt,
            Optional<Instant> passedAt,
            Optional<String> error) {}

    /// Announcements that nobody has taught the parser: what is new on the lists shows itself here.
    ///
    /// @param latest the Subject of the newest
    public record UnknownKinds(int count, Optional<String> latest) {
        /// How many days back they are counted.
        public static final int DAYS = 28;
    }

    public static StoreStatus of(Store store, Instant now) {
        return store.readSnapshot(session -> new StoreStatus(
                session.query("SELECT max(stored_at) AS newest FROM message").one(row -> row.optionalInstant("newest")),
                lastMail(session, now),
                SourceLog.lines(session),
                deliveries(session),
                subscribers(session),
                session.query("""
                        SELECT min(planned_at) AS oldest FROM delivery
                        WHERE state IN ('planned', 'sending', 'deferred')""").one(row -> row.optionalInstant("oldest")),
                quarantined(session),
                count(session, ContentQuery.PENDING),
                count(session, """
                        SELECT count(*) AS n FROM message INDEXED BY message_quarantined
                        WHERE status = 'quarantined' AND cause = 'unverified' AND day >= ?""", weekBefore(now)),
                count(session, "SELECT count(*) AS n FROM message WHERE day >= ?", weekBefore(now)),
                count(session, "SELECT count(*) AS n FROM fetch_trouble WHERE state = 'failing'"),
                count(session, "SELECT count(*) AS n FROM fetch_trouble WHERE state = 'vanished'"),
                count(
                        session,
                        "SELECT count(*) AS n FROM fetch_trouble WHERE state = 'vanished' AND since >= ?",
                        now.minus(Duration.ofDays(LATELY_DAYS))),
                unknownKinds(session, Day.of(now).plus(-UnknownKinds.DAYS)),
                Meta.get(session, Meta.HELD),
                Meta.get(session, Meta.FIRST_DAY).map(Day::parse),
                session.query("SELECT max(day) AS day FROM edition").one(row -> row.optionalDay("day"))));
    }

    private static Day weekBefore(Instant now) {
        return Day.of(now).plus(-7);
    }

    private static int count(Session session, String sql, Object... parameters) throws SQLException {
        return session.query(sql, parameters).one(row -> row.integer("n"));
    }

    /// Rows without text are of a version that knew no topics.
    private static UnknownKinds unknownKinds(Session session, Day after) throws SQLException {
        return session.query("""
                SELECT count(*) AS n, (
                  SELECT l.subject FROM message k JOIN event l ON l.message = k.id
                  WHERE k.kind = 'announcement' AND k.status = 'parsed' AND k.day > ?1
                    AND l.topic IS NULL AND l.text IS NOT NULL
                  ORDER BY k.day DESC, k.id DESC LIMIT 1) AS latest
                FROM message m JOIN event e ON e.message = m.id
                WHERE m.kind = 'announcement' AND m.status = 'parsed' AND m.day > ?1
                  AND e.topic IS NULL AND e.text IS NOT NULL""", after).one(row -> new UnknownKinds(row.integer("n"), row.optionalText("latest")));
    }

    /// A mail that an archive dates ahead of today would be the last one until that day.
    private static Map<String, Instant> lastMail(Session session, Instant now) throws SQLException {
        Map<String, Instant> last = new TreeMap<>();
        session.query("""
                WITH RECURSIVE seen(list) AS (
                  SELECT min(list) FROM message
                  UNION ALL
                  SELECT (SELECT min(list) FROM message WHERE list > seen.list) FROM seen WHERE list IS NOT NULL)
                SELECT list, (
                  SELECT max(iif(m.origin = 'import', coalesce(m.arrived_at, m.sent_at, m.stored_at), m.stored_at))
                  FROM message m WHERE m.list = seen.list AND m.day = (
                    SELECT max(n.day) FROM message n WHERE n.list = seen.list AND n.day <= ?)) AS last
                FROM seen WHERE list IS NOT NULL""", Day.of(now)).list(row -> {
            String list = row.text("list");
            row.optionalInstant("last").ifPresent(at -> last.put(list, at));
            return list;
        });
        return last;
    }

    private static Map<String, Integer> deliveries(Session session) throws SQLException {
        Map<String, Integer> byState = new TreeMap<>();
        session.query("SELECT state, count(*) AS n FROM delivery GROUP BY state")
                .list(row -> byState.put(row.text("state"), row.integer("n")));
        return byState;
    }

    private static Map<SubscriberState, Integer> subscribers(Session session) throws SQLException {
        Map<SubscriberState, Integer> byState = new TreeMap<>();
        session.query("""
                SELECT state, count(*) AS n FROM subscriber WHERE address NOT LIKE '%' || ? GROUP BY state""", Erasure.FORGOTTEN)
                .list(row -> byState.put(SubscriberState.parse(row.text("state")), row.integer("n")));
        return byState;
    }

    private static Map<QuarantineCause, Integer> quarantined(Session session) throws SQLException {
        Map<QuarantineCause, Integer> byCause = new TreeMap<>();
        session.query("SELECT cause, count(*) AS n FROM message WHERE status = 'quarantined' GROUP BY cause")
                .list(row -> byCause.put(QuarantineCause.parse(row.text("cause")), row.integer("n")));
        return byCause;
    }
}
