package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The IESG asks for comments before it changes the status of published RFCs.
///
/// @param level the status that is asked for, where it is the same for all
/// @param url the document that gives the reasons
public record StatusChangeCall(
        String subject,
        Optional<String> title,
        List<RfcAtLevel> rfcs,
        Optional<GroupMention> group,
        Optional<String> level,
        Optional<LocalDate> ends,
        Optional<String> url)
        implements Event {
    public StatusChangeCall {
        rfcs = List.copyOf(rfcs);
    }

    @Override
    public EventKind kind() {
        return EventKind.LAST_CALL;
    }

    @Override
    public Optional<String> detail() {
        return level.or(() -> StatusChange.levels(rfcs));
    }

    @Override
    public Optional<LocalDate> deadline() {
        return ends;
    }
}
