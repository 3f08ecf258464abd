package dev.nikkan.deliver;

import dev.nikkan.store.Outbox;
import dev.nikkan.store.StoreException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps mails from being sent: said once in the log when it comes, and kept in the store for `status` while it
/// lasts. Thread-safe.
final class Obstacles {
    enum Kind {
        DISK,
        STORE,
        SERVER,
        DEFECT
    }

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Outbox outbox;
    private final Bell changes;
    private final Map<Kind, String> present = new EnumMap<>(Kind.class);

    /// @param changes rung whenever there is more or less in the way
    Obstacles(Outbox outbox, Bell changes) {
        this.outbox = outbox;
        this.changes = changes;
    }

    synchronized Optional<String> first() {
        return present.values().stream().findFirst();
    }

    synchronized void met(Kind kind, String reason) {
        if (!reason.equals(present.put(kind, reason))) {
            LOG.warn("nothing is being sent: {}", reason);
            changed();
        }
    }

    synchronized void gone(Kind kind) {
        if (present.remove(kind) != null) {
            changed();
        }
    }

    private void changed() {
        changes.ring();
        try {
            outbox.noteTrouble(first());
        } catch (StoreException e) {
            LOG.warn("what keeps mails from being sent cannot be noted in the store: {}", e.getMessage());
        }
    }
}
