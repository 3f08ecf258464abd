package dev.nikkan.store;

import dev.nikkan.model.Octets;
import dev.nikkan.store.Packing.Packed;

/// A mail ready for its row: what can be done without the store, and on any thread, is done.
public final class PackedMail {
    private final Incoming incoming;
    private final Octets sha256;
    private final Packed packed;

    PackedMail(Incoming incoming, Octets sha256, Packed packed) {
        this.incoming = incoming;
        this.sha256 = sha256;
        this.packed = packed;
    }

    public Incoming incoming() {
        return incoming;
    }

    Octets sha256() {
        return sha256;
    }

    /// The octets as the store keeps them.
    Packed packed() {
        return packed;
    }
}
