package dev.nikkan.model;

/// The streams that a draft's name can tell; how the RFC Editor names an RFC's stream is kept as text.
public enum Stream {
    IETF,
    IRTF,
    IAB
}
