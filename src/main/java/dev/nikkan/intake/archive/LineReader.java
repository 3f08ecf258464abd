package dev.nikkan.intake.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Lines as octets, each with its line feed.
final class LineReader {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// @return empty at the end; the last line may lack its line feed
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (from < to || fill()) {
            int end = lineFeed();
            line.write(buffer, from, Math.min(end + 1, to) - from);
            from = Math.min(end + 1, to);
            if (end < to) {
                return Optional.of(line.toByteArray());
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
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
