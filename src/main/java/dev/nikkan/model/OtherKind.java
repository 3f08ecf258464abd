package dev.nikkan.model;

/// Why a message is no announcement of a known kind.
public enum OtherKind {
    /// A person's answer to an announcement, or an announcement forwarded by hand.
    REPLY,
    /// One of our own digests or answers.
    OWN,
    /// An automatic answer (RFC 3834).
    AUTOMATIC,
    /// A delivery status, disposition or abuse report (RFC 3464, 8098, 5965).
    REPORT,
    /// No mail at all: nothing in it is a header.
    NOT_MAIL
}
