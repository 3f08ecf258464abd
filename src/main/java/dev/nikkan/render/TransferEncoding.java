package dev.nikkan.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// UTF-8 text as a mail carries it (RFC 2045 §6): CRLF, lines of at most 76 ASCII characters.
///
/// @param name the value of Content-Transfer-Encoding
record TransferEncoding(String name, String body) {
    private static final int LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /// Quoted-printable or base64: English is about a third longer in base64, Japanese twice as long in the other.
    static TransferEncoding shorter(String text) {
        byte[] octets = text.lines()
                .collect(StringBuilder::new, (all, line) -> all.append(line).append("\r\n"), StringBuilder::append)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'});
        int quads = (octets.length + 2) / 3 * 4;
        int lines = (quads + LINE - 1) / LINE;
        return quotedPrintable(octets, quads + 2 * Math.max(0, lines - 1))
                .map(body -> new TransferEncoding("quoted-printable", body))
                .orElseGet(() -> new TransferEncoding("base64", base64.encodeToString(octets)));
    }

    /// @return empty where it would be longer than `limit`
    private static Optional<String> quotedPrintable(byte[] octets, int limit) {
        // One octet adds six at most, a soft line break with it.
        byte[] out = new byte[limit + 6];
        int size = 0;
        int column = 0;
        for (int i = 0; i < octets.length && size <= limit; i++) {
            if (octets[i] == '\r') {
                out[size++] = '\r';
                out[size++] = '\n';
                i++;
                column = 0;
                continue;
            }
            boolean literal = literal(octets, i, column);
            if (column + (literal ? 1 : 3) > LINE - 1) {
                out[size++] = '=';
                out[size++] = '\r';
                out[size++] = '\n';
                column = 0;
                literal = literal(octets, i, column);
            }
            if (literal) {
                out[size++] = octets[i];
                column++;
            } else {
                out[size++] = '=';
                out[size++] = HEX[(octets[i] >> 4) & 15];
                out[size++] = HEX[octets[i] & 15];
                column += 3;
            }
        }
        return size <= limit ? Optional.of(new String(out, 0, size, StandardCharsets.US_ASCII)) : Optional.empty();
    }

    /// A blank at the end of a line may be lost on the way, a dot or `From ` at its beginning changed.
    private static boolean literal(byte[] octets, int i, int column) {
        byte octet = octets[i];
        if (octet == ' ') {
            return octets[i + 1] != '\r';
        }
        if (column == 0 && (octet == '.' || octet == 'F')) {
            return false;
        }
        return octet > ' ' && octet <= '~' && octet != '=';
    }
}
