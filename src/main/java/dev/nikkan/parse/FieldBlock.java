package dev.nikkan.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The indented `Label: value` lines of an announcement. A line without a label of its own goes on with the value above
/// it, and so does one that begins far to the right: a title may hold a colon.
final class FieldBlock {
    private static final int LONGEST_LABEL = 40;
    private static final int TAB = 8;

    private final Map<String, String> labels;
    private final Map<String, StringBuilder> values = new HashMap<>();
    private int column = -1;
    private String current = "";

    /// @param labels each way a label is written, lower case, and the name its value is asked for by
    FieldBlock(Map<String, String> labels) {
        this.labels = labels;
    }

    /// Takes a line that begins a field, or else goes on with the one above.
    ///
    /// @return false if it does neither
    boolean take(String line) {
        Optional<String> label = label(line);
        if (label.isPresent()) {
            begin(label.get(), line);
            return true;
        }
        if (current.isEmpty() || line.isBlank() || column(line) <= column) {
            return false;
        }
        value().append('\n').append(line.strip());
        return true;
    }

    /// What follows belongs to no field.
    void endField() {
        current = "";
    }

    private void begin(String name, String line) {
        // The first of two wins: what looks like a second is more likely somebody's text.
        current = values.containsKey(name) ? name + " again" : name;
        column = column < 0 ? column(line) : column;
        value().append(line.substring(line.indexOf(':') + 1).strip());
    }

    private StringBuilder value() {
        return values.computeIfAbsent(current, name -> new StringBuilder());
    }

    /// The name of the field that begins on this line.
    Optional<String> label(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || colon > LONGEST_LABEL || (column >= 0 && column(line) > column + 4)) {
            return Optional.empty();
        }
        return Optional.ofNullable(labels.get(line.substring(0, colon).strip().toLowerCase(Locale.ROOT)));
    }

    /// Where the line's text begins, a tab reaching to the next multiple of eight.
    static int column(String line) {
        int column = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\t') {
                column += TAB - column % TAB;
            } else if (line.charAt(i) == ' ') {
                column++;
            } else {
                break;
            }
        }
        return column;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// The lines of a field's value.
    List<String> lines(String name) {
        StringBuilder value = values.get(name);
        return value == null
                ? List.of()
                : value.toString().lines().filter(line -> !line.isBlank()).toList();
    }

    /// A field's value as one line; empty when the field is absent or says nothing.
    Optional<String> value(String name) {
        return Optional.of(Characters.folded(String.join(" ", lines(name)))).filter(value -> !value.isEmpty());
    }

    /// The number that a field begins with.
    Optional<Integer> number(String name) {
        return value(name).flatMap(FieldBlock::leadingNumber);
    }

    private static Optional<Integer> leadingNumber(String value) {
        int end = 0;
        while (end < value.length() && end < 8 && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(Integer.valueOf(value.substring(0, end)));
    }
}
