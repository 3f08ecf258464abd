package dev.nikkan.deliver;

import dev.nikkan.store.Ledger;
import dev.nikkan.store.StoreException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps mails from being sent: said once in the log when it comes, and kept in the store for `status`
/// while it lasts. Thread-safe.
final class Obstacles {
    enum Kind {
        DISK,
        STORE,
        SERVER,
        DEFECT
    }

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Ledger outbox;
    private final Bell changes;
    private final Map<Kind, String> present = new EnumMap<>(Kind.class);
    /// What the store was last told.
    private Optional<String> noted = Optional.empty();

    /// @param changes rung whenever there is more or less in the way
    Obstacles(Ledger outbox, Bell changes) {
        this.outbox = outbox;
        this.changes = changes;
    }

    synchronized Optional<String> first() {
        return present.values().stream().findFirst();
    }

    synchronized void met(Kind kind, String reason) {
        // How much is free on a full disk changes all the time, and is no news.
        boolean known = kind == Kind.DISK ? present.containsKey(kind) : reason.equals(present.get(kind));
        if (!known) {
            present.put(kind, reason);
            LOG.warn("nothing is being sent: {}", reason);
            changes.ring();
        }
        note();
    }

    synchronized void gone(Kind kind) {
        if (present.remove(kind) != null) {
            changes.ring();
            if (present.isEmpty()) {
                LOG.info("nothing is in the way of sending any more");
            }
        }
        note();
    }

    /// Tried again with the next event: on a full disk there may be no room for the note either, and `status`
    /// looks at the disk itself.
    private void note() {
        Optional<String> now = first();
        if (noted.equals(now)) {
            return;
        }
        try {
            outbox.noteTrouble(now);
            noted = now;
        } catch (StoreException e) {
            LOG.debug("what keeps mails from being sent cannot be noted in the store", e);
        }
    }
}
