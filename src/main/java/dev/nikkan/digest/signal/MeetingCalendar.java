package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The meetings of the IETF as `meetings.txt` lists them; before the first and after the last it knows nothing.
public record MeetingCalendar(List<Meeting> meetings) {
    /// How long before the cut-off it is worth telling.
    private static final int NOTICE = 14;

    public MeetingCalendar {
        meetings =
                meetings.stream().sorted(Comparator.comparing(Meeting::first)).toList();
    }

    public static MeetingCalendar builtIn() {
        return new MeetingCalendar(Themes.resource("meetings.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(MeetingCalendar::meeting)
                .toList());
    }

    /// The meeting that a day lies near: from two weeks before its cut-off to its end.
    Optional<Meeting> near(Day day) {
        return meetings.stream()
                .filter(meeting -> !day.isBefore(meeting.cutOff().plus(-NOTICE)) && !day.isAfter(meeting.last()))
                .findFirst();
    }

    private static Meeting meeting(String line) {
        String[] fields = line.split("\\s*\\|\\s*", -1);
        return new Meeting(
                Integer.parseInt(fields[0]),
                new Label(fields[1], fields[2]),
                Day.parse(fields[3]),
                Day.parse(fields[4]),
                Day.parse(fields[5]));
    }
}
