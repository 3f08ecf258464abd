package dev.nikkan.model;

/// Somebody who asked for the digest.
///
/// @param id the row in the store; opaque in tokens and Message-IDs, so that no address stands in either
public record Subscriber(long id, EmailAddress address, Choice choice) {
    public Language language() {
        return choice.variant().language();
    }
}
