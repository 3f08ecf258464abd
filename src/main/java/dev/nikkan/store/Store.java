package dev.nikkan.store;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The one SQLite file, open. Write-ahead log and full synchronisation: what is committed survives a power cut.
///
/// One connection writes. Transactions of threads that come at the same time are committed together, each in a
/// savepoint of its own, so that the disk is waited for once; a transaction that throws takes only itself back. One
/// other connection reads, and never waits for the writer. Thread-safe.
///
/// All methods throw [StoreException].
public final class Store implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    /// For what may as well be done another time.
    private static final int PATIENCE_MILLIS = 500;

    /// In KiB; by itself SQLite keeps 2,000.
    private static final String MANY_PAGES = "PRAGMA cache_size = -16384";

    private final Path file;
    private final FaultPoints faults;
    private final @Nullable Session writer;
    private final Session reader;
    private final ReentrantLock writerLock = new ReentrantLock();
    private final ReentrantLock readerLock = new ReentrantLock();
    private final ConcurrentLinkedQueue<Ticket<?>> queue = new ConcurrentLinkedQueue<>();

    private Store(Path file, @Nullable Session writer, Session reader, FaultPoints faults) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
        this.faults = faults;
    }

    public static Store open(Path file, Access access, FaultPoints faults) {
        if (access != Access.CREATE && !Files.exists(file)) {
            throw new StoreException(
                    StoreException.Kind.MISSING,
                    "There is no store at " + file + ". `nikkan run` or `nikkan import` makes one.");
        }
        if (Files.isDirectory(file)) {
            throw new StoreException(StoreException.Kind.NOT_A_STORE, file + " is a folder, not a Nikkan store.");
        }
        try {
            return access == Access.READ ? openForReading(file, faults) : openForWriting(file, faults);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    private static Store openForReading(Path file, FaultPoints faults) throws SQLException {
        Session reader = connect(file, true);
        try {
            Schema.check(file, reader);
            if (!Schema.upToDate(reader)) {
                throw new StoreException(
                        StoreException.Kind.NOT_A_STORE,
                        file
                                + " is empty or was made by an older version of Nikkan; `nikkan run` brings it up to date, and so does"
                                + " any command that writes, as `nikkan import` of a mail.");
            }
            // A short command may take more than the daemon, and a search of a large store is faster for it.
            reader.execute(MANY_PAGES);
            return new Store(file, null, reader, faults);
        } catch (SQLException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static Store openForWriting(Path file, FaultPoints faults) throws SQLException {
        if (Files.exists(file)) {
            // Looked at first by a connection that cannot write: switching to WAL would already change the file.
            try (Session look = connect(file, true)) {
                Schema.check(file, look);
            }
        } else {
            createForOwner(file);
        }
        Session writer = connect(file, false);
        try {
            Schema.check(file, writer);
            Schema.migrate(writer);
            return new Store(file, writer, connect(file, true), faults);
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /// Subscribers' addresses are in it. SQLite gives the files beside it the same mode.
    private static void createForOwner(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException _) {
            // SQLite will say what is wrong.
        }
    }

    private static Session connect(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        // Else the driver prepares and runs a SELECT of its own after each INSERT.
        config.setGetGeneratedKeys(false);
        if (!readOnly) {
            config.setJournalMode(JournalMode.WAL);
            config.setSynchronous(SynchronousMode.FULL);
            // Who asks to be forgotten is to be gone from the file too, not only from its rows.
            config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        }
        // The path goes in as it is: only what follows '?' in a URL could be taken for settings (CVE-2023-32697), and
        // the driver splits there, so a name with '?' is refused instead.
        if (file.toString().contains("?")) {
            throw new StoreException(StoreException.Kind.NOT_A_STORE, "A store's path may not contain '?': " + file);
        }
        return new Session(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    }

    /// See [Session#statements()]. Not while other threads use the store.
    Set<String> statements() {
        Set<String> statements = new TreeSet<>(reader.statements());
        if (writer != null) {
            statements.addAll(writer.statements());
        }
        return statements;
    }

    public Path file() {
        return file;
    }

    /// The octets that are free on the disk of the store; 0 when it cannot be asked.
    public long freeSpace() {
        // Of the file system itself (statvfs(3)). java.nio looks the file up among the mounts first, and finds none
        // where a file's device is not that of its folder, as in the overlay of a container.
        return file.toFile().getUsableSpace();
    }

    /// Runs `work` in a transaction; when this returns it is on the disk.
    <T> T write(Work<T> work) {
        Ticket<T> ticket = new Ticket<>(work);
        queue.add(ticket);
        writerLock.lock();
        try {
            if (!ticket.done) {
                commitQueued();
            }
        } finally {
            writerLock.unlock();
        }
        return ticket.outcome();
    }

    /// Keeps 16 MB of pages for what is written: a transaction of thousands of mails touches more pages of the indexes
    /// than SQLite keeps by itself, and would write and read each several times.
    public void keepManyPages() {
        write(session -> {
            session.execute(MANY_PAGES);
            return true;
        });
    }

    /// Gives back the pages of the file that are kept in memory, 2 MB for each connection: what is asked next reads its
    /// own anew.
    public void releasePages() {
        releasePages(reader, readerLock);
        if (writer != null) {
            releasePages(writer, writerLock);
        }
    }

    private void releasePages(Session session, ReentrantLock lock) {
        lock.lock();
        try {
            session.execute("PRAGMA shrink_memory");
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } finally {
            lock.unlock();
        }
    }

    /// Writes all that is committed into the file itself and empties the write-ahead log, where what was erased still
    /// stands as it was. If another process reads just then, some of that stays until the next time.
    void emptyLog() {
        writerLock.lock();
        readerLock.lock();
        try {
            Session session = Objects.requireNonNull(writer, "opened for reading only");
            pragma(session, "busy_timeout = " + PATIENCE_MILLIS);
            pragma(session, "wal_checkpoint(TRUNCATE)");
            pragma(session, "busy_timeout = " + BUSY_TIMEOUT_MILLIS);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } finally {
            readerLock.unlock();
            writerLock.unlock();
        }
    }

    /// One that answers, which is of no interest.
    private static void pragma(Session session, String pragma) throws SQLException {
        session.query("PRAGMA " + pragma).list(_ -> pragma);
    }

    <T> T read(Work<T> work) {
        readerLock.lock();
        try {
            return work.on(reader);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } finally {
            readerLock.unlock();
        }
    }

    /// Several reads that see the same moment.
    <T> T readSnapshot(Work<T> work) {
        return read(session -> {
            session.execute("BEGIN");
            try {
                return work.on(session);
            } finally {
                session.execute("COMMIT");
            }
        });
    }

    /// SQLite's own quick check of the whole file, on a connection of its own.
    ///
    /// @return what is wrong; empty when nothing is
    public List<String> quickCheck() {
        try (Session session = connect(file, true)) {
            return session.query("PRAGMA quick_check").list(row -> row.text("quick_check")).stream()
                    .filter(line -> !line.equals("ok"))
                    .toList();
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /// The transactions that wait for the one before them.
    int waiting() {
        return queue.size();
    }

    private void commitQueued() {
        List<Ticket<?>> group = new ArrayList<>();
        for (Ticket<?> next = queue.poll(); next != null; next = queue.poll()) {
            group.add(next);
        }
        RuntimeException failure = null;
        try {
            commit(group);
        } catch (SQLException e) {
            failure = StoreException.of(file, e);
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("the transaction was ended by " + e, e);
            throw e;
        } finally {
            for (Ticket<?> ticket : group) {
                ticket.finish(failure);
            }
        }
    }

    private void commit(List<Ticket<?>> group) throws SQLException {
        Session session = writer;
        if (session == null) {
            throw new StoreException(StoreException.Kind.READ_ONLY, file + " is open for reading only.");
        }
        session.execute("BEGIN IMMEDIATE");
        boolean committed = false;
        try {
            if (group.size() == 1) {
                group.getFirst().runAlone(session);
            } else {
                for (Ticket<?> ticket : group) {
                    ticket.run(session);
                }
            }
            faults.passed(FaultPoint.STORE_BEFORE_COMMIT);
            session.execute("COMMIT");
            committed = true;
        } finally {
            if (!committed) {
                rollBack(session);
            }
        }
        faults.passed(FaultPoint.STORE_AFTER_COMMIT);
    }

    /// After SQLITE_FULL and some others SQLite has rolled back already and says so; that is what we wanted.
    private static void rollBack(Session session) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException _) {
            // no transaction is active
        }
    }

    @Override
    public void close() {
        writerLock.lock();
        readerLock.lock();
        try {
            reader.close();
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } finally {
            readerLock.unlock();
            writerLock.unlock();
        }
    }

    /// A transaction waiting for its group.
    private final class Ticket<T> {
        private final Work<T> work;
        private boolean done;
        private @Nullable T result;
        private @Nullable RuntimeException failure;

        Ticket(Work<T> work) {
            this.work = work;
        }

        /// Of one ticket the transaction is its savepoint: SQLite copies no page aside for a second one.
        void runAlone(Session session) throws SQLException {
            result = work.on(session);
        }

        /// An exception of the work itself stays with this ticket; one that ended the whole transaction goes up.
        void run(Session session) throws SQLException {
            session.execute("SAVEPOINT ticket");
            try {
                result = work.on(session);
            } catch (SQLException e) {
                failure = StoreException.of(file, e);
                takeBack(session, e);
            } catch (RuntimeException e) {
                failure = e;
                session.execute("ROLLBACK TO ticket");
            }
            session.execute("RELEASE ticket");
        }

        /// Where SQLite has taken the whole transaction back by itself (SQLITE_FULL and some others), that is what the
        /// group is told, and not that its savepoint is gone: a full disk passes, a defect does not.
        private static void takeBack(Session session, SQLException reason) throws SQLException {
            try {
                session.execute("ROLLBACK TO ticket");
            } catch (SQLException _) {
                throw reason;
            }
        }

        void finish(@Nullable RuntimeException groupFailure) {
            if (failure == null) {
                failure = groupFailure;
            }
            done = true;
        }

        @SuppressWarnings("NullAway") // a result may be null where T allows it; NullAway does not follow T here
        T outcome() {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }
}
