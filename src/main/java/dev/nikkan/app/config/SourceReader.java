package dev.nikkan.app.config;

import dev.nikkan.intake.AfterStore;
import dev.nikkan.intake.Login;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `[[source]]`.
final class SourceReader {
    static final List<String> FOLDERS = List.of("INBOX");
    static final Duration IDLE_RENEW = Duration.ofMinutes(3);
    static final Duration POLL = Duration.ofMinutes(5);
    /// RFC 2177: a client should end IDLE at least every 29 minutes.
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(29);

    private SourceReader() {}

    /// @return empty where it has no host; the problem is noted then
    static Optional<SourceSettings> read(Section section) {
        MailServer server = MailServer.read(section, "the IMAP server's name", SourceReader::port);
        Login login = login(section);
        List<String> folders = section.texts("folders")
                .flatMap(names -> folders(section, names))
                .orElse(FOLDERS);
        AfterStore after =
                section.value("after-store", SourceReader::afterStore).orElse(new AfterStore.Leave());
        Duration idle = section.duration("idle-renew", Duration.ofSeconds(1), LONGEST_IDLE)
                .orElse(IDLE_RENEW);
        Duration poll = section.duration("poll", Duration.ofSeconds(1), Duration.ofDays(1))
                .orElse(POLL);
        section.refuseUnknownKeys();
        return server.host()
                .map(host -> new SourceSettings(
                        host, server.port(), server.security(), server.caFile(), login, folders, after, idle, poll));
    }

    private static int port(TransportSecurity security) {
        return switch (security) {
            case TLS -> 993;
            case STARTTLS, NONE -> 143;
        };
    }

    private static Login login(Section section) {
        Optional<String> user = section.text("user");
        Optional<List<String>> command = section.texts("token-command");
        Optional<Secret> password = password(section);
        boolean hasSecret = section.has("password-file") || section.has("password");
        if (hasSecret && command.isPresent()) {
            section.refuse("token-command", "a source logs in by token or by password, not by both");
        }
        if (user.isEmpty() && (hasSecret || command.isPresent())) {
            section.neededText("user", "who logs in");
        }
        if (command.isPresent() && command.get().isEmpty()) {
            section.refuse("token-command", "name a program, then its arguments");
        }
        return login(user, password, command);
    }

    private static Login login(Optional<String> user, Optional<Secret> password, Optional<List<String>> command) {
        if (user.isPresent() && command.isPresent()) {
            return new Login.Token(user.get(), command.get());
        }
        if (user.isPresent() && password.isPresent()) {
            return new Login.Password(user.get(), password.get());
        }
        return new Login.Open(user);
    }

    /// Shared with `[smtp]`.
    static Optional<Secret> password(Section section) {
        Optional<Secret> fromFile = section.secretFile("password-file");
        Optional<Secret> fromVariable = section.secretVariable("password");
        if (section.has("password-file") && section.has("password")) {
            section.refuse("password", "give password-file or password, not both");
        }
        return fromFile.or(() -> fromVariable);
    }

    private static Optional<List<String>> folders(Section section, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(String::isBlank)
                ? section.refuse("folders", "name at least one folder, [\"INBOX\"]")
                : Optional.of(names);
    }

    private static AfterStore afterStore(String text) {
        if (text.startsWith("move:") && text.length() > "move:".length()) {
            return new AfterStore.Move(text.substring("move:".length()));
        }
        return switch (text) {
            case "leave" -> new AfterStore.Leave();
            case "seen" -> new AfterStore.MarkSeen();
            default ->
                throw new IllegalArgumentException(Section.noChoice(text, List.of("leave", "seen", "move:FOLDER")));
        };
    }
}
