package dev.nikkan.parse;

import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.Event;
import dev.nikkan.model.LastCall;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.StatusChangeCall;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The IESG's last calls since 2003: on drafts, and on changes of published RFCs' status.
final class LastCallReader {
    private static final String[] STATUS_CHANGES = {"the following status change", "change the status of"};
    private static final Pattern ABSTRACT = Pattern.compile("Abstracts?:?");
    private static final Pattern REFERENCE =
            Pattern.compile("\\b(rfc ?\\d{1,6}|draft-[a-z0-9-]{1,120}):", Pattern.CASE_INSENSITIVE);
    private static final List<String> LEVELS = List.of(
            "Proposed Standard",
            "Draft Standard",
            "Internet Standard",
            "Best Current Practice",
            "Informational",
            "Experimental",
            "Historic");

    private final String subject;
    private final TitledSubject claim;
    private final EventText text;

    private LastCallReader(String subject, String claim, EventText text) {
        this.subject = subject;
        this.claim = TitledSubject.ofLastCall(claim);
        this.text = text;
    }

    static Optional<Event> read(String subject, EventText text) {
        return TitledSubject.after(subject, "Last Call:")
                .or(() -> opens(text.opening()) ? Optional.of("") : Optional.empty())
                .map(claim -> new LastCallReader(subject, claim, text).read());
    }

    private static boolean opens(String opening) {
        return opening.startsWith("The IESG has received a request from")
                && (opening.contains(" to consider ") || contains(opening, STATUS_CHANGES));
    }

    private Event read() {
        List<DraftAtLevel> drafts =
                claim.completed(DocumentList.after(text, "following document", "following Internet-Draft")
                        .drafts());
        return drafts.isEmpty() && isStatusChange() ? statusChange() : call(drafts);
    }

    /// A status change has no draft and is titled without quotation marks.
    private boolean isStatusChange() {
        return contains(text.opening(), STATUS_CHANGES)
                || (!claim.quoted() && !claim.rfcs().isEmpty());
    }

    private static boolean contains(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private LastCall call(List<DraftAtLevel> drafts) {
        return new LastCall(
                subject,
                drafts.stream().findFirst().flatMap(DraftAtLevel::title).or(claim::title),
                drafts,
                GroupSentence.ofRequest(text.opening()),
                ends(),
                abstractText(),
                text.linkAfter("The file can be obtained", "The files can be obtained", "Files can be obtained"),
                text.linksAfter("The following IPR Declarations"),
                downrefs());
    }

    private Optional<LocalDate> ends() {
        return text.commentsBy().or(() -> text.onlyDayAbove("Abstract", "The file"));
    }

    private StatusChangeCall statusChange() {
        Optional<String> level = level();
        List<RfcAtLevel> rfcs = claim.completed(
                DocumentList.after(text, "status changes", "status change").rfcs(), level);
        return new StatusChangeCall(
                subject,
                Optional.of(claim.whole()).filter(title -> !title.isEmpty()),
                rfcs,
                GroupSentence.ofRequest(text.opening()),
                level.or(() -> onlyLevel(rfcs)),
                ends(),
                text.linkAfter("The supporting document", "The affected document"));
    }

    /// What the title ends in, if it is the name of a level.
    private Optional<String> level() {
        return claim.level().filter(level -> LEVELS.stream().anyMatch(level::equalsIgnoreCase));
    }

    private static Optional<String> onlyLevel(List<RfcAtLevel> rfcs) {
        List<String> levels =
                rfcs.stream().flatMap(rfc -> rfc.level().stream()).distinct().toList();
        return levels.size() == 1 ? Optional.of(levels.getFirst()) : Optional.empty();
    }

    /// Between its heading and the next line that only the announcement writes.
    private Optional<String> abstractText() {
        List<String> lines = text.source().lines();
        int from = 0;
        while (from < lines.size() && !ABSTRACT.matcher(lines.get(from)).matches()) {
            from++;
        }
        int to = Math.min(from + 1, lines.size());
        while (to < lines.size() && !endsAbstract(lines.get(to))) {
            to++;
        }
        String paragraphs = String.join("\n\n", text.source().paragraphs(Math.min(from + 1, to), to));
        return Optional.of(paragraphs).filter(found -> !found.isEmpty());
    }

    private static boolean endsAbstract(String line) {
        return EventText.begins(
                line,
                "The file can be obtained",
                "The files can be obtained",
                "Files can be obtained",
                "IESG discussion can be tracked",
                "The following IPR Declarations",
                "No IPR declarations have been submitted",
                "The document contains these normative downward");
    }

    private List<String> downrefs() {
        int at = text.indexOf(
                "The document contains these normative downward", "This document contains these normative");
        List<String> names = new ArrayList<>();
        for (int i = at; at >= 0 && i < text.paragraphs().size(); i++) {
            Matcher match = REFERENCE.matcher(text.paragraphs().get(i));
            while (names.size() < 100 && match.find()) {
                names.add(match.group(1).toLowerCase(Locale.ROOT).replace(" ", ""));
            }
        }
        return names;
    }
}
