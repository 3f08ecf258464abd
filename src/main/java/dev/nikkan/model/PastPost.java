package dev.nikkan.model;

import java.util.Optional;

/// A revision that was announced on an earlier day, with what a comparison looks at.
public record PastPost(
        Day day, DraftRevision draft, Optional<String> title, Authors authors, Optional<String> abstractText) {}
