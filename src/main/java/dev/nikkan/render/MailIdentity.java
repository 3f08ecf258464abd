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
/// @param web where the pages for subscribers are; empty: there are none
public record MailIdentity(
        Optional<String> fromName,
        EmailAddress from,
        Optional<String> listId,
        Optional<EmailAddress> listAddress,
        Optional<EmailAddress> bounces,
        Optional<String> owner,
        Optional<String> archive,
        Optional<WebLinks> web) {
    /// Without pages.
    public MailIdentity(
            Optional<String> fromName,
            EmailAddress from,
            Optional<String> listId,
            Optional<EmailAddress> listAddress,
            Optional<EmailAddress> bounces,
            Optional<String> owner,
            Optional<String> archive) {
        this(fromName, from, listId, listAddress, bounces, owner, archive, Optional.empty());
    }

    public MailIdentity with(Optional<WebLinks> links) {
        return new MailIdentity(fromName, from, listId, listAddress, bounces, owner, archive, links);
    }

    /// What our Message-IDs end in, and our tokens are made for.
    public String domain() {
        return listId.orElse(from.domain());
    }
}
