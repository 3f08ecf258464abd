package dev.nikkan.store;

import dev.nikkan.model.MailingList;
import dev.nikkan.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/// A file of many messages as an import found it: one that differs in any of this is another file.
///
/// @param path absolute
/// @param head the hash of its first octets
/// @param assumed the list of those mails that name none
public record ArchiveFile(String path, long size, Instant modified, Sha256 head, Optional<MailingList> assumed) {}
