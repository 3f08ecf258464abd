package dev.nikkan.store;

import java.time.Instant;

/// A row of the audit: who changed what about a subscriber, and by what.
///
/// @param was state and settings before; empty where there was no subscriber
public record SubscriberChange(Instant at, String who, String what, String was, String became) {}
