package dev.nikkan.store;

/// How far a file has been imported: committed with the mails it tells of.
///
/// @param messages the first so many of the file are stored
/// @param octet where the next one begins; 0 if the file cannot be entered there
/// @param finished whether these are all
public record ArchiveProgress(ArchiveFile file, long messages, long octet, boolean finished) {}
