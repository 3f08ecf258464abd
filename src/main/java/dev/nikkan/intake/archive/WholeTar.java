package dev.nikkan.intake.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// A tar file that is read to the mark at its end. To the library one that was cut off behind a member, or within
/// the next one's header, just ends.
final class WholeTar extends TarArchiveInputStream {
    private boolean marked;

    WholeTar(InputStream in) {
        super(in);
    }

    /// The mark is two records of zeros (POSIX.1-2024, pax: ustar Interchange Format); some programs write one.
    @Override
    protected boolean isEOFRecord(byte @Nullable [] record) {
        boolean end = super.isEOFRecord(record);
        marked |= end && record != null;
        return end;
    }

    @Override
    public @Nullable TarArchiveEntry getNextEntry() throws IOException {
        TarArchiveEntry entry = super.getNextEntry();
        if (entry == null && !marked) {
            throw new EOFException("the end of the tar file is missing");
        }
        return entry;
    }
}
