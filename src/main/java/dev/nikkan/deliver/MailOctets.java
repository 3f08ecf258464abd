package dev.nikkan.deliver;

import java.io.IOException;
import java.io.OutputStream;

/// A composed mail that may go over SMTP.
record MailOctets(WireOctets header, WireOctets body) {
    /// All but the final dot.
    void writeTo(OutputStream out) throws IOException {
        header.writeTo(out);
        body.writeTo(out);
    }
}
