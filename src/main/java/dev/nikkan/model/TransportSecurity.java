package dev.nikkan.model;

/// How a connection to a mail server is protected. There is no opportunistic mode: what is configured is required.
public enum TransportSecurity {
    /// TLS from the first octet (RFC 8314 §3).
    TLS,
    /// STARTTLS, and no login without it.
    STARTTLS,
    /// Plain text; for a loopback address only.
    NONE
}
