package dev.nikkan.intake.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mbox format (RFC 4155 and its relatives): messages one after another, each behind a `From ` line and
/// before a blank one.
///
/// Many programs do not quote the word at the start of a line of text, so that a `From ` line counts only with
/// a date and after a blank line (or at the start). Where one of these is missing it counts if what follows
/// looks like a header: some programs write no blank line, and some a date of their own. In a file whose first
/// one has no date, none needs one; in any other, one that has only an address counts before two header fields
/// by which one knows a mail. Where they do quote (`>From `; mboxrd: `>>From ` and so on), one `>` is taken off
/// again. A Content-Length is believed as long as it leads to the next message (mboxcl). Apart from the quotes,
/// octets stay as they are.
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

    /// The first field of a header may be folded, as `Received` mostly is.
    private static final int MOST_LINES_AHEAD = 16;

    private final LineReader lines;
    private final int mostOctets;
    private final boolean dated;
    private boolean lengthsAreRight = true;

    /// @param in the file, or what of it is behind the messages that are known already
    /// @param head the file's first octets
    /// @param mostOctets of the largest message that is given whole
    Mbox(InputStream in, byte[] head, int mostOctets) {
        this.lines = new LineReader(in);
        this.dated = !Separator.hasOnlyASender(firstLine(head, begin(head)));
        this.mostOctets = mostOctets;
    }

    /// Some programs write a byte order mark or blank lines first; then the separator has to look like one, lest a
    /// message without a header be taken for an archive.
    static boolean begins(byte[] head) {
        int at = begin(head);
        return startsWith(head, at, FROM) && (at == 0 || Separator.resembles(firstLine(head, at)));
    }

    /// Where the first line is that says something.
    private static int begin(byte[] head) {
        int at = startsWith(head, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        while (at < head.length && (head[at] == '\n' || head[at] == '\r')) {
            at++;
        }
        return at;
    }

    private static byte[] firstLine(byte[] head, int from) {
        return Arrays.copyOfRange(head, from, lineEnd(head, from));
    }

    void read(MailSink sink, Progress progress) throws IOException {
        Optional<byte[]> separator = lines.next();
        while (separator.filter(Mbox::isNothing).isPresent()) {
            separator = lines.next();
        }
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
                int quote = isQuoted(line, 0) ? 1 : 0;
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

    /// Reads a body of known length. One wrong length, and none of this file is believed any more: else each could
    /// make us read far ahead for nothing. Who enters the file behind that one does not know of it, and believes
    /// the next until one is wrong: a length is believed only where it leads to a separator, so that no message is
    /// lost by it, and one that holds separators as text comes out whole.
    ///
    /// @param blank the line before it
    /// @return the blank line that is not written yet
    private byte[] readMeasured(MessageOctets message, byte[] blank, int length) throws IOException {
        if (length == 0 || length > mostOctets || !lengthsAreRight) {
            return blank;
        }
        byte[] body = lines.next(length);
        lengthsAreRight = body.length == length && isSeenToEnd(body);
        if (!lengthsAreRight) {
            lines.unread(body);
            return blank;
        }
        message.write(blank, 0, blank.length);
        if (isUnquoted(body)) {
            // Who writes lengths need not quote (mboxcl2): then a quote is the author's own.
            message.write(body, 0, body.length);
        } else {
            writeUnquoted(message, body);
        }
        return NOTHING;
    }

    private static boolean isUnquoted(byte[] body) {
        int line = 0;
        while (line < body.length && !startsWith(body, line, FROM)) {
            line = lineEnd(body, line);
        }
        return line < body.length;
    }

    private static void writeUnquoted(MessageOctets message, byte[] body) {
        int written = 0;
        for (int line = 0; line < body.length; line = lineEnd(body, line)) {
            if (isQuoted(body, line)) {
                message.write(body, written, line - written);
                written = line + 1;
            }
        }
        message.write(body, written, body.length - written);
    }

    /// Behind the line feed, if there is one.
    private static int lineEnd(byte[] octets, int from) {
        int end = from;
        while (end < octets.length && octets[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, octets.length);
    }

    private boolean isSeenToEnd(byte[] body) throws IOException {
        try {
            return ends(body);
        } catch (DamagedArchive _) {
            // Whoever reads on is told again; what is before the damage may hold messages in plenty.
            return false;
        }
    }

    /// Whether a message may end behind this body: at the end of the file, or with a line before a separator, with
    /// or without a blank one.
    private boolean ends(byte[] body) throws IOException {
        if (body[body.length - 1] != '\n') {
            return lines.peek().isEmpty();
        }
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
                        && lines.peek().filter(Mbox::isHeaderField).isPresent())
                || (afterBlank && Separator.hasOnlyAnAddress(line) && isMailNext());
    }

    /// Whether two fields of a mail's header follow, folded or not.
    private boolean isMailNext() throws IOException {
        ByteArrayOutputStream ahead = new ByteArrayOutputStream();
        int fields = 0;
        boolean going = true;
        for (int read = 0; going && fields < 2 && read < MOST_LINES_AHEAD; read++) {
            byte[] line = lines.next().orElse(NOTHING);
            ahead.writeBytes(line);
            boolean field = Separator.isFieldOfMail(line);
            going = field || (fields > 0 && isFolded(line));
            fields += field ? 1 : 0;
        }
        lines.unread(ahead.toByteArray());
        return fields == 2;
    }

    private static boolean isFolded(byte[] line) {
        return line.length > 0 && (line[0] == ' ' || line[0] == '\t');
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

    private static boolean isQuoted(byte[] octets, int from) {
        int end = from;
        while (end < octets.length && octets[end] == '>') {
            end++;
        }
        return end > from && startsWith(octets, end, FROM);
    }

    private static boolean startsWith(byte[] line, int offset, byte[] prefix) {
        return line.length >= offset + prefix.length
                && Arrays.equals(line, offset, offset + prefix.length, prefix, 0, prefix.length);
    }
}
