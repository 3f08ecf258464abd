package dev.nikkan.app.config;

import dev.nikkan.model.TransportSecurity;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The keys that say how to reach a mail server: `host`, `port`, `security`, `ca-file`.
record MailServer(Optional<String> host, int port, TransportSecurity security, Optional<Path> caFile) {
    /// The ports that IANA gave a protocol.
    interface DefaultPorts {
        int of(TransportSecurity security);
    }

    static MailServer read(Section section, String meaning, DefaultPorts ports) {
        Optional<String> host = section.neededText("host", meaning).flatMap(name -> hostName(section, name));
        TransportSecurity security =
                section.choice("security", TransportSecurity.class).orElse(TransportSecurity.TLS);
        int port = section.number("port", 1, 65_535).orElse(ports.of(security));
        if (security == TransportSecurity.NONE && host.isPresent() && !loopback(host.get())) {
            section.refuse(
                    "security", "\"none\" is for a server on this machine only, and %s is not".formatted(host.get()));
        }
        return new MailServer(host, port, security, caFile(section));
    }

    private static Optional<String> hostName(Section section, String name) {
        return name.matches("[A-Za-z0-9_.:\\[\\]-]+")
                ? Optional.of(name)
                : section.refuse("host", "\"" + name + "\" is no host name");
    }

    private static Optional<Path> caFile(Section section) {
        return section.path("ca-file")
                .flatMap(file -> Files.isReadable(file)
                        ? Optional.of(file)
                        : section.refuse("ca-file", file + " cannot be read"));
    }

    /// By the name alone: what a resolver answers today is no promise for tomorrow. `localhost` and all names
    /// below it are loopback by RFC 6761 §6.3.
    static boolean loopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || loopbackAddress(name);
    }

    private static boolean loopbackAddress(String name) {
        try {
            return InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
