package dev.nikkan.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/// The files beside a store belong to whom the store belongs, as SQLite has it for its own. Root types commands on a
/// server whose daemon runs as a user of its own: what root's command made would be closed to the daemon.
final class Companions {
    private Companions() {}

    /// Gives a file that was just made to the store's owner. Only root can, and nobody else needs to.
    static void handOver(Path store, Path file) throws IOException {
        if (Files.exists(store)) {
            UserPrincipal owner = Files.getOwner(store);
            if (!owner.equals(Files.getOwner(file))) {
                try {
                    Files.setOwner(file, owner);
                } catch (FileSystemException _) {
                    // Not root: the file is then as usable for the owner as this user's mode bits make it.
                }
            }
        }
    }
}
