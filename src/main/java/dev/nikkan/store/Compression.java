package dev.nikkan.store;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// How the store keeps a mail's octets: zlib format (RFC 1950), which every language reads. The platform's own
/// deflate halves an announcement; what a denser library would save is not worth its native code on a small server.
final class Compression {
    /// So much is deflated in one go; of more the heap has no room for a copy.
    private static final int SMALL = 1 << 20;

    private Compression() {}

    static byte[] deflate(byte[] octets) {
        return octets.length <= SMALL ? deflateSmall(octets) : deflateLarge(octets);
    }

    /// Twice, first only to know the length: the largest mail fills half of the daemon's heap, and what it deflates to
    /// must fit beside it once, not twice.
    private static byte[] deflateLarge(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(octets);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                var _ = deflater.deflate(buffer);
            }
            byte[] deflated = new byte[Math.toIntExact(deflater.getBytesWritten())];
            deflater.reset();
            deflater.setInput(octets);
            deflater.finish();
            for (int length = 0; length < deflated.length; ) {
                length += deflater.deflate(deflated, length, deflated.length - length);
            }
            return deflated;
        } finally {
            deflater.end();
        }
    }

    private static byte[] deflateSmall(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(octets);
            deflater.finish();
            byte[] buffer = new byte[Math.max(64, octets.length / 2)];
            ByteArrayOutputStream out = new ByteArrayOutputStream(buffer.length);
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /// The `size` octets that were deflated.
    static byte[] inflate(byte[] deflated, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] octets = new byte[size];
            int length = 0;
            while (length < size && !inflater.finished()) {
                int read = inflater.inflate(octets, length, size - length);
                if (read == 0 && inflater.needsInput()) {
                    break;
                }
                length += read;
            }
            if (length != size) {
                throw new IllegalStateException("a stored mail has " + length + " octets instead of " + size);
            }
            return octets;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a stored mail cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
