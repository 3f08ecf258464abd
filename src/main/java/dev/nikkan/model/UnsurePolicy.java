package dev.nikkan.model;

/// What becomes of a mail whose answer after the final dot was never recorded.
public enum UnsurePolicy {
    /// Sent again under the same Message-ID: a copy is preferred to a loss.
    RESEND,
    /// Held until the operator decides.
    HOLD
}
