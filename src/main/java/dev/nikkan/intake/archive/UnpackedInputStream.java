package dev.nikkan.intake.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// What comes out of a compressed or packed file. That it cannot go on is the file's damage, unless the file itself
/// cannot be read. Who reads on behind the damage is told again.
final class UnpackedInputStream extends FilterInputStream {
    /// A step of unpacking.
    @FunctionalInterface
    interface Step<T extends @Nullable Object> {
        T take() throws IOException;
    }

    private @Nullable DamagedArchive damage;

    UnpackedInputStream(InputStream in) {
        super(in);
    }

    static <T extends @Nullable Object> T unpack(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (DamagedArchive | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedArchive(e);
        }
    }

    @Override
    public int read() throws IOException {
        return undamaged(super::read);
    }

    @Override
    public long skip(long octets) throws IOException {
        return undamaged(() -> super.skip(octets));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return undamaged(() -> super.read(buffer, offset, length));
    }

    private <T> T undamaged(Step<T> step) throws IOException {
        if (damage != null) {
            throw damage;
        }
        try {
            return unpack(step);
        } catch (DamagedArchive e) {
            damage = e;
            throw e;
        }
    }
}
