package dev.nikkan.render;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// UTF-8 text as a mail carries it (RFC 2045 §6): CRLF, lines of at most 76 ASCII characters.
///
/// @param name the value of Content-Transfer-Encoding
record TransferEncoding(String name, String body) {
    private static final int LINE = 76;
    private static final String HEX = "0123456789ABCDEF";

    /// Quoted-printable or base64: English is about a third longer in base64, Japanese twice as long in the other.
    static TransferEncoding shorter(String text) {
        byte[] octets = text.lines()
                .collect(StringBuilder::new, (all, line) -> all.append(line).append("\r\n"), StringBuilder::append)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        String printable = quotedPrintable(octets);
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encodeToString(octets);
        return printable.length() <= base64.length()
                ? new TransferEncoding("quoted-printable", printable)
                : new TransferEncoding("base64", base64);
    }

    private static String quotedPrintable(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length * 5 / 4);
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\r') {
                out.writeBytes(new byte[] {'\r', '\n'});
                i++;
                column = 0;
                continue;
            }
            boolean literal = literal(octets, i, column);
            int width = literal ? 1 : 3;
            if (column + width > LINE - 1) {
                out.writeBytes(new byte[] {'=', '\r', '\n'});
                column = 0;
                literal = literal(octets, i, column);
                width = literal ? 1 : 3;
            }
            write(out, octets[i], literal);
            column += width;
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static void write(ByteArrayOutputStream out, byte octet, boolean literal) {
        if (literal) {
            out.write(octet);
            return;
        }
        out.write('=');
        out.write(HEX.charAt((octet >> 4) & 15));
        out.write(HEX.charAt(octet & 15));
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
