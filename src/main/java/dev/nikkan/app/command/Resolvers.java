package dev.nikkan.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which resolver this machine asks.
final class Resolvers {
    private static final int PORT = 53;

    private Resolvers() {}

    /// The first in a file like `/etc/resolv.conf` (resolv.conf(5)).
    static Optional<InetSocketAddress> first(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.matches("nameserver\\s+[0-9a-fA-F.:]+\\s*"))
                    .map(line -> new InetSocketAddress(InetAddress.ofLiteral(line.split("\\s+", 2)[1].strip()), PORT))
                    .findFirst();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
