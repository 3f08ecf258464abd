package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.Succession;
import java.util.List;
import java.util.Optional;

/// What the store knows of one draft, from its first name to its RFC.
///
/// @param title of the latest revision
/// @param announcedGroup the group that the latest announcement's sentence names, where it is not that of the name: the
///     name is right (ietf-tools/datatracker, issue 10737)
/// @param origins what it was before, each with what it became, nearest first
/// @param successor what it became
/// @param posts its revisions and those of its former names, by day
/// @param events what was announced of it and of its former names, by day
public record DraftLife(
        DraftName name,
        Optional<String> title,
        Optional<GroupMention> announcedGroup,
        List<Succession> origins,
        Optional<Succession> successor,
        List<Post> posts,
        List<Happening> events,
        Optional<Publication> rfc) {
    public DraftLife {
        origins = List.copyOf(origins);
        posts = List.copyOf(posts);
        events = List.copyOf(events);
    }

    /// An announced revision.
    ///
    /// @param edition the day whose digest it was in
    public record Post(DraftName draft, Revision revision, Day day, Optional<Day> edition) {}

    /// The RFC that it became.
    public record Publication(RfcNumber number, Day day, Optional<Day> edition) {}
}
