package dev.nikkan.app.command;

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

    /// What a cell says: without blanks around it, and without the apostrophe before what would be a formula.
    static String plain(String cell) {
        String text = cell.strip();
        boolean guarded = text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0;
        return guarded ? text.substring(1) : text;
    }
}
