package dev.nikkan.intake.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// Says how much was read.
final class CountingInputStream extends FilterInputStream {
    private final LongConsumer count;

    CountingInputStream(InputStream in, LongConsumer count) {
        super(in);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count.accept(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int octets = super.read(buffer, offset, length);
        if (octets > 0) {
            count.accept(octets);
        }
        return octets;
    }
}
