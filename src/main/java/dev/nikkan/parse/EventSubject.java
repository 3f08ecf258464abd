package dev.nikkan.parse;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.Event;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the Subject of a mail from the IESG's secretary says: a last call, an approval, a review, a charter, an interim
/// meeting. The text tells more, but what an event is stands here.
final class EventSubject {
    private static final Pattern CONFLICT =
            Pattern.compile("Results of IETF-conflict review for (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARTER =
            Pattern.compile("(?:WG|RG) (Review|Action): ?(.+?) ?\\(([a-z0-9-]{1,30})\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARTER_VERB = Pattern.compile(
            "(?:Formed |Rechartered |RE-?CHARTER: ?|Conclusion of |Concluded )", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERIM = Pattern.compile(
            "(.+) \\(([a-z0-9-]{1,30})\\) (\\S{1,20} )?(?:Virtual Interim|Virtual|Interim) Meeting\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RFC = Pattern.compile("\\bRFC[ -]?(\\d{1,6})\\b", Pattern.CASE_INSENSITIVE);

    private final String subject;

    private EventSubject(String subject) {
        this.subject = subject;
    }

    static Optional<Event> parse(String subject) {
        EventSubject reader = new EventSubject(subject);
        return reader.lastCall()
                .or(reader::action)
                .or(reader::conflict)
                .or(reader::charter)
                .or(reader::interim);
    }

    private Optional<Event> lastCall() {
        return after("Last Call:").map(this::lastCall);
    }

    /// `<draft-x-NN.txt> (Title) to Level`, in 2007 without brackets and revision; or the title of a status change.
    private Event lastCall(String rest) {
        Optional<DraftFile> draft = DraftFile.parse(rest.startsWith("<") ? rest.substring(1) : rest);
        int open = rest.indexOf('(');
        int close = rest.lastIndexOf(") to ");
        if (draft.isPresent() && open >= 0 && close > open) {
            return event(EventKind.LAST_CALL, draft, rest.substring(open + 1, close), rest.substring(close + 5));
        }
        return draft.isPresent() ? event(EventKind.LAST_CALL, draft, "", "") : titled(EventKind.LAST_CALL, draft, rest);
    }

    private Optional<Event> action() {
        return after("Protocol Action:")
                .map(rest -> action(EventKind.PROTOCOL_ACTION, rest))
                .or(() -> after("Document Action:").map(rest -> action(EventKind.DOCUMENT_ACTION, rest)));
    }

    /// `'Title' to Level (draft-x-NN.txt)`; until about 2010 without the draft.
    private Event action(EventKind kind, String rest) {
        int open = rest.lastIndexOf("(draft-");
        if (open >= 0 && rest.endsWith(")")) {
            return titled(kind, DraftFile.parse(rest.substring(open + 1)), rest.substring(0, open));
        }
        return titled(kind, Optional.empty(), rest);
    }

    /// `Title to Level`: the last "to" of them, for a title may have one, too.
    private Event titled(EventKind kind, Optional<DraftFile> draft, String text) {
        int to = text.lastIndexOf(" to ");
        return to < 0
                ? event(kind, draft, text, "")
                : event(kind, draft, text.substring(0, to), text.substring(to + 4));
    }

    private Optional<Event> conflict() {
        Matcher matcher = CONFLICT.matcher(subject);
        return matcher.matches()
                ? DraftFile.parse(matcher.group(1))
                        .map(draft -> event(EventKind.CONFLICT_REVIEW, Optional.of(draft), "", ""))
                : Optional.empty();
    }

    private Optional<Event> charter() {
        Matcher matcher = CHARTER.matcher(subject);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        EventKind kind = matcher.group(1).equalsIgnoreCase("Review") ? EventKind.WG_REVIEW : EventKind.WG_ACTION;
        String name = CHARTER_VERB.matcher(matcher.group(2)).replaceFirst("");
        return Optional.of(ofGroup(kind, name, matcher.group(3)));
    }

    private Optional<Event> interim() {
        Matcher matcher = INTERIM.matcher(subject);
        return matcher.matches()
                ? Optional.of(ofGroup(EventKind.INTERIM, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    private Optional<String> after(String prefix) {
        return subject.regionMatches(true, 0, prefix, 0, prefix.length())
                ? Optional.of(subject.substring(prefix.length()).strip())
                : Optional.empty();
    }

    private Event event(EventKind kind, Optional<DraftFile> draft, String title, String status) {
        Optional<DraftName> name = draft.map(DraftFile::name);
        Optional<Revision> revision = draft.flatMap(DraftFile::revision);
        return new Event(
                kind,
                subject,
                text(unquoted(title)),
                name,
                revision,
                draft.isPresent() ? Optional.empty() : rfc(title),
                Optional.empty(),
                text(status));
    }

    private Event ofGroup(EventKind kind, String name, String acronym) {
        return new Event(
                kind,
                subject,
                text(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(acronym.toLowerCase(Locale.ROOT)),
                Optional.empty());
    }

    /// Where no draft is named, the RFC whose status changes.
    private static Optional<RfcNumber> rfc(String title) {
        Matcher matcher = RFC.matcher(title);
        return matcher.find() ? RfcSubject.number(matcher.group(1)) : Optional.empty();
    }

    private static String unquoted(String title) {
        String text = title.strip();
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static Optional<String> text(String text) {
        return Optional.of(text.strip()).filter(found -> !found.isEmpty());
    }
}
