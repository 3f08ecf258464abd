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

    /// What is wrong with a text that is none.
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;
        private final String what;

        private MalformedException(int line, String what) {
            super("line " + line + ": " + what);
            this.line = line;
            this.what = what;
        }

        String what() {
            return what;
        }

        /// Where it is seen, from 1; of a quote that is never closed, where it is opened.
        int line() {
            return line;
        }
    }

    private enum At {
        PLAIN,
        QUOTED,
        BEHIND_A_QUOTE
    }

    /// The records of a text; an empty line is none. A quote stands only around a whole cell: one that is taken for a
    /// letter, or for closed by the next, would make one cell of many lines.
    static List<Line> read(String text) throws MalformedException {
        List<Line> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        At at = At.PLAIN;
        int line = 1;
        int begun = 1;
        int opened = 1;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (at == At.QUOTED && sign != '"') {
                cell.append(sign);
            } else if (at == At.QUOTED && text.startsWith("\"\"", i)) {
                cell.append('"');
                i++;
            } else if (at == At.QUOTED) {
                at = At.BEHIND_A_QUOTE;
            } else if (sign == ',') {
                cells.add(plain(cell));
                at = At.PLAIN;
            } else if (sign == '\n') {
                end(records, begun, cells, cell);
                begun = line + 1;
                at = At.PLAIN;
            } else if (at == At.BEHIND_A_QUOTE && !Character.isWhitespace(sign)) {
                throw new MalformedException(line, "something stands behind a quote that is closed");
            } else if (sign == '"' && !cell.toString().isBlank()) {
                throw new MalformedException(line, "a quote stands in a cell that does not begin with one");
            } else if (sign == '"') {
                cell.setLength(0);
                at = At.QUOTED;
                opened = line;
            } else if (sign != '\r') {
                cell.append(sign);
            }
            line += sign == '\n' ? 1 : 0;
        }
        if (at == At.QUOTED) {
            throw new MalformedException(opened, "its quote is not closed");
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
