package dev.nikkan.summary;

import dev.nikkan.summary.engine.Usage;
import dev.nikkan.summary.gate.Fault;
import java.time.Duration;
import java.util.List;

/// What came of asking for a summary.
public sealed interface Outcome {
    /// @param model as the endpoint names it
    /// @param calls questions that were answered, 1 or 2
    record Written(String text, String model, int calls, Usage usage, Duration took) implements Outcome {}

    /// Twice not fit to be printed, or declined by the endpoint: asking once more would cost and not help.
    ///
    /// @param text the last answer; empty where it was none
    /// @param faults of the last answer
    /// @param first faults of the first answer; none where there was but one
    record Refused(String text, List<Fault> faults, List<Fault> first, int calls, Usage usage) implements Outcome {
        public Refused {
            faults = List.copyOf(faults);
            first = List.copyOf(first);
        }
    }

    /// Nobody answered; it is worth asking again later.
    ///
    /// @param pause how long to wait before
    /// @param calls questions that were answered all the same
    record Unanswered(String why, Duration pause, int calls, Usage usage) implements Outcome {}
}
