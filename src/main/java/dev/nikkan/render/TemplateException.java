package dev.nikkan.render;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// Templates that cannot be used. The message has a line for each problem.
public final class TemplateException extends RuntimeException {
    private final transient List<TemplateProblem> problems;

    TemplateException(List<TemplateProblem> problems) {
        super(problems.stream().map(TemplateProblem::toString).collect(joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<TemplateProblem> problems() {
        return problems;
    }
}
