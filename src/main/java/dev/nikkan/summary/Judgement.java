package dev.nikkan.summary;

import dev.nikkan.summary.gate.Fault;
import dev.nikkan.summary.gate.Reason;
import dev.nikkan.summary.gate.Verdict;
import java.util.List;
import java.util.function.Supplier;

/// What the checks say of an answer, whatever it is made of. The answer was paid for: if the checks break on it, it is
/// refused like any other, so that it is booked and not asked for for ever.
final class Judgement {
    private Judgement() {}

    static Verdict of(Supplier<Verdict> checks) {
        try {
            return checks.get();
        } catch (RuntimeException | StackOverflowError e) {
            // Regular expressions recurse, and a model can repeat a thing a thousand times.
            return new Verdict.Rejected(List.of(new Fault(
                    Reason.UNUSABLE, "the checks broke on it: " + e.getClass().getSimpleName())));
        }
    }
}
