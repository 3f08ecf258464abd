package dev.nikkan.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address that may stand in an SMTP command as it is: a dot-atom local part and a domain name (RFC 5321
/// §4.1.2), ASCII only. Quoted local parts, address literals and `%` or `!` routes are refused: no subscriber
/// needs them, and CVE-2025-7962 shows what else can hide in an address.
///
/// @param value as written but for the domain, which is lower case; at most 254 octets (RFC 5321 §4.5.3.1.3)
public record EmailAddress(String value) {
    private static final Pattern SYNTAX = Pattern.compile(
            "[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    public EmailAddress {
        if (!valid(value)) {
            throw new IllegalArgumentException("not an e-mail address: " + value);
        }
        int at = value.lastIndexOf('@');
        value = value.substring(0, at) + value.substring(at).toLowerCase(Locale.ROOT);
    }

    public static Optional<EmailAddress> parse(String text) {
        String candidate = text.strip();
        return valid(candidate) ? Optional.of(new EmailAddress(candidate)) : Optional.empty();
    }

    private static boolean valid(String text) {
        return text.length() <= 254
                && text.indexOf('@') <= 64
                && SYNTAX.matcher(text).matches();
    }

    /// The address with a detail behind its local part (RFC 5233 §1): `bounces+abc@example.org`.
    public EmailAddress withDetail(String detail) {
        int at = value.lastIndexOf('@');
        return new EmailAddress(value.substring(0, at) + "+" + detail + value.substring(at));
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
