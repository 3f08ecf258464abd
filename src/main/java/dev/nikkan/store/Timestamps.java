package dev.nikkan.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Instants as the store writes them: `2026-11-22T23:59:59Z`, whole seconds, so that text order is time order.
final class Timestamps {
    /// Later than anything.
    static final Instant WHENEVER = Instant.parse("9999-12-31T23:59:59Z");

    private Timestamps() {}

    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
