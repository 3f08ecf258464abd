package dev.nikkan.store;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// How version 1 kept a mail's octets: zlib format (RFC 1950).
final class Deflated {
    private Deflated() {}

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
