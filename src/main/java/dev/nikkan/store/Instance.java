package dev.nikkan.store;

import dev.nikkan.model.Day;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Whether this store is the one that was sending: one that was restored or copied must not mail by itself.
///
/// A number that changes whenever the daemon starts or an edition is made stands both in the store and in a
/// file beside it. A store from another time does not bear the file's number; the store of another machine, copied with
/// that file, names that machine. Then sending is held until the operator releases it. What neither can show is a whole
/// machine that was set back, or copied with its identity. Thread-safe.
public final class Instance {
    /// A clock that stepped back by less than this is only being set right.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /// No clock that is right says less: a machine without a battery wakes up in 1970, or on the day its
    /// image was made.
    private static final Instant NOT_YET = Instant.parse("2025-01-01T00:00:00Z");

    static final String NEWEST = "SELECT max(stored_at) AS newest FROM message";
    private static final String CLOCK_RELEASED = "clock_released";
    private static final String RELEASED_THROUGH = "released_through";
    private static final String RELEASED_AT = "released_at";

    private final Store store;
    private final Path file;
    private final RandomGenerator random;
    private final Optional<String> machine;

    /// Where nothing is taken over, or the machine has no name.
    public Instance(Store store, RandomGenerator random) {
        this(store, random, Optional.empty());
    }

    /// @param machine on which this runs; empty where that cannot be known
    public Instance(Store store, RandomGenerator random, Optional<String> machine) {
        this.store = store;
        this.file = store.file().resolveSibling(store.file().getFileName() + ".instance");
        this.random = random;
        this.machine = machine;
    }

    /// Compares store, file and machine, holds sending when they differ, and gives store and file a new number.
    public void takeOver() {
        Optional<String> inStore = store.read(session -> Meta.get(session, Meta.INSTANCE));
        List<String> beside = numbersBeside();
        if (inStore.isPresent() && !beside.contains(inStore.get())) {
            hold("this store was restored from a backup or copied from another machine");
        }
        machine.ifPresent(this::moveTo);
        renew(inStore);
    }

    private void moveTo(String here) {
        store.write(session -> {
            Optional<String> before = Meta.get(session, Meta.MACHINE);
            if (before.isPresent() && !before.get().equals(here)) {
                hold(session, "this store was copied from another machine, which may send too");
            }
            Meta.put(session, Meta.MACHINE, here);
            return here;
        });
    }

    /// Gives store and file a new number. The file has both for the moment between, so that a crash there is no
    /// restore.
    public void renew() {
        renew(store.read(session -> Meta.get(session, Meta.INSTANCE)));
    }

    private void renew(Optional<String> old) {
        String fresh =
                HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
        write(old.map(number -> fresh + "\n" + number).orElse(fresh));
        store.write(session -> {
            Meta.put(session, Meta.INSTANCE, fresh);
            return fresh;
        });
        write(fresh);
    }

    private List<String> numbersBeside() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(String numbers) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, numbers + "\n");
            Companions.handOver(store.file(), fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// Why sending is held, if it is: until the operator releases it, or while the clock is not set, or before
    /// the newest mail.
    public Optional<String> held(Instant now) {
        return store.read(session -> held(session, now));
    }

    static Optional<String> held(Session session, Instant now) throws SQLException {
        Optional<String> reason = Meta.get(session, Meta.HELD);
        if (reason.isPresent()) {
            return reason;
        }
        if (now.isBefore(NOT_YET)) {
            return Optional.of("the clock says " + Timestamps.text(now) + ", so it is not set yet");
        }
        Optional<Instant> newest = session.query(NEWEST).one(row -> row.optionalInstant("newest"));
        Optional<Instant> released = Meta.get(session, CLOCK_RELEASED).map(Instant::parse);
        return newest.filter(stored -> stored.isAfter(now.plus(CLOCK_TOLERANCE)))
                .filter(stored -> released.isEmpty() || stored.isAfter(released.get()))
                .map(stored -> "the clock says " + Timestamps.text(now) + ", before the newest stored mail ("
                        + Timestamps.text(stored) + ")");
    }

    /// The last day whose edition the operator has asked for by releasing, however many days it is behind.
    public Optional<Day> releasedThrough() {
        return store.read(session -> Meta.get(session, RELEASED_THROUGH)).map(Day::parse);
    }

    /// When the operator released the sending last.
    static Optional<Instant> releasedAt(Session session) throws SQLException {
        return Meta.get(session, RELEASED_AT).map(Instant::parse);
    }

    /// Holds everything, also the editions that were released before: that was about an earlier trouble.
    public void hold(String reason) {
        store.write(session -> hold(session, reason));
    }

    static int hold(Session session, String reason) throws SQLException {
        Meta.put(session, Meta.HELD, reason);
        return session.query("UPDATE edition SET released = 0 WHERE released = 1")
                .update();
    }

    /// Lifts the hold, also one by the clock as far as the mails stored until now are concerned. What was reason
    /// enough for a hold before is none any more, and the editions owed until today are wanted, however many.
    public void release(Instant now) {
        store.write(session -> {
            Meta.remove(session, Meta.HELD);
            Meta.put(session, RELEASED_AT, Timestamps.text(now));
            Meta.put(session, RELEASED_THROUGH, Day.of(now).toString());
            Optional<String> newest = session.query(NEWEST).one(row -> row.optionalText("newest"));
            if (newest.isPresent()) {
                Meta.put(session, CLOCK_RELEASED, newest.get());
            }
            return newest;
        });
    }
}
