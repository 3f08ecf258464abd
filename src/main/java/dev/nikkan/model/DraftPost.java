package dev.nikkan.model;

import java.time.LocalDate;
import java.util.Optional;

/// A revision of an Internet-Draft announced on I-D-Announce. Only name and revision are certain: the rest is what the
/// mail carries.
///
/// @param date the submission's date as the mail's field says it: often the day before or after the mail's own day,
///     and never what decides it
/// @param abstractText paragraphs separated by one blank line, white space folded inside a paragraph
/// @param url,htmlUrl,diffUrl as announced; the links that we print are built from the name instead
public record DraftPost(
        DraftRevision draft,
        Optional<String> title,
        Authors authors,
        Optional<GroupMention> group,
        Optional<Integer> pages,
        Optional<LocalDate> date,
        Optional<String> abstractText,
        Optional<String> url,
        Optional<String> htmlUrl,
        Optional<String> diffUrl)
        implements Announcement {}
