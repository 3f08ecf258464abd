package dev.nikkan.deliver;

import dev.nikkan.model.Delivery;
import dev.nikkan.store.Ledger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Hands each due delivery to one connection. Thread-safe.
final class DueDeliveries {
    private static final int LOOK_AHEAD = 50;

    private final Ledger outbox;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Set<Long> handedOut = new HashSet<>();

    DueDeliveries(Ledger outbox) {
        this.outbox = outbox;
    }

    /// The next one, which is the caller's until [#giveBack(Delivery)].
    synchronized Optional<Delivery> take(Instant now) {
        if (waiting.isEmpty()) {
            outbox.due(LOOK_AHEAD + handedOut.size(), now).stream()
                    .filter(due -> !handedOut.contains(due.id()))
                    .forEach(waiting::add);
        }
        Optional<Delivery> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(due -> handedOut.add(due.id()));
        return next;
    }

    /// The caller is done with it, whether it was sent or not.
    synchronized void giveBack(Delivery delivery) {
        handedOut.remove(delivery.id());
    }

    /// Looks into the outbox again before anything else is handed out.
    synchronized void forget() {
        waiting.clear();
    }

    synchronized boolean noneHandedOut() {
        return handedOut.isEmpty();
    }
}
