package dev.nikkan.intake.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.function.LongConsumer;

/// A file as it lies on the disk. Says how much was read, and where it was when reading fails.
final class SourceInputStream extends FilterInputStream {
    private final String name;
    private final LongConsumer count;

    SourceInputStream(InputStream in, String name, LongConsumer count) {
        super(in);
        this.name = name;
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int octets = named(buffer, offset, length);
        if (octets > 0) {
            count.accept(octets);
        }
        return octets;
    }

    private int named(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(name, null, e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }
}
