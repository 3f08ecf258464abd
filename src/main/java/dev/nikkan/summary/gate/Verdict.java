package dev.nikkan.summary.gate;

import java.util.List;

/// Whether a summary is printed.
public sealed interface Verdict {
    /// @param text one paragraph, white space folded
    record Accepted(String text) implements Verdict {}

    /// @param faults at least one, each kind in the order of [Reason]
    record Rejected(List<Fault> faults) implements Verdict {
        public Rejected {
            faults = List.copyOf(faults);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("rejected for nothing");
            }
        }
    }
}
