package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// An announcement that publishes neither a draft nor an RFC: what it is about, whatever its kind. Each kind's own
/// fields are its record's. What a mail does not say is empty.
public sealed interface Event extends Announcement
        permits LastCall,
                StatusChangeCall,
                Approval,
                StatusChange,
                ConflictReview,
                CharterReview,
                CharterAction,
                InterimMeeting,
                Notice {
    EventKind kind();

    /// Decoded, unfolded, without the list's `[tag]`.
    String subject();

    /// What the event is about, as the mail words it: a document's title, a group's name.
    default Optional<String> title() {
        return Optional.empty();
    }

    /// The drafts concerned, in the mail's order.
    default List<DraftAtLevel> drafts() {
        return List.of();
    }

    /// The RFCs whose status is concerned, in the mail's order.
    default List<RfcAtLevel> rfcs() {
        return List.of();
    }

    default Optional<GroupMention> group() {
        return Optional.empty();
    }

    /// In a few words what a reader wants to know beside kind and title: the level, the verdict, what became of a
    /// group, when and where it meets. English, as the mails are.
    default Optional<String> detail() {
        return Optional.empty();
    }

    /// The last day for comments.
    default Optional<LocalDate> deadline() {
        return Optional.empty();
    }

    /// The address the mail gives for what it is about, as announced.
    default Optional<String> url() {
        return Optional.empty();
    }

    /// The working or research group, lower case: that of the first draft's name, else the acronym the mail gives.
    default Optional<String> wg() {
        return drafts().isEmpty()
                ? group().flatMap(GroupMention::acronym)
                : drafts().getFirst().name().group();
    }
}
