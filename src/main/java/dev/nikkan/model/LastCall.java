package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The IESG asks for comments before it decides on drafts (RFC 2026 §6.1.2).
///
/// @param drafts usually one; several, at levels of their own, are rare and real
/// @param group who asked for it; empty for an individual submitter
/// @param ends the last day for comments
/// @param url the draft's page
/// @param ipr addresses of IPR declarations
/// @param downrefs documents of a lower level that it depends on (RFC 3967), `rfc1149`, in the mail's order
public record LastCall(
        String subject,
        Optional<String> title,
        List<DraftAtLevel> drafts,
        Optional<GroupMention> group,
        Optional<LocalDate> ends,
        Optional<String> abstractText,
        Optional<String> url,
        List<String> ipr,
        List<String> downrefs)
        implements Event {
    public LastCall {
        drafts = List.copyOf(drafts);
        ipr = List.copyOf(ipr);
        downrefs = List.copyOf(downrefs);
    }

    @Override
    public EventKind kind() {
        return EventKind.LAST_CALL;
    }

    @Override
    public Optional<String> detail() {
        return levels(drafts);
    }

    @Override
    public Optional<LocalDate> deadline() {
        return ends;
    }

    /// The levels of several drafts, each once.
    static Optional<String> levels(List<DraftAtLevel> drafts) {
        String levels = drafts.stream()
                .flatMap(draft -> draft.level().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(levels).filter(text -> !text.isEmpty());
    }
}
