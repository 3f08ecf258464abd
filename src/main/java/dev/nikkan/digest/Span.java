package dev.nikkan.digest;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Items `first` to `last` of a day's list, counted from 1; empty when `last` is one less than `first`.
public record Span(int first, int last) {
    public Span {
        if (first < 1 || last < first - 1) {
            throw new IllegalArgumentException("items " + first + " to " + last);
        }
    }

    static List<Span> cut(int items, int size) {
        if (items == 0) {
            return List.of(new Span(1, 0));
        }
        return IntStream.iterate(1, first -> first <= items, first -> first + size)
                .mapToObj(first -> new Span(first, Math.min(items, first + size - 1)))
                .toList();
    }

    Stream<Span> halves() {
        int middle = first + (size() - 1) / 2;
        return Stream.of(new Span(first, middle), new Span(middle + 1, last));
    }

    public int size() {
        return last - first + 1;
    }

    /// @throws IllegalStateException if `items` does not reach that far
    <T> List<T> of(List<T> items) {
        if (last > items.size()) {
            throw new IllegalStateException("items " + first + " to " + last + " of " + items.size());
        }
        return items.subList(first - 1, last);
    }
}
