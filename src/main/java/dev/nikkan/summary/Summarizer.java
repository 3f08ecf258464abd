package dev.nikkan.summary;

import dev.nikkan.model.Language;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.summary.engine.Reply;
import dev.nikkan.summary.engine.Usage;
import dev.nikkan.summary.gate.Fault;
import dev.nikkan.summary.gate.Gate;
import dev.nikkan.summary.gate.Neighbour;
import dev.nikkan.summary.gate.Reason;
import dev.nikkan.summary.gate.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Has a model write a summary and the gate judge it; once more, with what was wrong, where it does not pass.
/// Thread-safe.
public final class Summarizer {
    private final Engine engine;
    private final Prompts prompts;
    private final Gate gate = new Gate();

    public Summarizer(Engine engine, Prompts prompts) {
        this.engine = engine;
        this.prompts = prompts;
    }

    /// @param day what has been written of other drafts of the same day; asked when there is an answer to compare
    public Outcome summarize(Material material, Language language, Supplier<? extends Collection<Neighbour>> day)
            throws InterruptedException {
        Try first = judged(engine.ask(prompts.about(material, language)), material, language, day);
        return switch (first) {
            case Try.Passed(var text, var model, var usage, var took) ->
                new Outcome.Written(text, model, 1, usage, took);
            case Try.Missing(var why, var pause, var usage) -> new Outcome.Unanswered(why, pause, 0, usage);
            case Try.Declined(var fault, var usage) -> new Outcome.Refused("", List.of(fault), List.of(), 0, usage);
            case Try.Faulty(var _, var faults, var usage) -> again(material, language, day, faults, usage);
        };
    }

    private Outcome again(
            Material material,
            Language language,
            Supplier<? extends Collection<Neighbour>> day,
            List<Fault> faults,
            Usage spent)
            throws InterruptedException {
        Try second = judged(engine.ask(prompts.again(material, language, faults)), material, language, day);
        return switch (second) {
            case Try.Passed(var text, var model, var usage, var took) ->
                new Outcome.Written(text, model, 2, spent.plus(usage), took);
            case Try.Missing(var why, var pause, var usage) -> new Outcome.Unanswered(why, pause, 1, spent.plus(usage));
            case Try.Declined(var fault, var usage) ->
                new Outcome.Refused("", List.of(fault), faults, 1, spent.plus(usage));
            case Try.Faulty(var text, var last, var usage) ->
                new Outcome.Refused(text, last, faults, 2, spent.plus(usage));
        };
    }

    /// The outcome among what has been written meanwhile, by others that asked at the same time: of two that are alike
    /// the later does not stand. Whoever keeps it asks this under one lock with the keeping.
    ///
    /// @param day what has been written of other drafts of the same day by now
    public Outcome beside(Collection<Neighbour> day, Outcome outcome, Material material, Language language) {
        if (!(outcome instanceof Outcome.Written(var text, var _, int calls, var usage, var _))) {
            return outcome;
        }
        List<Fault> faults = gate.likeness(material, language, text, day);
        return faults.isEmpty() ? outcome : new Outcome.Refused(text, faults, List.of(), calls, usage);
    }

    private sealed interface Try {
        record Passed(String text, String model, Usage usage, Duration took) implements Try {}

        record Faulty(String text, List<Fault> faults, Usage usage) implements Try {}

        record Declined(Fault fault, Usage usage) implements Try {}

        record Missing(String why, Duration pause, Usage usage) implements Try {}
    }

    private Try judged(
            Reply reply, Material material, Language language, Supplier<? extends Collection<Neighbour>> day) {
        return switch (reply) {
            case Reply.Answered(var texts, var model, var usage, var took) -> {
                String text = Objects.requireNonNull(texts.get(Prompts.FIELD));
                yield switch (Judgement.of(() -> gate.judge(material, language, text, day.get()))) {
                    case Verdict.Accepted(var shown) -> new Try.Passed(shown, model, usage, took);
                    case Verdict.Rejected(var faults) -> new Try.Faulty(text, faults, usage);
                };
            }
            case Reply.Unusable(var why, var usage) ->
                new Try.Faulty("", List.of(new Fault(Reason.UNUSABLE, why)), usage);
            case Reply.Declined(var why, var usage) -> new Try.Declined(new Fault(Reason.UNUSABLE, why), usage);
            case Reply.Unavailable(var why, var pause, var usage) -> new Try.Missing(why, pause, usage);
        };
    }
}
