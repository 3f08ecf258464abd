package dev.nikkan.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The IESG has changed the status of published RFCs.
///
/// @param kind the kind of action, by the new level
/// @param contacts the responsible area directors
/// @param url the document that gives the reasons
public record StatusChange(
        EventKind kind,
        String subject,
        Optional<String> title,
        List<RfcAtLevel> rfcs,
        Optional<String> level,
        List<String> contacts,
        Optional<String> url)
        implements Event {
    public StatusChange {
        Approval.requireAction(kind);
        rfcs = List.copyOf(rfcs);
        contacts = List.copyOf(contacts);
    }

    @Override
    public Optional<String> detail() {
        return level.or(() -> levels(rfcs));
    }

    /// The levels of several RFCs, each once.
    static Optional<String> levels(List<RfcAtLevel> rfcs) {
        String levels =
                rfcs.stream().flatMap(rfc -> rfc.level().stream()).distinct().collect(Collectors.joining(", "));
        return Optional.of(levels).filter(text -> !text.isEmpty());
    }
}
