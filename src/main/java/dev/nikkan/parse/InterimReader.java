package dev.nikkan.parse;

import dev.nikkan.model.Event;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.InterimMeeting;
import dev.nikkan.model.InterimMeeting.Session;
import dev.nikkan.model.InterimMeeting.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Meetings of groups between the IETF's: `Name (acronym) WG Virtual Meeting: 2026-02-17`, ` CHANGED`, `WG Interim
/// Meeting Cancelled (was 2026-02-17)`, and what chairs wrote by hand before 2016. The date in the Subject is the first
/// day's; the text has all sessions.
final class InterimReader {
    private static final Pattern SUBJECT = Pattern.compile(
            "\\b(?:virtual )?interim (?:(?:WG|RG|virtual) )?meetings?\\b|(?<=\\) |WG |RG |BOF )virtual meeting\\b",
            Pattern.CASE_INSENSITIVE);
    private static final String TYPE = "(?:WG|RG|AG|RAG|BOF|Working Group|Research Group)\\b";
    private static final String DASH = " *[:,–-]? *";
    private static final Pattern NAMED = Pattern.compile(
            "(.{1,200}) \\(([A-Za-z0-9-]{1,30})\\)(?: ((?i:" + TYPE + ")).{0,20}| ([A-Z][A-Za-z]{1,20}))?" + DASH);
    /// `LOFT WG`: one word is the acronym.
    private static final Pattern ONE_WORD =
            Pattern.compile("([a-z0-9-]{2,30}) (" + TYPE + ")" + DASH, Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUP = Pattern.compile("\\b" + TYPE, Pattern.CASE_INSENSITIVE);
    /// Of meetings as such.
    private static final Pattern GENERAL = Pattern.compile(
            "\\b(?:statements?|guidance|guidelines?|polic(?:y|ies)|procedures?|rules)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern HELD = Pattern.compile(
            "\\bwill (?:hold|have|meet|be holding|be held|take place)\\b|\\b(?:has|have|is|are|been) (?:re)?scheduled\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_TEXT = Pattern.compile(
            "\\bThe ([^()]{1,150}) \\(([a-z0-9-]{1,30})\\)(?: (" + TYPE + "))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            ",?(?: at| from)? ?(\\d{1,2}:\\d{2} ?(?:to|-|–) ?\\d{1,2}:\\d{2}(?: [A-Za-z][A-Za-z0-9_/+-]{1,40})?"
                    + "(?: \\([0-9:to -]{11,20} UTC\\))?)");
    /// Whole words: groups are called Exchange.
    private static final Pattern CHANGED = Pattern.compile("\\b(?:changed?|updated)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CANCELLED = Pattern.compile("\\bcancel", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFF =
            Pattern.compile("\\b(?:has|have) been cancell?ed\\b|\\bis cancell?ed\\b", Pattern.CASE_INSENSITIVE);
    private static final String[] END = {"Agenda", "Information about remote", "Meeting materials"};
    private static final int LONGEST_PLACE = 200;

    private final String subject;
    private final EventText text;
    private final String before;
    private final String head;

    private InterimReader(String subject, String before, EventText text) {
        this.subject = subject;
        this.before = before;
        this.text = text;
        this.head = String.join(" ", head(text));
    }

    /// The paragraphs above the agenda.
    private static List<String> head(EventText text) {
        int end = text.indexOf(END);
        List<String> paragraphs = text.paragraphs();
        return paragraphs.subList(0, Math.min(end < 0 ? paragraphs.size() : end, 8));
    }

    static Optional<Event> read(String subject, EventText text) {
        Matcher matcher = SUBJECT.matcher(subject);
        boolean found = matcher.find();
        InterimReader reader = new InterimReader(subject, found ? subject.substring(0, matcher.start()) : "", text);
        boolean announced = (found && (reader.named() || reader.dated())) || reader.opens();
        return announced ? Optional.of(reader.read()) : Optional.empty();
    }

    /// Whose meeting it is stands before the words.
    private boolean named() {
        boolean oneWord = ONE_WORD.matcher(before).matches();
        return NAMED.matcher(before).matches()
                || (oneWord && !GENERAL.matcher(subject).find());
    }

    /// A group will meet, or was to meet, on a day that is named: statements on interim meetings do not say so.
    private boolean dated() {
        String opening = text.opening();
        return !GENERAL.matcher(subject).find()
                && GROUP.matcher(subject + "\n" + opening).find()
                && said(opening)
                && !(TextDate.in(subject).isEmpty() && TextDate.in(opening).isEmpty());
    }

    private boolean opens() {
        String opening = text.opening();
        return IN_TEXT.matcher(opening).find() && opening.contains("interim meeting") && said(opening);
    }

    private static boolean said(String opening) {
        return HELD.matcher(opening).find() || OFF.matcher(opening).find();
    }

    private InterimMeeting read() {
        Optional<String> place = place();
        return new InterimMeeting(
                subject,
                group(),
                standing(),
                sessions(),
                virtual(place),
                place,
                text.linkAfter("Information about remote participation"));
    }

    private Optional<GroupMention> group() {
        Matcher named = NAMED.matcher(before);
        if (named.matches()) {
            String type = Optional.ofNullable(named.group(3))
                    .or(() -> Optional.ofNullable(named.group(4)))
                    .orElse("");
            return Optional.of(GroupSentence.mention(named.group(1), named.group(2), type));
        }
        Matcher sentence = IN_TEXT.matcher(text.opening());
        if (sentence.find()) {
            return Optional.of(GroupSentence.mention(
                    sentence.group(1),
                    sentence.group(2),
                    Optional.ofNullable(sentence.group(3)).orElse("")));
        }
        Matcher word = ONE_WORD.matcher(before);
        return word.matches()
                ? Optional.of(GroupSentence.mention(word.group(1), word.group(1), word.group(2)))
                : Optional.of(GroupSentence.typed(before.strip()))
                        .filter(group -> group.type().isPresent());
    }

    private Standing standing() {
        if (CANCELLED.matcher(subject).find() || OFF.matcher(head).find()) {
            return Standing.CANCELLED;
        }
        boolean changed = CHANGED.matcher(subject).find() || head.contains("MEETING DETAILS HAVE CHANGED");
        return changed ? Standing.CHANGED : Standing.PLANNED;
    }

    private List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        for (TextDate date : TextDate.in(head)) {
            Session session = new Session(date.date(), time(date.end()));
            if (!sessions.contains(session)) {
                sessions.add(session);
            }
        }
        for (TextDate date : TextDate.in(subject)) {
            if (sessions.stream().noneMatch(session -> session.date().equals(date.date()))) {
                sessions.addFirst(new Session(date.date(), Optional.empty()));
            }
        }
        return sessions;
    }

    private Optional<String> time(int from) {
        Matcher time = TIME.matcher(head).region(from, head.length());
        return time.lookingAt() ? Optional.of(time.group(1)) : Optional.empty();
    }

    private Optional<String> place() {
        return text.after("Meeting Location:", "Location:")
                .filter(place -> !place.isEmpty() && place.length() <= LONGEST_PLACE);
    }

    /// Those with a city are called interim, the others virtual, but for cancelled ones, which all are called interim.
    private Optional<Boolean> virtual(Optional<String> place) {
        boolean said = subject.toLowerCase(Locale.ROOT).contains("virtual")
                || head.toLowerCase(Locale.ROOT).contains("virtual ");
        if (said) {
            return Optional.of(true);
        }
        return place.isPresent() || head.contains("interim meeting") ? Optional.of(false) : Optional.empty();
    }
}
