package dev.nikkan.model;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// The charter of a working or research group is open for comments.
///
/// @param area `Transport Area`
/// @param url the charter's page
public record CharterReview(
        String subject,
        Optional<GroupMention> group,
        Optional<Stage> stage,
        Optional<String> area,
        Optional<LocalDate> commentsBy,
        Optional<String> url)
        implements Event {
    /// Whether there is such a group already. [#text()] is its name in store and JSON.
    public enum Stage {
        NEW,
        RECHARTER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public EventKind kind() {
        return EventKind.WG_REVIEW;
    }

    @Override
    public Optional<String> title() {
        return group.map(GroupMention::name);
    }

    @Override
    public Optional<String> detail() {
        return stage.map(Stage::text);
    }

    @Override
    public Optional<LocalDate> deadline() {
        return commentsBy;
    }
}
