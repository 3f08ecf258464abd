package dev.nikkan.digest;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import java.util.Set;

/// What of a digest is shown in full; the rest stands in the index, a line each.
///
/// @param filter that chose it, as it is written
/// @param matches of any kind, late ones and other announcements among them
public record Selection(String filter, Set<DraftName> drafts, Set<RfcNumber> rfcs, int matches) {
    public Selection {
        drafts = Set.copyOf(drafts);
        rfcs = Set.copyOf(rfcs);
    }
}
