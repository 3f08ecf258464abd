package dev.nikkan.intake;

import java.util.Collection;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.TreeSet;

/// UIDs as a `sequence-set` (RFC 9051 §9): `3,7:12`.
final class UidSet {
    private UidSet() {}

    /// @param uids not empty
    static String of(Collection<Long> uids) {
        StringJoiner set = new StringJoiner(",");
        Iterator<Long> rest = new TreeSet<>(uids).iterator();
        long first = rest.next();
        long last = first;
        while (rest.hasNext()) {
            long uid = rest.next();
            if (uid != last + 1) {
                set.add(range(first, last));
                first = uid;
            }
            last = uid;
        }
        return set.add(range(first, last)).toString();
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + ":" + last;
    }
}
