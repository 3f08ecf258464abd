package dev.nikkan.model;

/// An IMAP folder at one value of UIDVALIDITY (RFC 9051 §2.3.1.1): the span within which a UID means one message.
///
/// @param account `user@host` as configured
/// @param uidValidity 0 where the server gives none: then UIDs mean nothing and mails are known by their octets alone
public record Mailbox(String account, String folder, long uidValidity) {
    @Override
    public String toString() {
        return account + "/" + folder + ";UIDVALIDITY=" + uidValidity;
    }
}
