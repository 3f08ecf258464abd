package dev.nikkan.intake;

import dev.nikkan.model.TransportSecurity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One `[[source]]`: an IMAP account and the folders to watch.
///
/// @param caFile a PEM file of certificates to trust instead of the runtime's own
/// @param idleRenew how long IDLE lasts before the server is made to answer
/// @param poll how often all UIDs are compared, also while idling
public record SourceSettings(
        String host,
        int port,
        TransportSecurity security,
        Optional<Path> caFile,
        Login login,
        List<String> folders,
        AfterStore afterStore,
        Duration idleRenew,
        Duration poll) {
    public SourceSettings {
        folders = List.copyOf(folders);
    }

    /// The account's name in store, status and log.
    public String account() {
        return login.user().map(user -> user + "@" + host).orElse(host);
    }
}
