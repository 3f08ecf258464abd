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
    private static final Pattern NAMED =
            Pattern.compile("(.{1,200}) \\(([a-z0-9-]{1,30})\\)(.{0,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_TEXT = Pattern.compile(
            "\\bThe ([^()]{1,150}) \\(([a-z0-9-]{1,30})\\)(?: (WG|RG|AG|RAG|BOF|Working Group|Research Group)\\b)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            ",?(?: at| from)? ?(\\d{1,2}:\\d{2} ?(?:to|-|–) ?\\d{1,2}:\\d{2}(?: [A-Za-z][A-Za-z0-9_/+-]{1,40})?"
                    + "(?: \\([0-9:to -]{11,20} UTC\\))?)");
    /// Whole words: groups are called Exchange.
    private static final Pattern CHANGED = Pattern.compile("\\b(?:changed?|updated)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CANCELLED = Pattern.compile("\\bcancel", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFF =
            Pattern.compile("\\b(?:has|have) been cancell?ed\\b|\\bis cancell?ed\\b", Pattern.CASE_INSENSITIVE);
    private static final String[] END = {"Agenda", "Information about remote", "Meeting materials"};
    private static final Pattern ONE_WORD = Pattern.compile("[A-Za-z0-9-]{2,30}");
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
        if (matcher.find()) {
            return Optional.of(new InterimReader(subject, subject.substring(0, matcher.start()), text).read());
        }
        return opens(text) ? Optional.of(new InterimReader(subject, "", text).read()) : Optional.empty();
    }

    private static boolean opens(EventText text) {
        String opening = text.opening();
        return IN_TEXT.matcher(opening).find() && opening.contains("interim meeting");
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
        if (named.lookingAt()) {
            return Optional.of(GroupSentence.mention(named.group(1), named.group(2), named.group(3)));
        }
        Matcher sentence = IN_TEXT.matcher(text.opening());
        if (sentence.find()) {
            return Optional.of(GroupSentence.mention(
                    sentence.group(1),
                    sentence.group(2),
                    Optional.ofNullable(sentence.group(3)).orElse("")));
        }
        return Optional.of(before.strip()).filter(name -> !name.isEmpty()).map(InterimReader::bareName);
    }

    /// `LOFT WG`: one word is the acronym.
    private static GroupMention bareName(String text) {
        GroupMention group = GroupSentence.typed(text);
        return ONE_WORD.matcher(group.name()).matches()
                ? GroupSentence.mention(group.name(), group.name(), group.type().orElse(""))
                : group;
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
