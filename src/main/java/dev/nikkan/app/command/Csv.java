package dev.nikkan.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe,
/// which is taken off again where such a file is read.
final class Csv {
    private static final String FORMULA = "=+-@\t\r＝＋－＠";

    private Csv() {}

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(sign -> sign == '"' || sign == ',' || sign == '\r' || sign == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /// @param number of the line in the file on which it begins, from 1
    record Line(int number, List<String> cells) {}

    /// The records of a text; an empty line is none. A quote that is never closed ends with the text.
    static List<Line> read(String text) {
        List<Line> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begun = 1;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (sign == '"') {
                quoted = !quoted;
            } else if (sign == ',' && !quoted) {
                cells.add(plain(cell));
            } else if (sign == '\n' && !quoted) {
                end(records, begun, cells, cell);
                begun = line + 1;
            } else if (sign != '\r' || quoted) {
                cell.append(sign);
            }
            line += sign == '\n' ? 1 : 0;
        }
        end(records, begun, cells, cell);
        return records;
    }

    private static void end(List<Line> records, int begun, List<String> cells, StringBuilder cell) {
        if (!cells.isEmpty() || !cell.isEmpty()) {
            cells.add(plain(cell));
            records.add(new Line(begun, List.copyOf(cells)));
        }
        cells.clear();
    }

    private static String plain(StringBuilder cell) {
        String text = cell.toString().strip();
        cell.setLength(0);
        boolean guarded = text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0;
        return guarded ? text.substring(1) : text;
    }
}
