package dev.nikkan.model;

import java.util.Optional;

/// A message after the parser: its header's word and what it turned out to be.
///
/// @param textHash the SHA-256 of the decoded, white-space-folded text: with kind and Message-ID the identity of an
///     event; empty for drafts and RFCs, which have names
/// @param text the lines of an event or free text, without the list's footer; empty for all else
/// @param damage what had to be repaired to read it (a broken encoding, an unknown charset); one sentence
public record ReadMessage(
        Envelope envelope,
        Reading reading,
        Optional<Sha256> textHash,
        Optional<String> text,
        Optional<String> damage) {}
