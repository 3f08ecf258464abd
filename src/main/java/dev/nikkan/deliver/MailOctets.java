package dev.nikkan.deliver;

import dev.nikkan.model.Octets;
import java.io.IOException;
import java.io.OutputStream;

/// A composed mail that may go over SMTP.
record MailOctets(WireOctets header, WireOctets body) {
    /// @throws IllegalArgumentException as [WireOctets#of(Octets)]
    static MailOctets of(Octets header, Octets body) {
        return new MailOctets(WireOctets.of(header), WireOctets.of(body));
    }

    /// All but the final dot.
    void writeTo(OutputStream out) throws IOException {
        header.writeTo(out);
        body.writeTo(out);
    }
}
