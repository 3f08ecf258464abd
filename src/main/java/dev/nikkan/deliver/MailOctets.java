package dev.nikkan.deliver;

import dev.nikkan.model.Octets;
import java.io.IOException;
import java.io.OutputStream;

/// A composed mail, found fit for the wire: 7-bit lines of at most 998 octets, each ended by CRLF. A bare CR or LF may
/// end a line, or a mail, for the next server and not for this one: SMTP smuggling (CVE-2023-51764).
/// Other octets are refused with an `IllegalArgumentException`: whoever composed them has a bug.
record MailOctets(Octets header, Octets body) {
    private static final int LINE_LIMIT = 998;

    MailOctets {
        int last = check(header, 0);
        last = check(body, last);
        if (last != '\n') {
            throw new IllegalArgumentException("a mail has to end with CRLF");
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(header.array());
        out.write(body.array());
    }

    /// @param before the octet before these; 0 at the beginning
    /// @return the last octet
    private static int check(Octets octets, int before) {
        int last = before;
        int length = 0;
        byte[] array = octets.array();
        for (int i = 0; i < array.length; i++) {
            int octet = array[i];
            length = octet == '\r' || octet == '\n' ? 0 : length + 1;
            if (octet <= 0 || (last == '\r') != (octet == '\n') || length > LINE_LIMIT) {
                throw new IllegalArgumentException(
                        "a mail may not go out with octet %d after octet %d at %d of %d (line of %d)"
                                .formatted(octet & 0xFF, last, i, array.length, length));
            }
            last = octet;
        }
        return last;
    }
}
