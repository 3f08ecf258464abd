package dev.nikkan.app.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A folder beside the store for the copy that a dry run works on. Subscribers' addresses are in the copy, so it goes
/// with the run, also when Ctrl-C or SIGTERM ends that; what a killed run has left goes at the next one.
///
/// A file in the folder is locked as long as the run lives, however that ends. Only who has the lock empties the
/// folder.
final class DryRunCopy implements AutoCloseable {
    private static final String PREFIX = "nikkan-reparse";

    /// As [Files#createTempDirectory] makes them.
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");

    private static final String COPY = "copy.db";
    private static final String LOCK = "lock";

    /// All that is ever in it. The lock goes last.
    private static final List<String> FILES = List.of(COPY, COPY + "-wal", COPY + "-shm", COPY + "-journal", LOCK);

    /// A run that is being ended may still make a file while its folder is removed.
    private static final int ROUNDS = 10;

    private final Path folder;
    private final FileChannel lock;
    private final Thread hook = Thread.ofPlatform().unstarted(this::removeAtOnce);

    private DryRunCopy(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DryRunCopy beside(Path store) throws IOException {
        while (true) {
            Path folder = Files.createTempDirectory(parent(store), PREFIX);
            try {
                FileChannel lock =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (locks(lock) && Files.exists(folder.resolve(LOCK))) {
                    DryRunCopy copy = new DryRunCopy(folder, lock);
                    Runtime.getRuntime().addShutdownHook(copy.hook);
                    return copy;
                }
                lock.close();
            } catch (NoSuchFileException | FileAlreadyExistsException _) {
                // Between two of our steps another run has taken the folder for one left behind, and removes it.
            }
        }
    }

    /// Removes the folders of that name beside the store that no running process has locked.
    ///
    /// @return those that cannot be removed
    static List<Path> removeLeftBehind(Path store) throws IOException {
        List<Path> remaining = new ArrayList<>();
        if (!Files.isDirectory(parent(store))) {
            return remaining; // there is no store either
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent(store), DryRunCopy::isOurs)) {
            for (Path folder : folders) {
                if (!removeUnlessInUse(folder)) {
                    remaining.add(folder);
                }
            }
        }
        return remaining;
    }

    private static boolean isOurs(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches()
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// @return false when it cannot be removed; true also when it is in use
    private static boolean removeUnlessInUse(Path folder) {
        // A run may have been killed before it made the lock. One that is just about to finds ours, and takes another
        // folder.
        try (FileChannel lock = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return !locks(lock) || remove(folder);
        } catch (NoSuchFileException _) {
            return true; // its run has just ended
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // held in this very process
        }
    }

    /// @return whether the folder is gone
    private static boolean remove(Path folder) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : FILES) {
                Files.deleteIfExists(folder.resolve(name));
            }
            try {
                Files.deleteIfExists(folder);
                return true;
            } catch (DirectoryNotEmptyException _) {
                // a file was made meanwhile, or lies there that is none of ours
            }
        }
        return false;
    }

    private static Path parent(Path store) {
        return Objects.requireNonNull(store.toAbsolutePath().getParent(), "a store is a file in a folder");
    }

    /// The file to copy to. It does not exist yet.
    Path file() {
        return folder.resolve(COPY);
    }

    /// The process ends with this: whoever works on the copy goes on with files that have no name any more.
    private void removeAtOnce() {
        try {
            remove(folder);
        } catch (IOException _) {
            // The next run tries again, and says so if it cannot.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is being ended
        }
        remove(folder);
        lock.close();
    }
}
