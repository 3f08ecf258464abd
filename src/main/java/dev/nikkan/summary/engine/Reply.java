package dev.nikkan.summary.engine;

import java.time.Duration;
import java.util.Map;

/// What came of a question.
public sealed interface Reply {
    /// An answer, of whatever worth.
    ///
    /// @param texts by field, the first field's among them
    /// @param model as the endpoint names it
    /// @param took from the first try to the answer
    record Answered(Map<String, String> texts, String model, Usage usage, Duration took) implements Reply {
        public Answered {
            texts = Map.copyOf(texts);
        }
    }

    /// The model answered, and there is no text in it to be used: cut at its limit, refused, empty. Asking the
    /// same again would give the same.
    record Unusable(String why, Usage usage) implements Reply {}

    /// The endpoint answers others, and this question not: it is too long, or a filter stops it. The same again would
    /// fare the same.
    ///
    /// @param usage of calls before, whose answers could not be read
    record Declined(String why, Usage usage) implements Reply {}

    /// Nobody answered, or somebody said no.
    ///
    /// @param pause how long it is no use to ask again
    /// @param usage of calls whose answers could not be read
    record Unavailable(String why, Duration pause, Usage usage) implements Reply {}
}
