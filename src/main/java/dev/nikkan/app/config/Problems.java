package dev.nikkan.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with one file. Not thread-safe.
final class Problems {
    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(int line, String sentence) {
        found.add(new Problem(file, line, sentence, false));
    }

    /// Something in a file that this one names.
    void addIn(Path other, int line, String sentence) {
        found.add(new Problem(other, line, sentence, false));
    }

    void addExposedSecret(int line, String sentence) {
        found.add(new Problem(file, line, sentence, true));
    }

    /// @throws ConfigurationException if anything was found
    void throwIfAny() throws ConfigurationException {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found.stream().sorted().toList());
        }
    }
}
