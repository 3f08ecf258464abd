package dev.nikkan.model;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Words that only we can make: who brings one back has had our mail. HMAC-SHA-256 (RFC 2104) over key id, purpose,
/// list, number and nonce, of which the first 130 bits are shown; more than the half that RFC 2104 §5 asks for.
///
/// A token is `key-number-nonce-mac` in letters and digits without case, because it travels in local parts of
/// addresses, and mail servers change those to lower case. Thread-safe.
public final class Tokens {
    /// What a token is good for, and for nothing else.
    public enum Purpose {
        /// Do what an unproven request asked for; the number is the request's.
        CONFIRM,
        UNSUBSCRIBE,
        /// Change what one gets.
        SETTINGS,
        /// A digest that came back; the nonce is the day it was planned.
        BOUNCE,
        /// The mail that looks whether an address works again came back; the nonce is its day.
        PROBE,
        /// Another answer came back; the nonce is its day, the number a subscriber's, or 0 where anybody could have
        /// asked.
        ANSWER
    }

    /// @param number whom or what it is about: a subscriber's row, or a request's
    public record Token(Purpose purpose, long number, String nonce) {}

    /// @param secret 32 octets
    public record Key(int id, Octets secret) {}

    /// As it may be found in a text.
    public static final Pattern FORM = Pattern.compile("[0-9a-z]{1,4}-[0-9a-z]{1,12}-[0-9a-z]{1,16}-[0-9a-z]{26}");

    private static final Pattern PARTS =
            Pattern.compile("([0-9a-z]{1,4})-([0-9a-z]{1,12})-([0-9a-z]{1,16})-([0-9a-z]{26})");
    private static final int DIGITS = 26;
    private static final int RADIX = 36;
    private static final int BASE32 = 32;

    private final List<Key> keys;
    private final String list;

    /// @param keys the last is used to sign, all to verify
    /// @param list a token of one list is none of another
    public Tokens(List<Key> keys, String list) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key");
        }
        this.keys = List.copyOf(keys);
        this.list = list.toLowerCase(Locale.ROOT);
    }

    public String sign(Token token) {
        Key key = keys.getLast();
        return Long.toString(key.id(), RADIX) + "-" + Long.toString(token.number(), RADIX) + "-" + token.nonce() + "-"
                + mac(key, token);
    }

    /// The token that a text is, if we made it for this purpose.
    public Optional<Token> verify(Purpose purpose, String text) {
        Matcher matcher = PARTS.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long keyId = Long.parseLong(matcher.group(1), RADIX);
        Token claimed = new Token(purpose, Long.parseLong(matcher.group(2), RADIX), matcher.group(3));
        byte[] shown = matcher.group(4).getBytes(StandardCharsets.US_ASCII);
        // Compared in constant time: how long a wrong guess takes must not tell how much of it is right.
        return keys.stream()
                .filter(key -> key.id() == keyId)
                .filter(key -> MessageDigest.isEqual(mac(key, claimed).getBytes(StandardCharsets.US_ASCII), shown))
                .findFirst()
                .map(_ -> claimed);
    }

    private String mac(Key key, Token token) {
        String text = String.join(
                "\n",
                "nikkan token 1",
                Integer.toString(key.id()),
                token.purpose().name(),
                list,
                Long.toString(token.number()),
                token.nonce());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().array(), "HmacSHA256"));
            byte[] shown = Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 17);
            // 130 of its 136 bits: 26 digits of 5.
            String digits = new BigInteger(1, shown).shiftRight(6).toString(BASE32);
            return "0".repeat(DIGITS - digits.length()) + digits;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", e);
        }
    }
}
