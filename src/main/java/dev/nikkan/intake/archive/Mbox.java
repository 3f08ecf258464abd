package dev.nikkan.intake.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mbox format (RFC 4155 and its relatives): messages one after another, each behind a `From ` line and
/// before a blank one.
///
/// Many programs do not quote the word at the start of a line of text, so that a `From ` line counts only with
/// a date and after a blank line (or at the start). Where one of these is missing it counts if what follows
/// looks like a header: some programs write no blank line, and some a date of their own. In a file whose first
/// one has no date, none needs one. Where they do quote (`>From `; mboxrd: `>>From ` and so on), one `>` is
/// taken off again. A Content-Length is believed as long as it leads to the next message (mboxcl). Apart from
/// the quotes, octets stay as they are.
final class Mbox {
    /// Told where the next message begins.
    @FunctionalInterface
    interface Progress {
        void reached(long octet) throws IOException;
    }

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] NOTHING = new byte[0];
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length:\\s*(\\d{1,9})\\s*");

    private final LineReader lines;
    private final int mostOctets;
    private boolean lengthsAreRight = true;
    private boolean dated = true;

    /// @param mostOctets of the largest message that is given whole
    Mbox(InputStream in, int mostOctets) {
        this.lines = new LineReader(in);
        this.mostOctets = mostOctets;
    }

    /// Some programs write a byte order mark or blank lines first; then the separator has to look like one, lest a
    /// message without a header be taken for an archive.
    static boolean begins(byte[] head) {
        int at = startsWith(head, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        while (at < head.length && (head[at] == '\n' || head[at] == '\r')) {
            at++;
        }
        return startsWith(head, at, FROM) && (at == 0 || Separator.resembles(firstLine(head, at)));
    }

    private static byte[] firstLine(byte[] head, int from) {
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(head, from, end);
    }

    void read(MailSink sink, Progress progress) throws IOException {
        Optional<byte[]> separator = lines.next();
        while (separator.filter(Mbox::isNothing).isPresent()) {
            separator = lines.next();
        }
        dated = separator.filter(Separator::hasOnlyASender).isEmpty();
        while (separator.isPresent()) {
            Optional<Instant> date = Separator.date(separator.get());
            MessageOctets message = new MessageOctets(mostOctets);
            separator = readMessage(message);
            message.giveTo(sink, date);
            progress.reached(lines.position() - separator.orElse(NOTHING).length);
        }
    }

    /// Reads up to the next separator, which it gives back. The blank line before that is not the message's.
    private Optional<byte[]> readMessage(MessageOctets message) throws IOException {
        byte[] blank = NOTHING;
        boolean header = true;
        int length = 0;
        for (Optional<byte[]> next = lines.next(); next.isPresent(); next = lines.next()) {
            byte[] line = next.get();
            if (isSeparator(line, blank.length > 0 || message.size() == 0)) {
                return next;
            }
            message.write(blank, 0, blank.length);
            blank = isBlank(line) ? line : NOTHING;
            if (blank.length == 0) {
                int quote = isQuoted(line) ? 1 : 0;
                message.write(line, quote, line.length - quote);
                length = header ? contentLength(line, length) : 0;
            } else if (header) {
                header = false;
                blank = readMeasured(message, line, length);
            }
        }
        return Optional.empty();
    }

    private static int contentLength(byte[] line, int before) {
        if (line.length < FROM.length || (line[0] | 0x20) != 'c') {
            return before;
        }
        Matcher field = CONTENT_LENGTH.matcher(new String(line, StandardCharsets.ISO_8859_1));
        return field.matches() ? Integer.parseInt(field.group(1)) : before;
    }

    /// Reads a body of known length. One wrong length, and none of this file is believed any more: else each could make
    /// us read far ahead for nothing.
    ///
    /// @param blank the line before it
    /// @return the blank line that is not written yet
    private byte[] readMeasured(MessageOctets message, byte[] blank, int length) throws IOException {
        if (length == 0 || length > mostOctets || !lengthsAreRight) {
            return blank;
        }
        List<byte[]> body = new ArrayList<>();
        int octets = 0;
        boolean unquoted = false;
        for (Optional<byte[]> next = Optional.of(NOTHING); next.isPresent() && octets < length; ) {
            next = lines.next();
            if (next.isPresent()) {
                body.add(next.get());
                octets += next.get().length;
                unquoted |= startsWith(next.get(), 0, FROM);
            }
        }
        lengthsAreRight = octets == length && ends();
        if (!lengthsAreRight) {
            ByteArrayOutputStream again = new ByteArrayOutputStream(octets);
            body.forEach(again::writeBytes);
            lines.unread(again.toByteArray());
            return blank;
        }
        message.write(blank, 0, blank.length);
        for (byte[] line : body) {
            // Who writes lengths need not quote (mboxcl2): then a quote is the author's own.
            int quote = !unquoted && isQuoted(line) ? 1 : 0;
            message.write(line, quote, line.length - quote);
        }
        return NOTHING;
    }

    /// Whether a message may end here: at the end of the file or before a separator, with or without a blank line.
    private boolean ends() throws IOException {
        Optional<byte[]> blank = lines.peek().filter(Mbox::isBlank);
        if (blank.isPresent()) {
            lines.next();
        }
        boolean ends = lines.peek()
                .map(line -> startsWith(line, 0, FROM) && resembles(line))
                .orElse(true);
        blank.ifPresent(lines::unread);
        return ends;
    }

    private boolean isSeparator(byte[] line, boolean afterBlank) throws IOException {
        if (!startsWith(line, 0, FROM)) {
            return false;
        }
        boolean hasDate = Separator.date(line).isPresent();
        return (hasDate && afterBlank)
                || ((hasDate || (afterBlank && resembles(line)))
                        && lines.peek().filter(Mbox::isHeaderField).isPresent());
    }

    private boolean resembles(byte[] line) {
        return Separator.resembles(line) || (!dated && Separator.hasOnlyASender(line));
    }

    /// RFC 5322 §2.2: a name of printable characters, and a colon.
    private static boolean isHeaderField(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] > ' ' && line[end] < 127 && line[end] != ':') {
            end++;
        }
        return end > 0 && end < line.length && line[end] == ':';
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 1 ? line[0] == '\n' : line.length == 2 && line[0] == '\r' && line[1] == '\n';
    }

    private static boolean isNothing(byte[] line) {
        boolean marked = startsWith(line, 0, BYTE_ORDER_MARK);
        return isBlank(marked ? Arrays.copyOfRange(line, BYTE_ORDER_MARK.length, line.length) : line);
    }

    private static boolean isQuoted(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] == '>') {
            end++;
        }
        return end > 0 && startsWith(line, end, FROM);
    }

    private static boolean startsWith(byte[] line, int offset, byte[] prefix) {
        return line.length >= offset + prefix.length
                && Arrays.equals(line, offset, offset + prefix.length, prefix, 0, prefix.length);
    }
}
