package dev.nikkan.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// Decodes the encoded-words of unstructured header text (RFC 2047). A broken one stays as it is written. Whatever was
/// encoded, the result is one line without control characters.
final class HeaderText {
    private final String source;
    private final StringBuilder decoded = new StringBuilder();
    /// The octets of the encoded-words just read: a character may be cut in two by the border of two words, against
    /// RFC 2047 §5, so words of one charset are decoded together.
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private String pendingCharset = "";

    private HeaderText(String source) {
        this.source = source;
    }

    static String decode(String value) {
        return value.contains("=?") ? Characters.folded(new HeaderText(value).decode()) : value;
    }

    private String decode() {
        int at = 0;
        while (at < source.length()) {
            int word = source.indexOf("=?", at);
            if (word < 0) {
                break;
            }
            int end = encodedWord(at, word);
            if (end < 0) {
                plain(at, word + 2);
                at = word + 2;
            } else {
                at = end;
            }
        }
        plain(at, source.length());
        flush();
        return decoded.toString();
    }

    private void plain(int from, int to) {
        if (from < to) {
            flush();
            decoded.append(source, from, to);
        }
    }

    /// Reads the encoded-word that may begin at `start`, and the text between `from` and it.
    ///
    /// @return where it ends, or -1 when it is none
    private int encodedWord(int from, int start) {
        int charsetEnd = source.indexOf('?', start + 2);
        int encodingEnd = charsetEnd < 0 ? -1 : source.indexOf('?', charsetEnd + 1);
        if (charsetEnd - start > 60 || encodingEnd != charsetEnd + 2) {
            return -1;
        }
        int textEnd = source.indexOf('?', encodingEnd + 1);
        if (textEnd < 0 || textEnd + 1 >= source.length() || source.charAt(textEnd + 1) != '=') {
            return -1;
        }
        byte[] octets = octets(source.charAt(charsetEnd + 1), source.substring(encodingEnd + 1, textEnd));
        if (octets.length == 0 && textEnd > encodingEnd + 1) {
            return -1;
        }
        between(from, start);
        append(charset(source.substring(start + 2, charsetEnd)), octets);
        return textEnd + 2;
    }

    /// White space between two encoded-words is no text (RFC 2047 §6.2).
    private void between(int from, int start) {
        boolean joins = pending.size() > 0 && source.substring(from, start).isBlank();
        if (!joins) {
            plain(from, start);
        }
    }

    private void append(String charset, byte[] octets) {
        if (!charset.equals(pendingCharset)) {
            flush();
            pendingCharset = charset;
        }
        pending.writeBytes(octets);
    }

    private void flush() {
        if (pending.size() > 0) {
            decoded.append(
                    TextDecoder.decode(pending.toByteArray(), pendingCharset).text());
            pending.reset();
        }
    }

    /// Without the language that RFC 2231 §5 allows after the charset.
    private static String charset(String written) {
        int star = written.indexOf('*');
        return (star < 0 ? written : written.substring(0, star)).toLowerCase(Locale.ROOT);
    }

    /// Empty when the text cannot be decoded.
    private static byte[] octets(char encoding, String text) {
        return switch (encoding) {
            case 'B', 'b' -> base64(text);
            case 'Q', 'q' -> quoted(text);
            default -> new byte[0];
        };
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] quoted(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int octet = in[i] == '=' && i + 2 < in.length ? hex(in[i + 1], in[i + 2]) : -1;
            if (octet >= 0) {
                out.write(octet);
                i += 2;
            } else {
                out.write(in[i] == '_' ? ' ' : in[i]);
            }
        }
        return out.toByteArray();
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
