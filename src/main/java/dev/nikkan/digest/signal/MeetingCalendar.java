package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The meetings of the IETF as `meetings.txt` lists them; before the first and after the last it knows nothing.
public record MeetingCalendar(List<Meeting> meetings) {
    /// How long before the cut-off it is worth telling.
    private static final int NOTICE = 14;
    /// How long before its end the calendar is called short: the IETF names its meetings more than a year ahead.
    private static final int SHORT = 365;

    public MeetingCalendar {
        meetings =
                meetings.stream().sorted(Comparator.comparing(Meeting::first)).toList();
    }

    /// The ones that come with the program.
    public static MeetingCalendar builtIn() {
        try {
            return new MeetingCalendar(MeetingLines.read(Themes.resource("meetings.txt")));
        } catch (MeetingException e) {
            throw new IllegalStateException("the program's own meetings.txt is wrong: " + e.getMessage(), e);
        }
    }

    /// These and those of a file; a meeting whose number is known takes that meeting's place.
    ///
    /// @param text a file in the form of `meetings.txt`
    public MeetingCalendar with(String text) throws MeetingException {
        Map<Integer, Meeting> merged = new TreeMap<>();
        meetings.forEach(meeting -> merged.put(meeting.number(), meeting));
        MeetingLines.read(text).forEach(meeting -> merged.put(meeting.number(), meeting));
        return new MeetingCalendar(List.copyOf(merged.values()));
    }

    /// What an operator has to be told of it.
    ///
    /// @return empty while it reaches for another year
    public Optional<String> warning(Day today) {
        if (meetings.isEmpty()) {
            return Optional.of("The calendar has no meeting. " + remedy());
        }
        Meeting last = meetings.getLast();
        if (today.plus(SHORT).isBefore(last.last())) {
            return Optional.empty();
        }
        String ends = today.isAfter(last.last()) ? "ended" : "ends";
        return Optional.of("The calendar of meetings %s with IETF %d (%s). %s"
                .formatted(ends, last.number(), last.last(), remedy()));
    }

    private static String remedy() {
        return "Write those to come into the file that `meetings` in [digest] names.";
    }

    /// The meeting that a day lies near: from two weeks before its cut-off to its end.
    Optional<Meeting> near(Day day) {
        return meetings.stream()
                .filter(meeting -> !day.isBefore(meeting.cutOff().plus(-NOTICE)) && !day.isAfter(meeting.last()))
                .findFirst();
    }

    /// Whether submission is closed on a day: after a cut-off, and until the end of the meeting's first day.
    boolean closed(Day day) {
        return meetings.stream().anyMatch(meeting -> day.isAfter(meeting.cutOff()) && !day.isAfter(meeting.first()));
    }
}
