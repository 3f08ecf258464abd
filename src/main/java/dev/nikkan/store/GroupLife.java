package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import java.util.List;
import java.util.Optional;

/// What the store knows of one working or research group.
///
/// @param drafts those that neither became an RFC nor were replaced first, then by their latest day, latest first
/// @param rfcs by number
/// @param events charters, meetings, and what was announced of its drafts, by day
public record GroupLife(String acronym, List<Work> drafts, List<Rfc> rfcs, List<Happening> events) {
    public GroupLife {
        drafts = List.copyOf(drafts);
        rfcs = List.copyOf(rfcs);
        events = List.copyOf(events);
    }

    public record Work(
            DraftName draft,
            Optional<String> title,
            Revision latest,
            Day latestDay,
            Optional<DraftName> replacedBy,
            Optional<RfcNumber> rfc) {
        public boolean active() {
            return replacedBy.isEmpty() && rfc.isEmpty();
        }
    }

    public record Rfc(RfcNumber number, Optional<String> title, Day day, Optional<DraftName> draft) {}
}
