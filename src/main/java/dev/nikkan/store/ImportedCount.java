package dev.nikkan.store;

import java.util.Optional;

/// How many imported mails came to the same.
///
/// @param status as in `v_message`
/// @param kind as in `v_message`; empty while it is pending
/// @param cause of those in quarantine
public record ImportedCount(String status, Optional<String> kind, Optional<QuarantineCause> cause, long mails) {}
