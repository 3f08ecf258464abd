package dev.nikkan.intake.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Lines as octets, each with its line feed. What has no line feed for a long time comes in pieces, so that a file of
/// any kind takes little memory.
final class LineReader {
    private static final int LONGEST = 1 << 20;
    private static final int FILL = 1 << 16;
    /// What most lines that are given back need where the buffer was filled behind them.
    private static final int SPARE = 1 << 12;

    private final InputStream in;
    private byte[] buffer = new byte[SPARE + FILL];
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

    /// The next octets in one piece, whatever lines they are: fewer than asked for where the stream ends or is
    /// damaged.
    byte[] next(int most) throws IOException {
        byte[] octets = new byte[Math.min(most, FILL)];
        int filled = 0;
        while (filled < most && (from < to || fillUndamaged())) {
            int piece = Math.min(most - filled, to - from);
            if (filled + piece > octets.length) {
                octets = Arrays.copyOf(octets, (int) Math.min(most, 2L * (filled + piece)));
            }
            System.arraycopy(buffer, from, octets, filled, piece);
            filled += piece;
            from += piece;
            position += piece;
        }
        return Arrays.copyOf(octets, filled);
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
        if (octets.length > from) {
            makeRoom(octets.length);
        }
        from -= octets.length;
        System.arraycopy(octets, 0, buffer, from, octets.length);
        position -= octets.length;
    }

    private void makeRoom(int octets) {
        byte[] larger = new byte[octets + to - from];
        System.arraycopy(buffer, from, larger, octets, to - from);
        buffer = larger;
        from = octets;
        to = larger.length;
    }

    private byte[] take(int end) {
        byte[] octets = Arrays.copyOfRange(buffer, from, end);
        position += end - from;
        from = end;
        return octets;
    }

    private boolean fill() throws IOException {
        if (buffer.length != SPARE + FILL) {
            buffer = new byte[SPARE + FILL];
        }
        from = SPARE;
        to = SPARE;
        to += Math.max(0, in.read(buffer, SPARE, FILL));
        return from < to;
    }

    private boolean fillUndamaged() throws IOException {
        try {
            return fill();
        } catch (DamagedArchive _) {
            // Whoever reads on is told again.
            return false;
        }
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
