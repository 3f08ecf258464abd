package dev.nikkan.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// An event in one line, as a digest shows it and `v_event` has it.
///
/// @param draft,rfc the first of those concerned
/// @param detail,deadline,url as [Event] has them; empty in rows that an older version wrote
public record EventSummary(
        EventKind kind,
        String subject,
        Optional<String> title,
        Optional<DraftName> draft,
        Optional<RfcNumber> rfc,
        Optional<String> wg,
        Optional<String> detail,
        Optional<LocalDate> deadline,
        Optional<String> url,
        Optional<Topic> topic) {
    public static EventSummary of(Event event) {
        List<DraftAtLevel> drafts = event.drafts();
        List<RfcAtLevel> rfcs = event.rfcs();
        return new EventSummary(
                event.kind(),
                event.subject(),
                event.title(),
                drafts.stream().findFirst().map(DraftAtLevel::name),
                rfcs.stream().findFirst().map(RfcAtLevel::number),
                event.wg(),
                event.detail(),
                event.deadline(),
                event.url(),
                event instanceof Notice notice ? notice.topic() : Optional.empty());
    }
}
