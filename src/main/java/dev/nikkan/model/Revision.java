package dev.nikkan.model;

/// A draft's revision, `00` to `99`.
public record Revision(int number) implements Comparable<Revision> {
    public Revision {
        if (number < 0 || number > 99) {
            throw new IllegalArgumentException("revision " + number);
        }
    }

    /// The revision that two digits of a file name stand for.
    ///
    /// @throws IllegalArgumentException if `text` is no number from 0 to 99
    public static Revision parse(String text) {
        return new Revision(Integer.parseInt(text));
    }

    /// Two digits, as in the draft's file name.
    public String text() {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    @Override
    public int compareTo(Revision other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return text();
    }
}
