package dev.nikkan.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// What reading a stored mail again made of its rows, be it the mail itself or one that had to make way for it.
///
/// @param before column names, those of `message` bare, and values, NULL left out; the same for `after`
public record Reread(long id, Map<String, String> before, Map<String, String> after) {
    public Reread {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /// A column whose value is another now; one side at least is there.
    public record Difference(Optional<String> before, Optional<String> after) {}

    public boolean changed() {
        return !before.equals(after);
    }

    /// `parsed id`, `quarantined unreadable`: what it was, or is.
    public static String standing(Map<String, String> row) {
        return row.get("status") + " " + row.get("kind");
    }

    /// The columns that differ, in alphabetical order.
    public Map<String, Difference> differences() {
        Map<String, Difference> differences = new LinkedHashMap<>();
        TreeSet<String> columns = new TreeSet<>(before.keySet());
        columns.addAll(after.keySet());
        for (String column : columns) {
            if (!Objects.equals(before.get(column), after.get(column))) {
                differences.put(
                        column,
                        new Difference(
                                Optional.ofNullable(before.get(column)), Optional.ofNullable(after.get(column))));
            }
        }
        return differences;
    }
}
