package dev.nikkan.app.command;

import dev.nikkan.digest.signal.MeetingCalendar;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.digest.signal.ThemeException;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.publish.DigestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What signals are looked for with, by the configuration and the files that it names.
public final class SignalFiles {
    private SignalFiles() {}

    /// @throws Failure if the file of themes has become unusable since the configuration was read
    public static SignalSettings settings(DigestSettings digest) {
        Themes themes = Themes.builtIn();
        if (digest.themes().isPresent()) {
            themes = with(themes, digest.themes().get());
        }
        return new SignalSettings(themes, digest.watchedAuthors(), MeetingCalendar.builtIn());
    }

    private static Themes with(Themes themes, Path file) {
        try {
            return themes.with(Files.readString(file));
        } catch (ThemeException e) {
            List<String> sentences = e.problems().stream()
                    .map(problem -> file + ":" + problem.line() + ": " + problem.sentence())
                    .toList();
            throw new Failure(ExitCode.CONFIGURATION, sentences, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
