package dev.nikkan.model;

import java.util.List;
import java.util.Optional;

/// The IESG has approved drafts for publication as RFCs, which may come months later.
///
/// @param kind [EventKind#PROTOCOL_ACTION] for standards and best current practices, else [EventKind#DOCUMENT_ACTION]
/// @param drafts usually one; several may be at levels of their own
/// @param group whose product it is; empty for an individual submission
/// @param contacts the IESG's contact persons
/// @param url the draft's page
public record Approval(
        EventKind kind,
        String subject,
        Optional<String> title,
        List<DraftAtLevel> drafts,
        Optional<GroupMention> group,
        List<String> contacts,
        Optional<String> url)
        implements Event {
    public Approval {
        requireAction(kind);
        drafts = List.copyOf(drafts);
        contacts = List.copyOf(contacts);
    }

    @Override
    public Optional<String> detail() {
        return LastCall.levels(drafts);
    }

    static void requireAction(EventKind kind) {
        if (kind != EventKind.PROTOCOL_ACTION && kind != EventKind.DOCUMENT_ACTION) {
            throw new IllegalArgumentException("no kind of action: " + kind);
        }
    }
}
