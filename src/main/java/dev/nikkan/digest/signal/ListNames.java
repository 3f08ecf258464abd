package dev.nikkan.digest.signal;

import dev.nikkan.model.MailingList;

/// Lists as people call them.
final class ListNames {
    private ListNames() {}

    /// The two IETF lists by their names, another by its identifier.
    static String of(MailingList list) {
        return switch (list.id()) {
            case "i-d-announce.ietf.org" -> "I-D Announce";
            case "ietf-announce.ietf.org" -> "IETF Announce";
            default -> list.id();
        };
    }
}
