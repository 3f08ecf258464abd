package dev.nikkan.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Replaces what stored mails are said to say by what a parser says now. Mail by mail in the order of their rows, in
/// short transactions, and each transaction moves a mark: whoever is killed goes on there.
///
/// When it is through, entries and copies are as if all mail had come now, in the order of its rows: the first mail of
/// an announcement is its entry. Mails are left alone that have no octets, that our server did not find authentic, and
/// that nobody has read yet.
///
/// What an edition holds was sent, and that stays true:
/// - A mail in an edition that is the entry of its announcement, and still says that announcement, stays its entry,
///   though an earlier row may now turn out to say the same.
/// - Where a mail in an edition says something else now, its place in the edition goes to the first other mail that is
///   known to say what was sent, if there is one; else it stays with the mail, whatever that has become.
///
/// So nothing that was sent is taken for new. What is read now for the first time is treated as a mail taken out of
/// the quarantine is: an edition that is cut stays as it is, and the next one lists it as late, or it is history.
public final class Rereading {
    /// A daemon beside it waits so long for its own transaction, and no longer.
    private static final Duration AT_A_TIME = Duration.ofMillis(50);

    private static final int MOST_MAILS = 200;
    private static final long MOST_OCTETS = 4 << 20;
    private static final String AGAIN =
            "m.status <> 'pending' AND (m.cause IS NULL OR m.cause IN ('unreadable', 'unfinished'))";

    private final Store store;
    private final MailStore mails;
    private final int parser;
    private final String rules;

    /// How far it has come.
    ///
    /// @param after the last row that is done
    /// @param last the last row that is to be done
    /// @param rules of trust, under which it was read; older versions did not write any down
    public record Mark(int parser, long after, long last, String rules) {
        private static Mark parse(String text) {
            String[] words = text.split(" ", 4);
            return new Mark(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    words.length > 3 ? words[3] : "");
        }

        private String text() {
            return parser + " " + after + " " + last + " " + rules;
        }
    }

    /// @param parser the version of the parser that reads
    /// @param rules what tells the rules of trust under which it reads from any others
    public Rereading(Store store, MailStore mails, int parser, String rules) {
        this.store = store;
        this.mails = mails;
        this.parser = parser;
        this.rules = rules;
    }

    /// How many stored mails were read by an older parser and would be read again.
    public static int outdated(Store store, int parser) {
        return store.read(session -> outdated(session, parser));
    }

    static int outdated(Session session, int parser) throws SQLException {
        return session.query("SELECT count(*) AS n FROM message m WHERE m.parser < ? AND " + AGAIN, parser)
                .one(row -> row.integer("n"));
    }

    /// Where a run that was killed stopped, if one by the same parser and under the same rules was: what others read
    /// before it would stay as it is.
    public Optional<Mark> interrupted() {
        return store.read(session -> Meta.get(session, Meta.REREADING))
                .map(Mark::parse)
                .filter(mark -> mark.parser() == parser && mark.rules().equals(rules));
    }

    /// Begins with the first row, and sets the mark there.
    public Mark begin() {
        return store.write(session -> {
            long last = session.query("SELECT coalesce(max(id), 0) AS last FROM message")
                    .one(row -> row.number("last"));
            Mark mark = new Mark(parser, 0, last, rules);
            Meta.put(session, Meta.REREADING, mark.text());
            return mark;
        });
    }

    /// How many mails there are behind a mark.
    public int left(Mark mark) {
        return store.read(session -> session.query(
                        "SELECT count(*) AS n FROM message m WHERE m.id > ? AND m.id <= ? AND " + AGAIN,
                        mark.after(),
                        mark.last())
                .one(row -> row.integer("n")));
    }

    /// The next mails behind a row, in their order; empty when none is left.
    public List<Pending> next(Mark mark) {
        return store.read(session -> {
            record Sized(long id, long size) {}
            List<Sized> candidates = session.query("""
                            SELECT m.id AS id, m.size AS size FROM message m JOIN raw_message r ON r.message = m.id
                            WHERE m.id > ? AND m.id <= ? AND %s ORDER BY m.id LIMIT ?""".formatted(AGAIN), mark.after(), mark.last(), MOST_MAILS)
                    .list(row -> new Sized(row.number("id"), row.number("size")));
            List<Pending> next = new ArrayList<>(candidates.size());
            long octets = 0;
            for (Sized candidate : candidates) {
                octets += candidate.size();
                if (octets > MOST_OCTETS && !next.isEmpty()) {
                    break;
                }
                mails.again(session, candidate.id()).ifPresent(next::add);
            }
            return next;
        });
    }

    /// What came of a transaction.
    ///
    /// @param mark where it left off
    /// @param done how many verdicts it took
    /// @param changes of these mails and of others
    public record Progress(Mark mark, int done, List<Reread> changes) {}

    /// Writes down what the next mails say, as many as short a transaction allows.
    ///
    /// @param verdicts not empty, in the order of their rows
    /// @param reader reads another mail, where one has to take another's place
    /// @throws StoreException [StoreException.Kind#BUSY] if another process reads again on this store
    public Progress apply(Mark mark, List<Verdict> verdicts, Function<Pending, Verdict> reader) {
        return store.write(session -> {
            if (!Meta.get(session, Meta.REREADING).equals(Optional.of(mark.text()))) {
                throw new StoreException(
                        StoreException.Kind.BUSY, "Another `nikkan reparse` is at work on " + store.file() + ".");
            }
            Transaction transaction = new Transaction(session, reader);
            long end = System.nanoTime() + AT_A_TIME.toNanos();
            int done = 0;
            do {
                transaction.replace(verdicts.get(done));
                done++;
            } while (done < verdicts.size() && System.nanoTime() < end);
            Mark next = new Mark(parser, verdicts.get(done - 1).id(), mark.last(), rules);
            Meta.put(session, Meta.REREADING, next.text());
            return new Progress(next, done, transaction.changes);
        });
    }

    /// Takes the mark away: all is done.
    public void end() {
        store.write(session -> {
            Meta.remove(session, Meta.REREADING);
            return parser;
        });
    }

    private final class Transaction {
        private final Session session;
        private final Picture picture;
        private final Function<Pending, Verdict> reader;
        private final List<Reread> changes = new ArrayList<>();

        Transaction(Session session, Function<Pending, Verdict> reader) throws SQLException {
            this.session = session;
            this.picture = new Picture(session);
            this.reader = reader;
        }

        /// Most mails say what they said. They are read on trial, so that neither search nor anything else that
        /// follows the entries hears of it.
        void replace(Verdict verdict) throws SQLException {
            long id = verdict.id();
            if (!toBeRead(id)) {
                return;
            }
            Map<String, String> before = picture.of(id);
            boolean same;
            try {
                same = onTrial(verdict, () -> before.equals(picture.of(id)) && !goesBefore(id));
            } catch (SQLException e) {
                // As intake does: what the schema refuses must not take the other mails along.
                change(setAside(verdict, e), before);
                return;
            }
            if (same) {
                session.query("UPDATE message SET parser = ?1 WHERE id = ?2 AND parser IS NOT ?1", verdict.parser(), id)
                        .update();
                changes.add(new Reread(id, before, before));
            } else {
                change(verdict, before);
            }
        }

        private Verdict setAside(Verdict verdict, SQLException e) throws SQLException {
            if (StoreException.of(store.file(), e).kind() != StoreException.Kind.BUG) {
                throw e;
            }
            return new Verdict(
                    verdict.id(),
                    verdict.message(),
                    verdict.day(),
                    new Verdict.Quarantined(QuarantineCause.UNREADABLE, "what it says cannot be stored: " + e),
                    verdict.parser());
        }

        private interface Question {
            boolean ask() throws SQLException;
        }

        /// Answers a question as if a mail said this, and takes it back.
        private boolean onTrial(Verdict verdict, Question question) throws SQLException {
            session.execute("SAVEPOINT trial");
            try {
                Readings trial = Readings.onTrial(session);
                trial.forget(verdict.id());
                trial.save(verdict);
                return question.ask();
            } finally {
                session.execute("ROLLBACK TO trial");
                session.execute("RELEASE trial");
            }
        }

        /// Somebody else may have been at it since it was looked up.
        private boolean toBeRead(long id) throws SQLException {
            return session.query("SELECT m.id AS id FROM message m WHERE m.id = ? AND " + AGAIN, id)
                    .first(row -> row.number("id"))
                    .isPresent();
        }

        private void change(Verdict verdict, Map<String, String> before) throws SQLException {
            long id = verdict.id();
            Optional<String> formerKey = picture.key(id);
            Readings readings = new Readings(session);
            readings.forget(id);
            readings.save(verdict);
            if (formerKey.isPresent() && !formerKey.equals(picture.key(id))) {
                handOn(readings, id, formerKey.get());
            }
            if (goesBefore(id)) {
                displace(readings, entryOf(id).orElseThrow(), verdict);
            }
            readings.index();
            changes.add(new Reread(id, before, picture.of(id)));
        }

        /// The mail that a copy is a copy of.
        private Optional<Long> entryOf(long id) throws SQLException {
            return session.query(
                            "SELECT duplicate_of FROM message WHERE id = ? AND duplicate_of IS NOT NULL AND status = 'duplicate'",
                            id)
                    .first(row -> row.number("duplicate_of"));
        }

        /// Whether a copy was stored before its entry, and the entry is in no edition.
        private boolean goesBefore(long id) throws SQLException {
            Optional<Long> entry = entryOf(id);
            return entry.isPresent() && entry.get() > id && !inEdition(entry.get());
        }

        private boolean inEdition(long id) throws SQLException {
            return session.query("SELECT message FROM edition_item WHERE message = ?", id)
                    .first(row -> row.number("message"))
                    .isPresent();
        }

        private void displace(Readings readings, long later, Verdict verdict) throws SQLException {
            Map<String, String> before = picture.of(later);
            readings.becomeCopy(later, verdict.id());
            readings.forget(verdict.id());
            readings.save(verdict);
            pointAt(verdict.id(), later);
            changes.add(new Reread(later, before, picture.of(later)));
        }

        /// Finds another entry for an announcement that a mail no longer says. One that is still to be read again
        /// may turn out to say something else, too: then the next is asked.
        private void handOn(Readings readings, long former, String key) throws SQLException {
            for (long copy : session.query(
                            "SELECT id FROM message WHERE duplicate_of = ? AND status = 'duplicate' ORDER BY id",
                            former)
                    .list(row -> row.number("id"))) {
                Optional<Pending> stored = mails.again(session, copy);
                if (stored.isPresent() && took(readings, reader.apply(stored.get()), key)) {
                    pointAt(copy, former);
                    session.query("""
                            UPDATE edition_item SET message = ?1 WHERE message = ?2
                              AND NOT EXISTS (SELECT 1 FROM edition_item i WHERE i.message = ?1)""", copy, former).update();
                    return;
                }
            }
        }

        private boolean took(Readings readings, Verdict verdict, String key) throws SQLException {
            Map<String, String> before = picture.of(verdict.id());
            boolean says = onTrial(verdict, () -> picture.key(verdict.id()).equals(Optional.of(key)));
            if (says) {
                readings.forget(verdict.id());
                readings.save(verdict);
                changes.add(new Reread(verdict.id(), before, picture.of(verdict.id())));
            }
            return says;
        }

        /// Copies of one mail are copies of another from now on.
        private void pointAt(long entry, long former) throws SQLException {
            session.query("UPDATE message SET duplicate_of = ?1 WHERE duplicate_of = ?2 AND id <> ?1", entry, former)
                    .update();
        }
    }
}
