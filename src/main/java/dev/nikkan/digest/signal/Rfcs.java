package dev.nikkan.digest.signal;

import java.util.Optional;
import java.util.stream.Collectors;

/// The RFCs of a change, listed.
final class Rfcs {
    private Rfcs() {}

    /// `RFC 7854, RFC 8182`; empty where nothing is changed in that way.
    static Optional<String> of(Signal.RfcChanges changes, Signal.RfcChanges.Kind kind, String separator) {
        String list = changes.changes().stream()
                .filter(change -> change.kind() == kind)
                .map(Signal.RfcChanges.Change::rfc)
                .distinct()
                .sorted()
                .map(rfc -> "RFC " + rfc)
                .collect(Collectors.joining(separator));
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    /// How many documents change any.
    static long documents(Signal.RfcChanges changes) {
        return changes.changes().stream()
                .map(change -> switch (change.by()) {
                    case Evidence.OfDraft draft -> draft.draft().toString();
                    case Evidence.OfRfc rfc -> "RFC " + rfc.rfc();
                    case Evidence.OfDay row -> throw changesNone(row);
                    case Evidence.OfMail row -> throw changesNone(row);
                    case Evidence.OfReading row -> throw changesNone(row);
                    case Evidence.OfMeeting row -> throw changesNone(row);
                })
                .distinct()
                .count();
    }

    private static IllegalStateException changesNone(Evidence row) {
        return new IllegalStateException("this changes no RFC: " + row);
    }
}
