package dev.nikkan.intake.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// What comes out of a gzip file (RFC 1952): that of its members, one after another. Zeros may follow the last one,
/// as on a tape; anything else there is damage.
///
/// Not `java.util.zip.GZIPInputStream`: whatever stops it behind a member, a broken header or a disk that does not
/// read, it takes for the end, and ten thousand empty members take its stack. Nor the one of commons-compress, to
/// which zeros are damage, and which loses what it has unpacked in the same step as it meets some.
final class GzipMembers extends InputStream {
    private static final int FILL = 1 << 16;
    private static final int DEFLATED = 8;
    private static final int HAS_CHECKSUM = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] packed = new byte[FILL];
    private int from;
    private int to;
    private boolean ended;

    /// Reads the first member's header.
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        readHeader();
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int octets = 0;
        while (length > 0 && octets == 0 && !ended) {
            octets = inflate(buffer, offset, length);
            if (inflater.finished() && octets == 0) {
                from = to - inflater.getRemaining();
                endMember();
            } else if (inflater.needsInput() && octets == 0) {
                requireMore();
                inflater.setInput(packed, from, to - from);
            }
        }
        checksum.update(buffer, offset, octets);
        return octets == 0 && length > 0 ? -1 : octets;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            int octets = inflater.inflate(buffer, offset, length);
            if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary is asked for, which gzip has not");
            }
            return octets;
        } catch (DataFormatException e) {
            throw new ZipException(Objects.requireNonNullElse(e.getMessage(), "what is compressed cannot be unpacked"));
        }
    }

    /// RFC 1952 §2.3.1: CRC32 and ISIZE.
    private void endMember() throws IOException {
        if (number(4) != checksum.getValue()) {
            throw new ZipException("the checksum of what is compressed is wrong");
        }
        if (number(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the size of what is compressed is wrong");
        }
        if (isMoreNext()) {
            readHeader();
        } else {
            ended = true;
        }
    }

    private boolean isMoreNext() throws IOException {
        while (from < to || fill()) {
            if (packed[from] != 0) {
                return true;
            }
            from++;
        }
        return false;
    }

    /// RFC 1952 §2.3.
    private void readHeader() throws IOException {
        checksum.reset();
        if (headerOctet() != 0x1f || headerOctet() != 0x8b || headerOctet() != DEFLATED) {
            throw new ZipException("a gzip header is missing");
        }
        int flags = headerOctet();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("a gzip header has unknown flags");
        }
        passOver(6); // MTIME, XFL, OS
        if ((flags & HAS_EXTRA) != 0) {
            passOver(headerOctet() | (headerOctet() << 8));
        }
        if ((flags & HAS_NAME) != 0) {
            passOverText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            passOverText();
        }
        if ((flags & HAS_CHECKSUM) != 0 && (checksum.getValue() & 0xffff) != number(2)) {
            throw new ZipException("the checksum of a gzip header is wrong");
        }
        checksum.reset();
        inflater.reset();
        inflater.setInput(packed, from, to - from);
    }

    private void passOver(int octets) throws IOException {
        for (int i = 0; i < octets; i++) {
            headerOctet();
        }
    }

    private void passOverText() throws IOException {
        int octet = headerOctet();
        while (octet != 0) {
            octet = headerOctet();
        }
    }

    private int headerOctet() throws IOException {
        int octet = octet();
        checksum.update(octet);
        return octet;
    }

    /// The least significant octet comes first.
    private long number(int octets) throws IOException {
        long number = 0;
        for (int i = 0; i < octets; i++) {
            number |= (long) octet() << (8 * i);
        }
        return number;
    }

    private int octet() throws IOException {
        if (from == to) {
            requireMore();
        }
        return Byte.toUnsignedInt(packed[from++]);
    }

    private void requireMore() throws IOException {
        if (!fill()) {
            throw new EOFException("what is compressed has no end");
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        to = Math.max(0, in.read(packed));
        return to > 0;
    }

    /// Gives back the memory beside the heap; the file stays open, since what is around it may go on.
    @Override
    public void close() {
        inflater.end();
    }
}
