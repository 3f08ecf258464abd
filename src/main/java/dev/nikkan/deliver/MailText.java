package dev.nikkan.deliver;

import dev.nikkan.model.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.jdkim.canon.RelaxedBodyCanonicalizer;

/// A part of a mail, as DKIM sees it: header fields up to the first empty line, and the hash of what follows.
///
/// @param fields without their last line end
/// @param whole whether there is an empty line
/// @param bodyHash SHA-256 of the relaxed body (RFC 6376 §3.4.4); of nothing, where the part is a header alone
record MailText(List<String> fields, boolean whole, Octets bodyHash) {
    private static final String CRLF = "\r\n";

    static MailText of(Octets octets) {
        String text = new String(octets.array(), StandardCharsets.ISO_8859_1);
        int end = text.startsWith(CRLF) ? 0 : text.indexOf(CRLF + CRLF) + CRLF.length();
        boolean whole = text.startsWith(CRLF) || end >= 2 * CRLF.length();
        String header = whole ? text.substring(0, end) : text;
        int body = whole ? end + CRLF.length() : text.length();
        return new MailText(fields(header), whole, hash(octets.array(), body));
    }

    private static List<String> fields(String header) {
        List<String> fields = new ArrayList<>();
        for (String field : header.split("\r\n(?![ \t])", -1)) {
            if (!field.isEmpty()) {
                fields.add(field);
            }
        }
        return List.copyOf(fields);
    }

    private static Octets hash(byte[] octets, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream relaxed =
                    new RelaxedBodyCanonicalizer(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                relaxed.write(octets, from, octets.length - from);
            }
            return Octets.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
