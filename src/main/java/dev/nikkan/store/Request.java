package dev.nikkan.store;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.store.Letters.Wanted;
import java.util.List;
import java.util.Optional;

/// What somebody wants who has not shown yet that the address is theirs.
///
/// @param message that bore it; empty: the web
record Request(EmailAddress address, Wanted wanted, Language language, List<String> settings, Optional<Long> message) {}
