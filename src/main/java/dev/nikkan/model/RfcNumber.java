package dev.nikkan.model;

/// The number of an RFC. Five digits since RFC 10000 (2026), so no width is assumed anywhere.
public record RfcNumber(int value) implements Comparable<RfcNumber> {
    public RfcNumber {
        if (value < 1 || value > 999_999) {
            throw new IllegalArgumentException("RFC number " + value);
        }
    }

    @Override
    public int compareTo(RfcNumber other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
