package dev.nikkan.summary;

import dev.nikkan.model.DaySummary;
import dev.nikkan.summary.engine.Usage;
import java.time.Duration;
import java.util.List;

/// What came of asking for a day's overview.
public sealed interface DayOutcome {
    /// The overview passed; headline and sentences on topics and takeaways as far as they did.
    ///
    /// @param faults of what did not pass, `topic1: figure: RFC 9999`
    /// @param calls questions that were answered, 1 or 2
    record Written(DaySummary summary, List<String> faults, int calls, Usage usage, Duration took)
            implements DayOutcome {
        public Written {
            faults = List.copyOf(faults);
        }
    }

    /// Twice not fit to be printed, or declined by the endpoint.
    ///
    /// @param text the last overview; empty where there was none
    record Refused(String text, List<String> faults, int calls, Usage usage) implements DayOutcome {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /// Nobody answered; it is worth asking again later.
    ///
    /// @param calls questions that were answered all the same
    record Unanswered(String why, Duration pause, int calls, Usage usage) implements DayOutcome {}
}
