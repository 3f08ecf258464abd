package dev.nikkan.model;

import java.util.Locale;
import java.util.Optional;

/// A working or research group has been formed, rechartered or closed.
///
/// @param outcome empty where neither Subject nor text says it in known words
/// @param area `General Area`
/// @param url the charter's page
public record CharterAction(
        String subject,
        Optional<GroupMention> group,
        Optional<Outcome> outcome,
        Optional<String> area,
        Optional<String> url)
        implements Event {
    /// What became of the group. [#text()] is its name in store and JSON.
    public enum Outcome {
        FORMED,
        RECHARTERED,
        CONCLUDED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public EventKind kind() {
        return EventKind.WG_ACTION;
    }

    @Override
    public Optional<String> title() {
        return group.map(GroupMention::name);
    }

    @Override
    public Optional<String> detail() {
        return outcome.map(Outcome::text);
    }
}
