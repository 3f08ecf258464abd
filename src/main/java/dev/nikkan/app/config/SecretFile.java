package dev.nikkan.app.config;

import dev.nikkan.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/// Files that hold a password or a key.
final class SecretFile {
    /// Far above any password or token: a wrong path must not read a disk image into memory.
    private static final long MOST_OCTETS = 64 * 1024;

    private final Optional<Path> credentials;

    /// @param credentials systemd's `$CREDENTIALS_DIRECTORY`: its files belong to the service alone, yet show as
    ///     group-readable where the service runs as a dynamic user (systemd.exec(5), Credentials)
    SecretFile(Optional<Path> credentials) {
        this.credentials = credentials;
    }

    /// @return the content without its line end
    /// @throws Refused if others may read the file, or it is not there
    Secret read(Path file) throws Refused {
        try {
            refuseReaders(file);
            if (Files.size(file) > MOST_OCTETS) {
                throw new Refused(file + " is too large for a secret; it should hold one line.", false);
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
            if (text.isEmpty()) {
                throw new Refused(file + " is empty; it should hold the secret in one line.", false);
            }
            return new Secret(text);
        } catch (NoSuchFileException _) {
            throw new Refused(file + " does not exist; create it with mode 0600 and the secret in one line.", false);
        } catch (AccessDeniedException _) {
            throw new Refused(file + " cannot be read by this user; give it to the user that runs nikkan.", true);
        } catch (IOException e) {
            throw new Refused(file + " cannot be read (" + e.getMessage() + ").", false);
        }
    }

    private void refuseReaders(Path file) throws IOException, Refused {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            throw new Refused(file + " can be read by every user; chmod 600 it.", true);
        }
        if (permissions.contains(PosixFilePermission.GROUP_READ) && !isCredential(file)) {
            throw new Refused(file + " can be read by its group; chmod 600 it.", true);
        }
    }

    private boolean isCredential(Path file) throws IOException {
        return credentials.isPresent()
                && Files.isDirectory(credentials.get())
                && file.toRealPath().startsWith(credentials.get().toRealPath());
    }

    /// Why a secret is not used.
    static final class Refused extends Exception {
        private final boolean permission;

        Refused(String sentence, boolean permission) {
            super(sentence);
            this.permission = permission;
        }

        boolean permission() {
            return permission;
        }
    }
}
