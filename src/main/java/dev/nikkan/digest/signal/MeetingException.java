package dev.nikkan.digest.signal;

import java.util.List;

/// A file of meetings that cannot be used.
public final class MeetingException extends Exception {
    private final transient List<Problem> problems;

    /// One thing that is wrong.
    ///
    /// @param line from 1
    /// @param sentence what is wrong and what to do, with its full stop
    public record Problem(int line, String sentence) {}

    MeetingException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /// At least one, by line.
    public List<Problem> problems() {
        return problems;
    }
}
