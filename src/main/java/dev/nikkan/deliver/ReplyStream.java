package dev.nikkan.deliver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The server's replies, made harmless before anyone reads them: whole lines only, each cut at the length RFC 5321
/// §4.5.3.1.5 allows, printable ASCII only, and of a reply with hundreds of lines only the first and the last. So a
/// reply of any size takes a few kilobytes, and nothing in it can pass for a line of its own in a log.
///
/// A read gives at most one line. Angus buffers what it reads, and what an attacker slipped in behind the reply to
/// `STARTTLS` must not be in that buffer when TLS begins (CVE-2011-0411).
final class ReplyStream extends InputStream {
    private static final int LINE_LIMIT = 510;
    private static final int LINES_LIMIT = 100;

    private final byte[] line = new byte[LINE_LIMIT + 2];
    private InputStream source;
    private int position;
    private int end;
    private int continuations;

    ReplyStream(InputStream source) {
        this.source = new BufferedInputStream(source);
    }

    /// To be asked before TLS begins: nothing that came before it may be read after.
    void requireSilence() throws IOException {
        if (position < end || source.available() > 0) {
            throw new IOException("the server sent more before TLS began");
        }
    }

    /// Reads from `secured` from now on.
    void switchTo(InputStream secured) {
        source = new BufferedInputStream(secured);
    }

    @Override
    public int read() throws IOException {
        return position < end || nextLine() ? line[position++] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position == end && !nextLine()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean nextLine() throws IOException {
        do {
            if (!readLine()) {
                return false;
            }
        } while (isContinuation() && ++continuations > LINES_LIMIT);
        if (!isContinuation()) {
            continuations = 0;
        }
        return true;
    }

    private boolean isContinuation() {
        return end > 3 && line[3] == '-';
    }

    /// A line that ends with the connection is none: "250" may have been the beginning of anything.
    private boolean readLine() throws IOException {
        position = 0;
        end = 0;
        int length = 0;
        for (int next = source.read(); next != '\n'; next = source.read()) {
            if (next == -1) {
                return false;
            }
            if (next >= ' ' && next != 0x7F && length < LINE_LIMIT) {
                line[length++] = (byte) (next < 0x80 ? next : '?');
            }
        }
        line[length] = '\r';
        line[length + 1] = '\n';
        end = length + 2;
        return true;
    }
}
