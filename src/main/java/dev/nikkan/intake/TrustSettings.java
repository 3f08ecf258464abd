package dev.nikkan.intake;

import dev.nikkan.model.MailingList;
import java.util.Optional;
import java.util.Set;

/// `[trust]`: whose mail counts.
///
/// @param authservId the authentication service identifier of the provider (RFC 8601 §2.5) whose findings decide;
///     empty: authenticity is not checked
public record TrustSettings(Set<MailingList> lists, Optional<String> authservId) {
    public static final TrustSettings DEFAULT = new TrustSettings(
            Set.of(new MailingList("i-d-announce.ietf.org"), new MailingList("ietf-announce.ietf.org")),
            Optional.empty());

    public TrustSettings {
        lists = Set.copyOf(lists);
    }
}
