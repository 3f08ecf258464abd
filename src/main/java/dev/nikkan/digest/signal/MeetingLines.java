package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads a file of meetings, `number | Japanese | English | first day | last day | cut-off` a line, and gathers what is
/// wrong with it.
final class MeetingLines {
    private static final int FIELDS = 6;

    private final Map<Integer, Meeting> meetings = new TreeMap<>();
    private final List<MeetingException.Problem> problems = new ArrayList<>();

    private MeetingLines() {}

    /// @return by number
    static List<Meeting> read(String text) throws MeetingException {
        MeetingLines reader = new MeetingLines();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                reader.read(i + 1, line);
            }
        }
        if (!reader.problems.isEmpty()) {
            throw new MeetingException(reader.problems);
        }
        return List.copyOf(reader.meetings.values());
    }

    private void read(int number, String line) {
        String[] fields = line.split("\\s*\\|\\s*", -1);
        if (fields.length != FIELDS) {
            wrong(
                    number,
                    "A meeting is \"number | Japanese | English | first day | last day | cut-off\": this line has %d of the"
                                    .formatted(fields.length)
                            + " 6 fields.");
            return;
        }
        if (!fields[0].matches("[1-9]\\d{0,3}")) {
            wrong(number, "\"%s\" is no number of a meeting; write 128.".formatted(fields[0]));
            return;
        }
        if (fields[1].isEmpty() || fields[2].isEmpty()) {
            wrong(number, "IETF %s has no place in one of the two languages.".formatted(fields[0]));
            return;
        }
        Optional<Day> first = day(number, fields[3]);
        Optional<Day> last = day(number, fields[4]);
        Optional<Day> cutOff = day(number, fields[5]);
        if (first.isPresent() && last.isPresent() && cutOff.isPresent()) {
            add(
                    number,
                    Integer.parseInt(fields[0]),
                    new Label(fields[1], fields[2]),
                    first.get(),
                    last.get(),
                    cutOff.get());
        }
    }

    private void add(int number, int meeting, Label place, Day first, Day last, Day cutOff) {
        if (cutOff.isAfter(first) || first.isAfter(last)) {
            wrong(number, "IETF %d: the cut-off comes first, then the first day, then the last.".formatted(meeting));
        } else if (meetings.putIfAbsent(meeting, new Meeting(meeting, place, first, last, cutOff)) != null) {
            wrong(number, "IETF %d stands in this file twice; take one line away.".formatted(meeting));
        }
    }

    private Optional<Day> day(int number, String text) {
        try {
            return Optional.of(Day.parse(text));
        } catch (DateTimeException e) {
            wrong(number, "\"%s\" is no day; write 2027-03-06.".formatted(text));
            return Optional.empty();
        }
    }

    private void wrong(int number, String sentence) {
        problems.add(new MeetingException.Problem(number, sentence));
    }
}
