package dev.nikkan.model;

import java.time.Instant;
import java.util.Optional;

/// Everything about one subscriber but what happened to the mails.
///
/// @param consent empty for who was subscribed before consent was recorded, and while it is pending
/// @param changedAt when the state was last changed
public record Subscription(
        Subscriber subscriber, SubscriberState state, Optional<Consent> consent, Instant changedAt) {}
