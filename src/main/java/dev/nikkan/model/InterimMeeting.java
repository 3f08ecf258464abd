package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A group meets between the IETF's meetings; or such a meeting has changed, or is off.
///
/// @param sessions in the mail's order; of a cancelled meeting, when it would have been
/// @param virtual empty where the mail does not say
/// @param place city and country
/// @param url where to take part
public record InterimMeeting(
        String subject,
        Optional<GroupMention> group,
        Standing standing,
        List<Session> sessions,
        Optional<Boolean> virtual,
        Optional<String> place,
        Optional<String> url)
        implements Event {
    /// How the meeting stands. [#text()] is its name in store and JSON.
    public enum Standing {
        PLANNED,
        CHANGED,
        CANCELLED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A session of a meeting.
    ///
    /// @param date in the meeting's own time zone
    /// @param time as worded, `12:00 to 13:00 America/New_York`
    public record Session(LocalDate date, Optional<String> time) {}

    public InterimMeeting {
        sessions = List.copyOf(sessions);
    }

    /// The days it meets, each once.
    public List<LocalDate> dates() {
        return sessions.stream().map(Session::date).distinct().toList();
    }

    @Override
    public EventKind kind() {
        return EventKind.INTERIM;
    }

    @Override
    public Optional<String> title() {
        return group.map(GroupMention::name);
    }

    @Override
    public Optional<String> detail() {
        Stream<String> state = standing == Standing.PLANNED ? Stream.of() : Stream.of(standing.text());
        Stream<String> days = dates().stream().map(LocalDate::toString);
        Stream<String> where = place.or(() -> virtual.filter(yes -> yes).map(_ -> "virtual")).stream();
        String detail = Stream.of(state, days, where).flatMap(part -> part).collect(Collectors.joining(", "));
        return Optional.of(detail).filter(text -> !text.isEmpty());
    }
}
