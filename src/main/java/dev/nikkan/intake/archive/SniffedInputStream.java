package dev.nikkan.intake.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream whose first octets are known before it is read.
///
/// Not a BufferedInputStream: that one reads on until its reader has all that it asked for, and where the second piece
/// is damaged the first is lost.
final class SniffedInputStream extends FilterInputStream {
    private final byte[] head;
    private int given;

    /// @param most octets of the head
    SniffedInputStream(InputStream in, int most) throws IOException {
        super(in);
        byte[] octets = new byte[most];
        this.head = Arrays.copyOf(octets, fill(in, octets));
    }

    private static int fill(InputStream in, byte[] octets) throws IOException {
        int filled = 0;
        try {
            for (int read = 0; read >= 0 && filled < octets.length; filled += Math.max(0, read)) {
                read = in.read(octets, filled, octets.length - filled);
            }
        } catch (DamagedArchive _) {
            // Whoever reads on is told again.
            return filled;
        }
        return filled;
    }

    /// Fewer octets than were asked for if the stream ends before, or is damaged.
    byte[] head() {
        return head.clone();
    }

    @Override
    public int read() throws IOException {
        return given < head.length ? Byte.toUnsignedInt(head[given++]) : super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (given == head.length) {
            return super.read(buffer, offset, length);
        }
        int octets = Math.min(length, head.length - given);
        System.arraycopy(head, given, buffer, offset, octets);
        given += octets;
        return octets;
    }

    @Override
    public long skip(long octets) throws IOException {
        long known = Math.clamp(octets, 0, head.length - given);
        given += (int) known;
        return known > 0 ? known : super.skip(octets);
    }

    @Override
    public int available() throws IOException {
        return head.length - given + super.available();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
