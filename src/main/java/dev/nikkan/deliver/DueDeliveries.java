package dev.nikkan.deliver;

import dev.nikkan.model.Delivery;
import dev.nikkan.store.Ledger;
import dev.nikkan.store.Ledger.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Hands each due delivery to one connection. The recipients' domains take turns: neither one with many subscribers
/// nor one that puts every mail off lets the others wait, and one that answers slowly gets a second connection only
/// while nobody else waits. Thread-safe.
final class DueDeliveries {
    /// A turn is one of time: for a server that is quick it is many mails, which mostly have one body, and one for a
    /// server that is slow.
    private static final Duration TURN = Duration.ofMillis(100);
    /// After so long it is noticed what has become due while others wait.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    /// Shorter sleeps are not worth their cost.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private final Ledger outbox;
    private final int domainRate;
    /// By domain, the one whose turn it is first.
    private final Map<String, Deque<Long>> waiting = new LinkedHashMap<>();

    /// When the turns that are being had began.
    private final Map<String, Long> turns = new HashMap<>();

    private final Map<Long, String> handedOut = new HashMap<>();
    private final Map<String, Pace> paces = new HashMap<>();
    private long lookedAt;
    private volatile boolean stale = true;

    /// @param domainRate mails a minute to one domain; 0 is no limit
    DueDeliveries(Ledger outbox, int domainRate) {
        this.outbox = outbox;
        this.domainRate = domainRate;
    }

    /// The next one, which is the caller's until [#giveBack(Delivery)].
    ///
    /// @param nanos of the monotonic clock
    Optional<Delivery> take(Instant now, long nanos) {
        look(now, nanos);
        for (Optional<Long> next = next(nanos); next.isPresent(); next = next(nanos)) {
            Optional<Delivery> due = Optional.empty();
            try {
                due = outbox.due(next.get(), now);
            } finally {
                if (due.isEmpty()) {
                    giveBack(next.get());
                }
            }
            if (due.isPresent()) {
                return due;
            }
        }
        return Optional.empty();
    }

    /// The caller is done with it, whether it was sent or not.
    void giveBack(Delivery delivery) {
        giveBack(delivery.id());
    }

    private synchronized void giveBack(long id) {
        handedOut.remove(id);
    }

    /// Looks into the outbox again before anything else is handed out, and forgets what was found before.
    synchronized void forget() {
        waiting.clear();
    }

    /// Looks into the outbox again soon: there may be more.
    void lookAgain() {
        stale = true;
    }

    synchronized boolean noneHandedOut() {
        return handedOut.isEmpty();
    }

    /// How long it takes until the pace of a domain lets its next mail go; at most until the outbox is to be looked
    /// into again.
    synchronized Duration pause(long nanos) {
        long wait = waiting.keySet().stream()
                .flatMap(domain -> Optional.ofNullable(paces.get(domain)).stream())
                .mapToLong(pace -> pace.untilFree(nanos))
                .filter(left -> left > 0)
                .min()
                .orElse(Long.MAX_VALUE);
        return Duration.ofNanos(Math.clamp(wait, SHORTEST_PAUSE.toNanos(), Courier.POLL.toNanos()));
    }

    // ---- whose turn it is

    private synchronized void look(Instant now, long nanos) {
        if (!waiting.isEmpty() && !stale && nanos - lookedAt < LOOK_AGAIN.toNanos()) {
            return;
        }
        stale = false;
        lookedAt = nanos;
        Map<String, Deque<Long>> due = new LinkedHashMap<>();
        for (Waiting one : outbox.waiting(now)) {
            if (!handedOut.containsKey(one.id())) {
                due.computeIfAbsent(one.domain(), _ -> new ArrayDeque<>()).add(one.id());
            }
        }
        // Who waited before keeps their turn.
        waiting.keySet().retainAll(due.keySet());
        waiting.putAll(due);
        paces.values().removeIf(pace -> pace.untilFree(nanos) == 0);
    }

    private synchronized Optional<Long> next(long nanos) {
        endTurns(nanos);
        Optional<String> turn = turn(nanos);
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        String domain = turn.get();
        Deque<Long> ids = Objects.requireNonNull(waiting.get(domain));
        long id = ids.remove();
        turns.putIfAbsent(domain, nanos);
        if (ids.isEmpty()) {
            waiting.remove(domain);
        }
        handedOut.put(id, domain);
        if (domainRate > 0) {
            paces.computeIfAbsent(domain, _ -> Pace.perMinute(domainRate)).reserve(nanos);
        }
        return Optional.of(id);
    }

    /// Whose time is up waits behind all others.
    private void endTurns(long nanos) {
        List<String> over = turns.entrySet().stream()
                .filter(turn -> nanos - turn.getValue() >= TURN.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        for (String domain : over) {
            turns.remove(domain);
            Optional.ofNullable(waiting.remove(domain)).ifPresent(ids -> waiting.put(domain, ids));
        }
    }

    private Optional<String> turn(long nanos) {
        Optional<String> busy = Optional.empty();
        for (String domain : waiting.keySet()) {
            Pace pace = paces.get(domain);
            if (pace == null || pace.untilFree(nanos) == 0) {
                if (!handedOut.containsValue(domain)) {
                    return Optional.of(domain);
                }
                busy = busy.isEmpty() ? Optional.of(domain) : busy;
            }
        }
        return busy;
    }
}
