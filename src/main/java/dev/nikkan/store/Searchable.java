package dev.nikkan.store;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Event;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import java.util.List;
import java.util.Optional;

/// What of an entry can be searched for, whether it comes from a mail or from its row.
public sealed interface Searchable {
    record Draft(DraftPost post) implements Searchable {}

    record Rfc(RfcPublication publication) implements Searchable {}

    /// @param drafts,rfcs all those concerned
    /// @param text of the mail; empty where it was never read
    record Other(
            EventSummary event,
            List<DraftName> drafts,
            List<RfcNumber> rfcs,
            Optional<GroupMention> group,
            Optional<String> text)
            implements Searchable {
        public Other {
            drafts = List.copyOf(drafts);
            rfcs = List.copyOf(rfcs);
        }
    }

    /// @param text of the mail; of an event only
    static Searchable of(Announcement announcement, Optional<String> text) {
        return switch (announcement) {
            case DraftPost post -> new Draft(post);
            case RfcPublication rfc -> new Rfc(rfc);
            case Event event ->
                new Other(
                        EventSummary.of(event),
                        event.drafts().stream().map(DraftAtLevel::name).toList(),
                        event.rfcs().stream().map(RfcAtLevel::number).toList(),
                        event.group(),
                        text);
        };
    }
}
