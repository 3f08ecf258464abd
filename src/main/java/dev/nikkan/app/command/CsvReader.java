package dev.nikkan.app.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of comma-separated values (RFC 4180), one at a time: of a file of any size no more than one is in
/// memory. A quote stands only around a whole cell: one that is taken for a letter, or for closed by the next, would
/// make one cell of many lines. Lines end with CR LF, LF or, as old spreadsheets have it, CR.
final class CsvReader {
    /// In octets; of a record too. Far more than anybody's choice takes.
    static final int LONGEST_LINE = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private At at = At.PLAIN;
    private int line;
    private int opened;

    CsvReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// What is wrong with a file that is none.
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

    /// The next record, if there is one; an empty line is none.
    Optional<Csv.Line> next() throws IOException, MalformedException {
        cells.clear();
        int begun = line + 1;
        int length = 0;
        for (String text = nextLine(); !text.isEmpty(); text = nextLine()) {
            length += text.length();
            int end = endOfWords(text);
            take(text.substring(0, end));
            if (at == At.QUOTED) {
                cell.append(text, end, text.length());
                if (length > LONGEST_LINE) {
                    throw new MalformedException(opened, "its quote is not closed for " + LONGEST_LINE + " letters");
                }
            } else if (cells.isEmpty() && cell.isEmpty()) {
                begun = line + 1;
            } else {
                endCell();
                return Optional.of(new Csv.Line(begun, List.copyOf(cells)));
            }
        }
        if (at == At.QUOTED) {
            throw new MalformedException(opened, "its quote is not closed");
        }
        return Optional.empty();
    }

    private static int endOfWords(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private void take(String text) throws MalformedException {
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
                endCell();
            } else if (at == At.BEHIND_A_QUOTE && !Character.isWhitespace(sign)) {
                throw new MalformedException(line, "something stands behind a quote that is closed");
            } else if (sign == '"' && !cell.toString().isBlank()) {
                throw new MalformedException(line, "a quote stands in a cell that does not begin with one");
            } else if (sign == '"') {
                cell.setLength(0);
                at = At.QUOTED;
                opened = line;
            } else {
                cell.append(sign);
            }
        }
    }

    private void endCell() {
        cells.add(Csv.plain(cell.toString()));
        cell.setLength(0);
        at = At.PLAIN;
    }

    /// With what ends it; empty behind the last.
    private String nextLine() throws IOException, MalformedException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        line++;
        int octet;
        do {
            octet = in.read();
            if (octet >= 0) {
                octets.write(octet);
            }
            if (octets.size() > LONGEST_LINE) {
                throw new MalformedException(line, "it is longer than " + LONGEST_LINE + " octets");
            }
        } while (octet >= 0 && octet != '\n' && octet != '\r');
        if (octet == '\r') {
            in.mark(1);
            if (in.read() == '\n') {
                octets.write('\n');
            } else {
                in.reset();
            }
        }
        try {
            String text = utf8.decode(ByteBuffer.wrap(octets.toByteArray())).toString();
            return line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new MalformedException(line, "it is not in UTF-8 (a spreadsheet can save \"CSV UTF-8\")");
        }
    }
}
