package dev.nikkan.parse;

import dev.nikkan.model.Approval;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.Event;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.StatusChange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The IESG's approvals: of drafts for publication, and of changes of published RFCs' status.
final class ApprovalReader {
    private static final String STATUS_CHANGE = "approved changing the status";
    private static final String[] APPROVED = {"The IESG has approved the following", "The IESG has approved changing"};
    private static final Pattern SEPARATOR = Pattern.compile(", and |, | and ");
    private static final List<String> PROTOCOL =
            List.of("Proposed Standard", "Draft Standard", "Internet Standard", "Standard", "Best Current Practice");

    private final EventKind kind;
    private final String subject;
    private final TitledSubject claim;
    private final EventText text;

    private ApprovalReader(EventKind kind, String subject, String claim, EventText text) {
        this.kind = kind;
        this.subject = subject;
        this.claim = TitledSubject.ofAction(claim);
        this.text = text;
    }

    static Optional<Event> read(String subject, EventText text) {
        return read(EventKind.PROTOCOL_ACTION, "Protocol Action:", subject, text)
                .or(() -> read(EventKind.DOCUMENT_ACTION, "Document Action:", subject, text))
                .or(() -> opened(subject, text));
    }

    private static Optional<Event> read(EventKind kind, String words, String subject, EventText text) {
        return TitledSubject.after(subject, words).map(claim -> new ApprovalReader(kind, subject, claim, text).read());
    }

    /// Without the Subject's word the level says which kind of action it is.
    private static Optional<Event> opened(String subject, EventText text) {
        return EventText.begins(text.opening(), APPROVED)
                ? Optional.of(new ApprovalReader(kindOf(list(text)), subject, "", text).read())
                : Optional.empty();
    }

    private static EventKind kindOf(DocumentList list) {
        boolean protocol = list.drafts().stream()
                        .flatMap(draft -> draft.level().stream())
                        .anyMatch(PROTOCOL::contains)
                || list.rfcs().stream().flatMap(rfc -> rfc.level().stream()).anyMatch(PROTOCOL::contains);
        return protocol ? EventKind.PROTOCOL_ACTION : EventKind.DOCUMENT_ACTION;
    }

    private static DocumentList list(EventText text) {
        return DocumentList.after(text, "following document", "following Internet-Draft", "following RFC");
    }

    private Event read() {
        List<DraftAtLevel> drafts = claim.completed(list(text).drafts());
        return drafts.isEmpty() && isStatusChange() ? statusChange() : approval(drafts);
    }

    private boolean isStatusChange() {
        return text.opening().contains(STATUS_CHANGE)
                || (!claim.quoted() && !claim.rfcs().isEmpty());
    }

    private Approval approval(List<DraftAtLevel> drafts) {
        return new Approval(
                kind,
                subject,
                drafts.stream().findFirst().flatMap(DraftAtLevel::title).or(claim::title),
                drafts,
                // The summaries below speak of documents too, and in the same words.
                text.paragraphs().stream()
                        .takeWhile(paragraph -> !paragraph.startsWith("Technical Summary"))
                        .flatMap(paragraph -> GroupSentence.ofProduct(paragraph).stream())
                        .findFirst(),
                contacts(),
                text.linkAfter("A URL of this", "URLs of these", "URL of this", "A URL for this"));
    }

    private StatusChange statusChange() {
        List<RfcAtLevel> rfcs = claim.completed(list(text).rfcs(), claim.level());
        return new StatusChange(
                kind,
                subject,
                rfcs.stream().findFirst().flatMap(RfcAtLevel::title).or(claim::title),
                rfcs,
                claim.level().or(() -> rfcs.stream().findFirst().flatMap(RfcAtLevel::level)),
                contacts(),
                text.linkAfter("This protocol action is documented", "This document action is documented")
                        .or(() -> text.linkAfter("A URL of the affected document")));
    }

    /// `The IESG contact persons are A, B and C.`
    private List<String> contacts() {
        return text.after("The IESG contact persons are", "The IESG contact person is", "The IESG contacts are")
                .map(ApprovalReader::names)
                .orElse(List.of());
    }

    private static List<String> names(String sentence) {
        String names = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return SEPARATOR
                .splitAsStream(names)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .limit(20)
                .toList();
    }
}
