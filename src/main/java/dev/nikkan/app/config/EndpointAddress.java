package dev.nikkan.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Where a model is, as it is configured or typed.
public final class EndpointAddress {
    private EndpointAddress() {}

    /// @throws IllegalArgumentException if it is no web address that ends with its path; the message says what to write
    public static URI parse(String text) {
        URI address = uri(text);
        if (!List.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no web address; write \"http://127.0.0.1:11434/v1\"");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("an address ends with its path; a key goes into api-key-file");
        }
        return address;
    }

    /// Addresses are printed and logged, so nothing secret stands in one, and one that may have such a thing is not
    /// quoted.
    static URI uri(String text) {
        if (text.contains("@")) {
            throw new IllegalArgumentException("an address has no user and no password; a key goes into api-key-file");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("this is no web address");
        }
    }
}
