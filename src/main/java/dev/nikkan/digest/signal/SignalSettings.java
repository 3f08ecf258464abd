package dev.nikkan.digest.signal;

import java.util.List;

/// What signals are looked for with.
///
/// @param watchedAuthors names of whom every draft is told, in any case
public record SignalSettings(Themes themes, List<String> watchedAuthors, MeetingCalendar meetings) {
    public SignalSettings {
        watchedAuthors = List.copyOf(watchedAuthors);
    }

    public static SignalSettings builtIn() {
        return new SignalSettings(Themes.builtIn(), List.of(), MeetingCalendar.builtIn());
    }
}
