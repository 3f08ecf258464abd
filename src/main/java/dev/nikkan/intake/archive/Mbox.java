package dev.nikkan.intake.archive;

import dev.nikkan.model.Octets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The mbox format (RFC 4155 and its relatives): messages one after another, each behind a `From ` line and
/// before a blank one.
///
/// A `From ` line counts only with a date, and only at the start, after a blank line, or, since some programs leave
/// that out, before a line that is a header field: many do not quote the word at the start of a line of text. Where
/// they do (`>From `; mboxrd: `>>From ` and so on), one `>` is taken off again. Apart from that, octets stay as they
/// are.
final class Mbox {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final LineReader lines;
    private Optional<byte[]> ahead = Optional.empty();

    Mbox(BufferedInputStream in) {
        this.lines = new LineReader(in);
    }

    static boolean begins(byte[] head) {
        return startsWith(head, 0, FROM);
    }

    void read(MailSink sink) throws IOException {
        Optional<byte[]> line = next();
        while (line.isPresent()) {
            Optional<Instant> date = Separator.date(line.get());
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            line = readMessage(message);
            sink.mail(new ArchivedMail(Octets.of(message.toByteArray()), date));
        }
    }

    /// Reads up to the next separator, which it gives back. The blank line before that is not the message's.
    private Optional<byte[]> readMessage(ByteArrayOutputStream message) throws IOException {
        byte[] blank = new byte[0];
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
            byte[] line = next.get();
            if (isSeparator(line, blank.length > 0 || message.size() == 0)) {
                return next;
            }
            message.write(blank);
            blank = isBlank(line) ? line : new byte[0];
            if (blank.length == 0) {
                int quote = isQuoted(line) ? 1 : 0;
                message.write(line, quote, line.length - quote);
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> next() throws IOException {
        Optional<byte[]> line = ahead.isPresent() ? ahead : lines.next();
        ahead = Optional.empty();
        return line;
    }

    private boolean isSeparator(byte[] line, boolean afterBlank) throws IOException {
        if (!startsWith(line, 0, FROM) || Separator.date(line).isEmpty()) {
            return false;
        }
        if (!afterBlank) {
            ahead = lines.next();
        }
        return afterBlank || ahead.filter(Mbox::isHeaderField).isPresent();
    }

    /// RFC 5322 §3.6.8: a name of printable characters and a colon.
    private static boolean isHeaderField(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] > ' ' && line[end] != 0x7f && line[end] != ':') {
            end++;
        }
        return end > 0 && end < line.length && line[end] == ':';
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 1 || (line.length == 2 && line[0] == '\r');
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
