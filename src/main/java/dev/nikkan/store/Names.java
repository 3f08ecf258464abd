package dev.nikkan.store;

import java.util.List;

/// What one can ask the store about by name. Thread-safe.
public final class Names {
    private final Store store;

    public Names(Store store) {
        this.store = store;
    }

    /// All drafts, the acronyms of all groups that have one, and all RFCs as `rfc9999`.
    public List<String> all() {
        return store.read(session -> session.query("""
                SELECT DISTINCT draft AS name FROM draft_post
                UNION SELECT wg FROM draft_post WHERE wg IS NOT NULL
                UNION SELECT wg FROM event WHERE wg IS NOT NULL
                UNION SELECT 'rfc' || number FROM rfc""").list(row -> row.text("name")));
    }
}
