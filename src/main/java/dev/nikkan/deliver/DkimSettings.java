package dev.nikkan.deliver;

import java.security.PrivateKey;

/// `[dkim]`: with what our mails are signed.
///
/// @param domain that signs: that of our address, or one above it (RFC 7489 §3.1.1)
/// @param selector under which the public key stands in DNS: `SELECTOR._domainkey.DOMAIN`
/// @param key RSA, of 2048 bits or more
public record DkimSettings(String domain, String selector, PrivateKey key) {
    /// Where the public key is to be found.
    public String recordName() {
        return selector + "._domainkey." + domain;
    }

    @Override
    public String toString() {
        return recordName();
    }
}
