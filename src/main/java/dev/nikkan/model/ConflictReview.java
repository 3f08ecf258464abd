package dev.nikkan.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The IESG has looked whether a draft of another stream conflicts with the IETF's work (RFC 5742).
///
/// @param draft at the level that the other stream means it for
/// @param verdict empty where the mail is cut or worded by hand
/// @param url where the review is documented
public record ConflictReview(String subject, DraftAtLevel draft, Optional<Verdict> verdict, Optional<String> url)
        implements Event {
    /// What the IESG says to the other stream. [#text()] is its name in store and JSON.
    public enum Verdict {
        /// No problem with the publication.
        NO_PROBLEM,
        /// It recommends not to publish.
        DO_NOT_PUBLISH;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    @Override
    public EventKind kind() {
        return EventKind.CONFLICT_REVIEW;
    }

    @Override
    public Optional<String> title() {
        return draft.title();
    }

    @Override
    public List<DraftAtLevel> drafts() {
        return List.of(draft);
    }

    @Override
    public Optional<String> detail() {
        String detail = Stream.concat(verdict.map(Verdict::text).stream(), draft.level().stream())
                .collect(Collectors.joining(", "));
        return Optional.of(detail).filter(text -> !text.isEmpty());
    }
}
