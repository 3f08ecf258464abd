package dev.nikkan.app.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration that cannot be used. The message has one line for each problem, `file:line: sentence`.
public final class ConfigurationException extends Exception {
    private final transient List<String> sentences;
    private final boolean onlyExposedSecrets;

    ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.sentences = problems.stream().map(Problem::toString).toList();
        this.onlyExposedSecrets = problems.stream().allMatch(Problem::exposedSecret);
    }

    /// `file:line: sentence`, one for each problem.
    public List<String> sentences() {
        return sentences;
    }

    /// Whether all that is wrong is that others may read a secret.
    public boolean onlyExposedSecrets() {
        return onlyExposedSecrets;
    }
}
