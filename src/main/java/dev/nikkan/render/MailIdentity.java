package dev.nikkan.render;

import dev.nikkan.model.EmailAddress;
import java.util.Optional;

/// How our mails name themselves: `from` of `[smtp]` and the keys of `[list]`.
///
/// @param fromName the display name in From
/// @param listId for List-Id (RFC 2919); its domain names our Message-IDs too
/// @param listAddress where subscribers write: List-Unsubscribe, List-Help
/// @param bounces whose local part takes `+TOKEN`, so that a mail that comes back tells whose it was
/// @param owner a `mailto:` or `https:` address for List-Owner
/// @param archive the web address of published digests, for List-Archive
public record MailIdentity(
        Optional<String> fromName,
        EmailAddress from,
        Optional<String> listId,
        Optional<EmailAddress> listAddress,
        Optional<EmailAddress> bounces,
        Optional<String> owner,
        Optional<String> archive) {
    /// What our Message-IDs end in, and our tokens are made for.
    public String domain() {
        return listId.orElse(from.domain());
    }
}
