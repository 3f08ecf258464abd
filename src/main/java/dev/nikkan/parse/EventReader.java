package dev.nikkan.parse;

import dev.nikkan.model.Event;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a mail of the IESG's secretary announces. Each kind has a reader of its own, which knows the kind by the
/// Subject or, where somebody has worded that by hand, by how the text opens.
final class EventReader {
    private static final String WORD = "\\b(?:withdr[ae]w|cancel|retract|rescind)[a-z]{0,6}\\b";
    private static final String KIND = "\\b(?:Last Call|(?:Protocol|Document) Action|(?:WG|RG) (?:Review|Action))\\b";
    private static final Pattern WITHDRAWN = Pattern.compile(
            "[^<']{0,40}?(?:" + WORD + "[^<']{0,40}?" + KIND + "|" + KIND + "[^:<']{0,20}?" + WORD + ")",
            Pattern.CASE_INSENSITIVE);

    private EventReader() {}

    /// @param subject without the list's tag
    /// @return empty if it is of no kind of its own
    static Optional<Event> read(String subject, EventText text) {
        return withdraws(subject)
                ? Optional.empty()
                : LastCallReader.read(subject, text)
                        .or(() -> ApprovalReader.read(subject, text))
                        .or(() -> ConflictReviewReader.read(subject, text))
                        .or(() -> CharterReader.read(subject, text))
                        .or(() -> InterimReader.read(subject, text));
    }

    /// Whether it takes a call, a review or an action back. Such a mail may hold the old text, whose dates no longer
    /// count. Meetings are not meant: a cancelled one has a standing of its own.
    static boolean withdraws(String subject) {
        return WITHDRAWN.matcher(subject).lookingAt();
    }
}
