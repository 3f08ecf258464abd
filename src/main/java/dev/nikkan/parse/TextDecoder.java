package dev.nikkan.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Octets to characters: the declared charset where it is one that mail uses and the octets fit it, else UTF-8, else
/// windows-1252 with U+FFFD for what that does not have.
final class TextDecoder {
    /// What the octets say, and what had to be repaired for it.
    record Decoded(String text, Optional<String> damage) {}

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /// Encodings of text that occur in mail. All others are refused, EBCDIC (`IBM...`, `Cp...`) and UTF-7 among them:
    /// in these, plain ASCII can stand for something else.
    private static final Pattern KNOWN = Pattern.compile(
            "iso-8859-\\d{1,2}|windows-125\\d|iso-2022-(?:jp|jp-2|kr|cn)|euc-(?:jp|kr)|shift_jis|gb2312|gbk|gb18030"
                    + "|big5|koi8-[ru]|tis-620|utf-16(?:be|le)?|utf-32(?:be|le)?");

    private static final Pattern UNICODE = Pattern.compile("|utf-?8|unicode-1-1-utf-8|us-ascii|ascii|ansi_x3\\.4-1968");

    private TextDecoder() {}

    /// @param charset as declared; empty when nothing is
    static Decoded decode(byte[] octets, String charset) {
        String name = charset.strip().toLowerCase(Locale.ROOT);
        if (UNICODE.matcher(name).matches()) {
            return undeclared(octets, Optional.empty());
        }
        Optional<Charset> known = known(name);
        if (known.isEmpty()) {
            return undeclared(octets, Optional.of("Its charset is unknown or refused."));
        }
        return strictly(octets, known.get())
                .filter(text -> !isMisdeclared(octets, name))
                .map(text -> new Decoded(text, Optional.empty()))
                .orElseGet(() -> undeclared(octets, Optional.of("Its text does not fit its charset.")));
    }

    /// Header text that bears no charset of its own: RFC 6532 has it in UTF-8, old mail in what its writer had.
    static String decode(byte[] octets) {
        return undeclared(octets, Optional.empty()).text();
    }

    private static Decoded undeclared(byte[] octets, Optional<String> damage) {
        if (isAscii(octets)) {
            return new Decoded(new String(octets, StandardCharsets.ISO_8859_1), damage);
        }
        return strictly(octets, StandardCharsets.UTF_8)
                .map(text -> new Decoded(text, damage))
                .orElseGet(() -> new Decoded(
                        new String(octets, WINDOWS_1252), damage.or(() -> Optional.of("Its text is not UTF-8."))));
    }

    private static boolean isAscii(byte[] octets) {
        int all = 0;
        for (byte octet : octets) {
            all |= octet;
        }
        return all >= 0;
    }

    /// Two- and four-octet encodings have zeroes in every text of ours; ASCII under such a name reads as nonsense.
    private static boolean isMisdeclared(byte[] octets, String name) {
        if (!name.startsWith("utf-")) {
            return false;
        }
        for (byte octet : octets) {
            if (octet == 0) {
                return false;
            }
        }
        return octets.length > 0;
    }

    private static Optional<Charset> known(String name) {
        return KNOWN.matcher(name).matches() && Charset.isSupported(name)
                ? Optional.of(Charset.forName(name))
                : Optional.empty();
    }

    private static Optional<String> strictly(byte[] octets, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
