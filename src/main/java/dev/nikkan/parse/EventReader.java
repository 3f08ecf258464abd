package dev.nikkan.parse;

import dev.nikkan.model.Event;
import java.util.Optional;

/// What a mail of the IESG's secretary announces. Each kind has a reader of its own, which knows the kind by the
/// Subject or, where somebody has worded that by hand, by how the text opens.
final class EventReader {
    private EventReader() {}

    /// @param subject without the list's tag
    /// @return empty if it is of no kind of its own
    static Optional<Event> read(String subject, EventText text) {
        return LastCallReader.read(subject, text)
                .or(() -> ApprovalReader.read(subject, text))
                .or(() -> ConflictReviewReader.read(subject, text))
                .or(() -> CharterReader.read(subject, text))
                .or(() -> InterimReader.read(subject, text));
    }
}
