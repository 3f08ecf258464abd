package dev.nikkan.app.config;

import dev.nikkan.digest.signal.MeetingCalendar;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.digest.signal.ThemeException;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.publish.DigestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What signals are looked for with, by the configuration and the files that it names.
public final class SignalFiles {
    private SignalFiles() {}

    /// Empty where the configuration wants no overview.
    public static Optional<SignalFinder> finder(DigestSettings digest) {
        return digest.overview() ? Optional.of(new SignalFinder(settings(digest))) : Optional.empty();
    }

    /// @throws UncheckedIOException if the file of themes has become unusable since the configuration was read
    public static SignalSettings settings(DigestSettings digest) {
        Themes themes = digest.themes().map(SignalFiles::themes).orElseGet(Themes::builtIn);
        return new SignalSettings(themes, digest.watchedAuthors(), MeetingCalendar.builtIn());
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
