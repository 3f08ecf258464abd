package dev.nikkan.app;

import dev.nikkan.app.command.ReaderGone;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Standard output, which says when nobody reads it any more. A Java program ignores SIGPIPE, which ends other tools,
/// and a `PrintStream` keeps silent about write errors: `nikkan parse archive | head -1` would read on to the end.
///
/// Used by one thread at a time: by the `PrintStream` around it.
final class StandardOutput extends OutputStream {
    /// EPIPE (write(2)), which Java tells by its text alone.
    private static final String BROKEN_PIPE = "Broken pipe";

    private final FileOutputStream file = new FileOutputStream(FileDescriptor.out);
    private boolean gone;

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /// @throws ReaderGone once; what is written afterwards goes nowhere, so that the way out is quiet too
    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (gone) {
            return;
        }
        try {
            file.write(octets, offset, length);
        } catch (IOException e) {
            if (!BROKEN_PIPE.equals(e.getMessage())) {
                throw e;
            }
            gone = true;
            throw new ReaderGone(e);
        }
    }
}
