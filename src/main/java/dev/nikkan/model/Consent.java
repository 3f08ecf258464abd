package dev.nikkan.model;

import java.time.Instant;

/// When and by what somebody agreed to get the digest.
public record Consent(Instant at, String source) {
    public Consent {
        if (source.isBlank()) {
            throw new IllegalArgumentException("consent without a source");
        }
    }
}
