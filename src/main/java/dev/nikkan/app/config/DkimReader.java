package dev.nikkan.app.config;

import dev.nikkan.deliver.DkimSettings;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Secret;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `[dkim]`: the key that our mails are signed with.
final class DkimReader {
    static final String SELECTOR = "nikkan";
    /// What the large providers ask for; RFC 8301 §3.2 recommends it.
    private static final int LEAST_BITS = 2048;

    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");
    /// What stands before a PKCS#1 key to make it PKCS#8 (RFC 5208 §5): version 0, and that it is RSA.
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private DkimReader() {}

    /// @param from the address in `[smtp]`; empty where that is wrong itself
    static Optional<DkimSettings> read(Section section, Optional<EmailAddress> from) {
        Optional<String> selector = labels(section, "selector");
        Optional<String> domain = labels(section, "domain");
        Optional<Secret> secret = section.secretFile("key-file");
        section.refuseUnknownKeys();
        Optional<RSAPrivateKey> key = secret.filter(text -> !text.reveal().isEmpty())
                .flatMap(text -> key(text.reveal())
                        .or(() -> section.refuse(
                                "key-file",
                                "there is no RSA key in it; `openssl genrsa 2048` makes one in the right form")));
        key.filter(it -> it.getModulus().bitLength() < LEAST_BITS)
                .ifPresent(it -> section.refuse(
                        "key-file",
                        "the key has %d bits, and mail providers want %d; `openssl genrsa 2048` makes one"
                                .formatted(it.getModulus().bitLength(), LEAST_BITS)));
        domain.filter(signing -> from.isPresent() && !aligned(signing, from.get()))
                .ifPresent(signing -> section.refuse(
                        "domain",
                        "a signature of %s says nothing for %s: the domain is that of `from`, or one above it"
                                .formatted(signing, from.get())));
        return key.flatMap(it -> from.map(sender -> new DkimSettings(
                domain.orElse(sender.domain().toLowerCase(Locale.ROOT)), selector.orElse(SELECTOR), it)));
    }

    private static Optional<String> labels(Section section, String key) {
        return section.text(key)
                .flatMap(text -> LABELS.matcher(text.toLowerCase(Locale.ROOT)).matches()
                        ? Optional.of(text.toLowerCase(Locale.ROOT))
                        : section.refuse(key, "\"%s\" is no name in DNS".formatted(text)));
    }

    private static boolean aligned(String signing, EmailAddress from) {
        return ("." + from.domain().toLowerCase(Locale.ROOT)).endsWith("." + signing);
    }

    private static Optional<RSAPrivateKey> key(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] pkcs8 = matcher.group(1) == null ? der : sequence(RSA, element(0x04, der));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
                            instanceof RSAPrivateKey key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] sequence(byte[]... elements) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] each : elements) {
            content.writeBytes(each);
        }
        return element(0x30, content.toByteArray());
    }

    /// Tag, length in two octets, content (X.690 §8.1).
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
        out.writeBytes(content);
        return out.toByteArray();
    }
}
