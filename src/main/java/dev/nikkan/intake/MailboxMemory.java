package dev.nikkan.intake;

import dev.nikkan.model.Mailbox;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.store.MailStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What a watch remembers of a mailbox between two passes: the UIDs stored lately, and those that would not be fetched.
/// The truth is in the store; this saves asking it on every push.
final class MailboxMemory {
    /// How many of the latest UIDs each pass looks at again, because UIDs need not appear in order.
    private static final int WINDOW = 500;

    private static final int KEPT = 4 * WINDOW;
    private static final Duration LONGEST_REST = Duration.ofHours(2);

    private record Trouble(int failures, long restsUntil) {}

    private final Mailbox mailbox;
    private final MailStore store;
    private final Duration firstRest;
    private final NavigableSet<Long> recent = new TreeSet<>();
    private final Map<Long, Trouble> troubled = new HashMap<>();

    /// @param firstRest how long a UID rests after its first failure; it doubles from there
    MailboxMemory(Mailbox mailbox, MailStore store, Duration firstRest) {
        this.mailbox = mailbox;
        this.store = store;
        this.firstRest = firstRest;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    MailboxUid place(long uid) {
        return new MailboxUid(mailbox, uid);
    }

    /// Whether a UID means the same mail tomorrow.
    boolean hasLastingUids() {
        return mailbox.uidValidity() != 0;
    }

    /// The lowest UID that a pass need look at.
    long windowStart() {
        if (recent.size() <= WINDOW || !hasLastingUids()) {
            return 1;
        }
        return recent.descendingSet().stream().skip(WINDOW - 1).findFirst().orElseThrow();
    }

    /// Those of the UIDs shown that are to be fetched now, in order.
    ///
    /// @param whole whether all UIDs of the folder are shown, not only those from [#windowStart()]
    NavigableSet<Long> missing(List<Long> shown, boolean whole) {
        // `n:*` always names the last message, also one below n (RFC 9051 §9).
        NavigableSet<Long> missing = new TreeSet<>(shown).tailSet(whole ? 1 : windowStart(), true);
        missing.removeAll(whole ? known() : recent);
        missing.removeIf(this::rests);
        return missing;
    }

    /// Those of the UIDs shown that are stored.
    NavigableSet<Long> stored(List<Long> shown) {
        NavigableSet<Long> stored = new TreeSet<>(shown);
        stored.retainAll(known());
        return stored;
    }

    /// All UIDs that need not be fetched, as the store has them.
    private NavigableSet<Long> known() {
        if (!hasLastingUids()) {
            return recent;
        }
        NavigableSet<Long> known = store.knownUids(mailbox, 1);
        recent.clear();
        known.descendingSet().stream().limit(KEPT).forEach(recent::add);
        return known;
    }

    void add(Collection<Long> uids) {
        recent.addAll(uids);
        uids.forEach(troubled::remove);
        while (hasLastingUids() && recent.size() > KEPT) {
            recent.pollFirst();
        }
    }

    boolean isTroubled(long uid) {
        return troubled.containsKey(uid);
    }

    private boolean rests(long uid) {
        Trouble trouble = troubled.get(uid);
        return trouble != null && trouble.restsUntil - System.nanoTime() > 0;
    }

    /// Lets a UID rest. One that breaks the connection each time must not break it all the time.
    void failed(long uid, int failures) {
        Duration rest = firstRest.multipliedBy(1L << Math.clamp(failures - 1, 0, 20));
        Duration bounded = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
        troubled.put(uid, new Trouble(failures, System.nanoTime() + bounded.toNanos()));
    }
}
