package dev.nikkan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One daemon per store. The lock is on a file of its own: opening the database file by hand and closing it again would
/// drop SQLite's locks (sqlite.org/howtocorrupt.html §2.2). It ends with the process, however that ends.
public final class DaemonLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private DaemonLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the lock, leaving `pid` in the file for whoever finds it taken.
    ///
    /// @return empty when another process has it
    public static Optional<DaemonLock> take(Path store, long pid) {
        try {
            FileChannel channel = FileChannel.open(
                    file(store), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Companions.handOver(store, file(store));
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            leave(pid, channel);
            return Optional.of(new DaemonLock(channel, lock));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file(store), e);
        }
    }

    /// The lock holds without it: on a full disk the store itself says better what is wrong.
    private static void leave(long pid, FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException _) {
            // [#holder(Path)] then says 0
        }
    }

    /// The process that has the lock, 0 if it could not write who it is; empty when nobody has.
    public static Optional<Long> holder(Path store) {
        if (!Files.exists(file(store))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file(store), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                lock.release();
                return Optional.empty();
            }
            String pid = Files.readString(file(store)).strip();
            return Optional.of(pid.matches("\\d{1,18}") ? Long.parseLong(pid) : 0L);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file(store), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held in this very process
        }
    }

    private static Path file(Path store) {
        return store.resolveSibling(store.getFileName() + ".lock");
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back the daemon's lock", e);
        }
    }
}
