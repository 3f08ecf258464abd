package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// An event in one line, as a digest shows it and `v_event` has it.
///
/// @param drafts all that it is about
/// @param rfc the first of those concerned
/// @param detail,deadline,url as [Event] has them; empty in rows that an older version wrote
public record EventSummary(
        EventKind kind,
        String subject,
        Optional<String> title,
        List<DraftName> drafts,
        Optional<RfcNumber> rfc,
        Optional<String> wg,
        Optional<String> detail,
        Optional<LocalDate> deadline,
        Optional<String> url,
        Optional<Topic> topic) {
    public EventSummary {
        drafts = List.copyOf(drafts);
    }

    /// The first of those concerned.
    public Optional<DraftName> draft() {
        return drafts.stream().findFirst();
    }

    public static EventSummary of(Event event) {
        List<DraftAtLevel> drafts = event.drafts();
        List<RfcAtLevel> rfcs = event.rfcs();
        return new EventSummary(
                event.kind(),
                event.subject(),
                event.title(),
                drafts.stream().map(DraftAtLevel::name).toList(),
                rfcs.stream().findFirst().map(RfcAtLevel::number),
                event.wg(),
                event.detail(),
                event.deadline(),
                event.url(),
                event instanceof Notice notice ? notice.topic() : Optional.empty());
    }
}
