package dev.nikkan.parse;

import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.Notice;
import java.util.List;
import java.util.Optional;

/// What can be told of a mail without a kind of its own: its topic, the draft it names, by when it wants comments, and
/// where it points to.
final class NoticeReader {
    private NoticeReader() {}

    /// @param subject without the list's tag
    static Notice read(Optional<String> from, String subject, EventText text) {
        return new Notice(
                subject,
                Topics.of(from.orElse(""), subject, text.opening()),
                drafts(subject),
                EventReader.withdraws(subject) ? Optional.empty() : text.commentsBy(),
                text.links());
    }

    private static List<DraftAtLevel> drafts(String subject) {
        int at = subject.indexOf("draft-");
        return at < 0
                ? List.of()
                : DraftFile.parse(subject.substring(at))
                        .map(draft ->
                                new DraftAtLevel(draft.name(), draft.revision(), Optional.empty(), Optional.empty()))
                        .stream()
                        .toList();
    }
}
