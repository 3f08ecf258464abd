package dev.nikkan.model;

/// What our own mail server found about a message's authenticity (RFC 8601).
public enum Verification {
    /// No `authserv-id` is configured, or the mail was imported from an archive.
    NOT_CHECKED,
    VERIFIED,
    UNVERIFIED
}
