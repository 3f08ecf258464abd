package dev.nikkan.publish;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// A mailbox that has to be read to its end before an edition is cut.
public interface Source {
    /// `user@host/folder`
    String name();

    /// Asks for a complete fetch. The result comes after a comparison of all UIDs that began after this call, and does
    /// not come while the source cannot be reached.
    CompletableFuture<Instant> requestFullPass();
}
