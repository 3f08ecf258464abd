package dev.nikkan.deliver;

import dev.nikkan.model.Octets;
import org.jspecify.annotations.Nullable;

/// A body that many mails share: looked through once for all of them. Thread-safe.
final class Body {
    private final Octets octets;
    private @Nullable WireOctets fit;
    private @Nullable MailText text;

    Body(Octets octets) {
        this.octets = octets;
    }

    Octets octets() {
        return octets;
    }

    /// @throws IllegalArgumentException as [WireOctets#of(Octets)]
    synchronized WireOctets fit() {
        WireOctets known = fit;
        if (known == null) {
            known = WireOctets.of(octets);
            fit = known;
        }
        return known;
    }

    synchronized MailText text() {
        MailText known = text;
        if (known == null) {
            known = MailText.of(octets);
            text = known;
        }
        return known;
    }
}
