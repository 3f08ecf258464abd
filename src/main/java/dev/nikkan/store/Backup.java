package dev.nikkan.store;

import dev.nikkan.fault.FaultPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A copy of the store, made while the daemon runs, and checked. Never by copying the file: its newest pages are in the
/// write-ahead log (sqlite.org/howtocorrupt.html §1.2).
public final class Backup {
    private final Store store;

    public Backup(Store store) {
        this.store = store;
    }

    /// Copies the store to a file that does not exist yet. The copy is readable by its owner only, and holds sending:
    /// it is the store of an earlier moment.
    ///
    /// @return what the check found wrong; empty when the copy is sound
    /// @throws StoreException if it cannot be written
    public List<String> to(Path target) {
        if (Files.exists(target)) {
            throw new StoreException(
                    StoreException.Kind.READ_ONLY, target + " exists already; a backup never overwrites.");
        }
        try {
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
        try {
            store.read(
                    session -> session.query("VACUUM INTO ?", target.toString()).update());
        } catch (StoreException e) {
            discard(target);
            throw e;
        }
        return check(target);
    }

    /// Half a copy is none, and would be in the way of the next.
    private static void discard(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + target, e);
        }
    }

    private static List<String> check(Path target) {
        try (Store copy = Store.open(target, Access.WRITE, FaultPoints.INERT)) {
            return copy
                    .write(session -> {
                        Meta.put(session, Meta.INSTANCE, "backup");
                        return session.query("PRAGMA integrity_check").list(row -> row.text("integrity_check"));
                    })
                    .stream()
                    .filter(line -> !line.equals("ok"))
                    .toList();
        }
    }
}
