package dev.nikkan.deliver;

import dev.nikkan.model.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Whole lines of a mail, found fit for the wire and written as they go there: 7-bit lines of at most 998 octets,
/// each ended by CRLF, a dot at their beginning doubled (RFC 5321 §4.5.2). A bare CR or LF may end a line, or a mail,
/// for the next server and not for this one: SMTP smuggling (CVE-2023-51764).
final class WireOctets {
    private static final int LINE_LIMIT = 998;

    private final byte[] stuffed;

    private WireOctets(byte[] stuffed) {
        this.stuffed = stuffed;
    }

    /// @throws IllegalArgumentException if the octets may not go over SMTP: whoever composed them has a bug
    static WireOctets of(Octets octets) {
        byte[] array = octets.array();
        int dots = leadingDots(array);
        return new WireOctets(dots == 0 ? array : stuffed(array, dots));
    }

    /// Checks every octet.
    ///
    /// @return how many lines begin with a dot
    private static int leadingDots(byte[] array) {
        int last = '\n';
        int length = 0;
        int dots = 0;
        for (int i = 0; i < array.length; i++) {
            int octet = array[i];
            dots += last == '\n' && octet == '.' ? 1 : 0;
            length = octet == '\r' || octet == '\n' ? 0 : length + 1;
            if (octet <= 0 || (last == '\r') != (octet == '\n') || length > LINE_LIMIT) {
                throw new IllegalArgumentException(
                        "a mail may not go out with octet %d after octet %d at %d of %d (line of %d)"
                                .formatted(octet & 0xFF, last, i, array.length, length));
            }
            last = octet;
        }
        if (last != '\n') {
            throw new IllegalArgumentException("a mail has to end with CRLF");
        }
        return dots;
    }

    private static byte[] stuffed(byte[] array, int dots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(array.length + dots);
        int last = '\n';
        for (int octet : array) {
            if (last == '\n' && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            last = octet;
        }
        return out.toByteArray();
    }

    int size() {
        return stuffed.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(stuffed);
    }
}
