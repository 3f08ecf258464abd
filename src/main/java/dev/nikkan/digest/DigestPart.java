package dev.nikkan.digest;

import java.util.List;
import java.util.stream.IntStream;

/// One part of a divided digest. Counts stand in each; RFCs, other announcements and late arrivals in the first.
///
/// @param number from 1
public record DigestPart(Division division, int number) {
    public DigestPart {
        if (number < 1 || number > division.spans().size()) {
            throw new IllegalArgumentException(
                    "part " + number + " of " + division.spans().size());
        }
    }

    public Digest digest() {
        return division.digest();
    }

    /// How many parts there are.
    public int of() {
        return division.spans().size();
    }

    public boolean first() {
        return number == 1;
    }

    public Span span() {
        return division.spans().get(number - 1);
    }

    public List<DraftEntry> drafts() {
        return span().of(digest().drafts());
    }

    public List<DigestPart> others() {
        return IntStream.rangeClosed(1, of())
                .filter(other -> other != number)
                .mapToObj(other -> new DigestPart(division, other))
                .toList();
    }
}
