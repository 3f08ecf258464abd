package dev.nikkan.intake;

import dev.nikkan.model.MailingList;
import dev.nikkan.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /// Equal for equal settings, in any process, and without blanks.
    public String fingerprint() {
        String all = lists.stream().map(MailingList::id).sorted().collect(Collectors.joining("\n"))
                + "\n\n"
                + authservId.orElse("");
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
