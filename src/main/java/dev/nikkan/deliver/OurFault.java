package dev.nikkan.deliver;

import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.Attempt.Unknown;

/// Counts how often in a row the server refused us rather than a mail. Going on after many would harm our standing with
/// it, and end a whole edition for nothing. Thread-safe.
final class OurFault {
    static final int LIMIT = 10;

    private int inARow;

    /// @return whether this attempt was the last of too many
    synchronized boolean tooMany(Attempt attempt) {
        inARow = switch (attempt) {
            case Accepted _ -> 0;
            case Refused refused -> refused.ours() ? inARow + 1 : 0;
            // A transient reply shows neither that we are welcome nor that we are not.
            case Deferred deferred -> deferred.ours() ? inARow + 1 : inARow;
            case Unknown _ -> inARow;
        };
        boolean tooMany = inARow >= LIMIT;
        inARow = tooMany ? 0 : inARow;
        return tooMany;
    }
}
