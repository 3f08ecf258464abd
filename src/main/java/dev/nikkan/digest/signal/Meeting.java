package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;

/// A meeting of the IETF.
///
/// @param cutOff the last day on which Internet-Drafts could be submitted before it
/// @param first the day at whose end, at the meeting's place, submission opens again
public record Meeting(int number, Label place, Day first, Day last, Day cutOff) {
    public Meeting {
        if (cutOff.isAfter(first) || first.isAfter(last)) {
            throw new IllegalArgumentException("IETF " + number + ": " + cutOff + ", " + first + ", " + last);
        }
    }
}
