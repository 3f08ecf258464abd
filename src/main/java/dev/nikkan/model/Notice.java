package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A mail that somebody wrote by hand, or that is of no kind of its own.
///
/// @param topic what it is about; empty where none of the known topics fits, which `status` counts
/// @param drafts those that the Subject names
/// @param commentsBy the last day for comments, where it asks for some
/// @param links the addresses in the text, in its order, each once
public record Notice(
        String subject,
        Optional<Topic> topic,
        List<DraftAtLevel> drafts,
        Optional<LocalDate> commentsBy,
        List<String> links)
        implements Event {
    public Notice {
        drafts = List.copyOf(drafts);
        links = List.copyOf(links);
    }

    @Override
    public EventKind kind() {
        return EventKind.ANNOUNCEMENT;
    }

    @Override
    public Optional<String> title() {
        return Optional.of(subject).filter(text -> !text.isBlank());
    }

    @Override
    public Optional<LocalDate> deadline() {
        return commentsBy;
    }
}
