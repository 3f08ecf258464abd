package dev.nikkan.model;

/// How a message came to us.
public enum Origin {
    /// Fetched from a mailbox.
    MAILBOX,
    /// Read from an archive or a file.
    IMPORT
}
