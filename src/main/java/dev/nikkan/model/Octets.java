package dev.nikkan.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/// Octets that nobody changes any more. The array is taken over, not copied: whoever makes an `Octets` gives it away.
/// Equality is by content.
public final class Octets {
    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets of(byte[] bytes) {
        return new Octets(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /// The array itself, for reading only: a copy of each mail on each look would be the daemon's largest cost.
    public byte[] array() {
        return bytes;
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    public Sha256 sha256() {
        return Sha256.of(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " octets";
    }
}
