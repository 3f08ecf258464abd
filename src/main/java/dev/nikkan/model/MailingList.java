package dev.nikkan.model;

import java.util.Locale;

/// A mailing list, known by the identifier in its List-Id header (RFC 2919 §2), `i-d-announce.ietf.org`.
///
/// @param id lower case, compared without case (RFC 2919 §6), without angle brackets and description
public record MailingList(String id) {
    public MailingList {
        id = id.strip().toLowerCase(Locale.ROOT);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a list without an identifier");
        }
    }

    /// The address that people post to, as the two IETF lists form it: the first label at the rest of the identifier.
    public String address() {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot) + "@" + id.substring(dot + 1);
    }

    @Override
    public String toString() {
        return id;
    }
}
