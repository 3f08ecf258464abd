package dev.nikkan.model;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// An RFC announced by the RFC Editor. Only the number is certain.
///
/// @param subseries `BCP 226`, `STD 97`
/// @param status `Standards Track`, or since 2026 the level itself
/// @param maturity what "This is now a ..." says, `Proposed Standard`
/// @param stream as the RFC Editor words it
/// @param draft the draft it was; its revision where the I-D Tag has one
/// @param characters the length that announcements gave until 2019
public record RfcPublication(
        RfcNumber number,
        List<String> subseries,
        Optional<String> title,
        Authors authors,
        Optional<String> status,
        Optional<String> maturity,
        Optional<String> stream,
        Optional<YearMonth> date,
        List<String> mailboxes,
        Optional<Integer> pages,
        Optional<Integer> characters,
        List<RfcNumber> obsoletes,
        List<RfcNumber> updates,
        List<String> seeAlso,
        Optional<DraftName> draft,
        Optional<Revision> draftRevision,
        Optional<String> url,
        Optional<String> doi,
        Optional<String> abstractText,
        Optional<GroupMention> group)
        implements Announcement {
    public RfcPublication {
        subseries = List.copyOf(subseries);
        mailboxes = List.copyOf(mailboxes);
        obsoletes = List.copyOf(obsoletes);
        updates = List.copyOf(updates);
        seeAlso = List.copyOf(seeAlso);
    }

    /// The level where the mail says it, else its status.
    public Optional<String> level() {
        return maturity.or(() -> status);
    }
}
