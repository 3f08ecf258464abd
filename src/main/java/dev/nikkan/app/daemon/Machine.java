package dev.nikkan.app.daemon;

import dev.nikkan.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The machine that a process runs on, by the name that it got when it was installed.
public final class Machine {
    /// See machine-id(5); also of containers that systemd starts.
    public static final Path ID = Path.of("/etc/machine-id");

    private Machine() {}

    /// machine-id(5) asks that the number itself be told to nobody, so this is a hash of it.
    ///
    /// @return empty where there is none, as in most images of containers
    public static Optional<String> named(Path file) {
        try {
            String id = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return id.matches("[0-9a-f]{32}")
                    ? Optional.of(Sha256.of(("nikkan " + id).getBytes(StandardCharsets.US_ASCII))
                            .toString())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
