package dev.nikkan.intake.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/// Lines as octets, each with its line feed. What has no line feed for a long time comes in pieces, so that a file of
/// any kind takes little memory.
final class LineReader {
    private static final int LONGEST = 1 << 20;

    private InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long position;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// The octets read so far.
    long position() {
        return position;
    }

    /// @return empty at the end; the last line may lack its line feed
    Optional<byte[]> next() throws IOException {
        int end = lineFeed();
        if (end < to) {
            return Optional.of(take(end + 1));
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (from < to || fill()) {
            end = lineFeed();
            line.writeBytes(take(Math.min(end + 1, to)));
            if (end < to || line.size() >= LONGEST) {
                return Optional.of(line.toByteArray());
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    /// The next line, which stays the next.
    Optional<byte[]> peek() throws IOException {
        int end = lineFeed();
        if (end < to) {
            return Optional.of(Arrays.copyOfRange(buffer, from, end + 1));
        }
        Optional<byte[]> line = next();
        if (line.isPresent()) {
            unread(line.get());
        }
        return line;
    }

    /// Gives back the last octets that were read.
    void unread(byte[] octets) {
        byte[] rest = Arrays.copyOfRange(buffer, from, to);
        in = new SequenceInputStream(
                new ByteArrayInputStream(octets), new SequenceInputStream(new ByteArrayInputStream(rest), in));
        from = 0;
        to = 0;
        position -= octets.length;
    }

    private byte[] take(int end) {
        byte[] octets = Arrays.copyOfRange(buffer, from, end);
        position += end - from;
        from = end;
        return octets;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }

    /// @return `to` where there is none
    private int lineFeed() {
        int at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }
}
