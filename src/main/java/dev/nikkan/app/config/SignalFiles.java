package dev.nikkan.app.config;

import dev.nikkan.digest.signal.MeetingCalendar;
import dev.nikkan.digest.signal.MeetingException;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.digest.signal.ThemeException;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.publish.DigestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What signals are looked for with, by the configuration and the files that it names.
public final class SignalFiles {
    private SignalFiles() {}

    public static SignalFinder finder(DigestSettings digest) {
        return new SignalFinder(settings(digest));
    }

    /// @throws UncheckedIOException if the file of themes has become unusable since the configuration was read
    public static SignalSettings settings(DigestSettings digest) {
        Themes themes = digest.themes().map(SignalFiles::themes).orElseGet(Themes::builtIn);
        return new SignalSettings(themes, digest.watchedAuthors(), meetings(digest));
    }

    /// The built-in meetings, and those of the file that the configuration names.
    ///
    /// @throws UncheckedIOException if that file has become unusable since the configuration was read
    public static MeetingCalendar meetings(DigestSettings digest) {
        return digest.meetings().map(SignalFiles::meetings).orElseGet(MeetingCalendar::builtIn);
    }

    private static MeetingCalendar meetings(Path file) {
        try {
            return MeetingCalendar.builtIn().with(Files.readString(file));
        } catch (MeetingException e) {
            throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Themes themes(Path file) {
        try {
            return Themes.builtIn().with(Files.readString(file));
        } catch (ThemeException e) {
            throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
