package dev.nikkan.digest.signal;

import java.util.List;

/// A file of themes that cannot be used.
public final class ThemeException extends Exception {
    private final transient List<ThemeProblem> problems;

    ThemeException(List<ThemeProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /// At least one, by line.
    public List<ThemeProblem> problems() {
        return problems;
    }
}
