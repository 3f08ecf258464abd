package dev.nikkan.digest.signal;

/// A part of the IETF's work that themes lie in, wider than any of them.
record Area(String id, Label label) {}
