package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.Language;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// English as one who reads the lists writes it.
final class EnglishWording implements Wording {
    @Override
    public Language language() {
        return Language.EN;
    }

    @Override
    public String sentence(Signal signal) {
        return switch (signal) {
            case Signal.Counts counts -> counted(counts);
            case Signal.History history -> history(history);
            case Signal.Volume volume -> volume(volume);
            case Signal.QuietDay quiet -> quiet(quiet);
            case Signal.YearEnd _ -> "The day lies about the turn of the year (24 December to 3 January).";
            case Signal.ListSilence silence -> silence(silence);
            case Signal.Link link -> link(link);
            case Signal.LastDays days -> lastDays(days);
            case Signal.MeetingNear meeting -> meeting(meeting);
            case Topic topic -> topic(topic, "");
            case Signal.Continuation continuation ->
                "%s: %s on the posting day before as well (%s)."
                        .formatted(
                                continuation.topic().label().heading(Language.EN),
                                some(continuation.then().size(), "draft"),
                                continuation.previous());
            case Signal.PostedAgain again ->
                "%s revised again after the posting day before (%s)."
                        .formatted(some(again.rows().size(), "draft"), again.previous());
            case Signal.FirstGroupDrafts first ->
                "%s of a group's draft (%s)."
                        .formatted(some(first.rows().size(), "first version"), groups(first.rows()));
            case Signal.NewGroups groups ->
                "First drafts of %s in the records since %s.".formatted(groups(groups.rows()), groups.since());
            case Signal.NewIndividualDrafts drafts ->
                "%s.".formatted(some(drafts.rows().size(), "new individual draft"));
            case Signal.HighRevisions high ->
                "%s at revision 10 or above, up to -%s."
                        .formatted(some(high.rows().size(), "draft"), highest(high));
            case Signal.SeveralRevisions several ->
                "%s with more than one revision on the day.".formatted(some(several.drafts(), "draft"));
            case Signal.Returned returned ->
                "%s revised after more than a year."
                        .formatted(some(returned.rows().size(), "draft"));
            case Signal.EarlyWork early ->
                "%s on problems, requirements or use cases, by the title."
                        .formatted(some(early.rows().size(), "draft"));
            case Signal.RfcChanges changes -> changes(changes);
            case Signal.WatchedAuthor author ->
                "%s by %s.".formatted(some(author.rows().size(), "draft"), author.name());
            case Signal.Together together ->
                "%s on \"%s\" by the same authors."
                        .formatted(some(together.rows().size(), "draft"), together.phrase());
        };
    }

    private static String quiet(Signal.QuietDay quiet) {
        String today = quiet.mails() == 0
                ? "No mail of this day has reached us."
                : "%s of this day reached us; none announces an Internet-Draft.".formatted(some(quiet.mails(), "mail"));
        String unread = quiet.quarantined() == 0
                ? ""
                : " %d of them could not be read or is not trusted, and may announce one."
                        .formatted(quiet.quarantined());
        return today
                + unread
                + quiet.last()
                        .map(last -> " The last posting day before it was %s with %s."
                                .formatted(last.day(), some(last.posts(), "post")))
                        .orElse(" There is no history yet, so we cannot say whether that is usual.");
    }

    private static String silence(Signal.ListSilence silence) {
        String none = "Nothing came from " + ListNames.of(silence.list());
        if (silence.closed()) {
            return none + "; submission is closed before the meeting.";
        }
        String weekday = weekday(silence.day().date().getDayOfWeek());
        int days = silence.rows().size();
        if (!silence.comparable()) {
            return "%s; with only %s to compare (it takes %d) we cannot say whether that is unusual."
                    .formatted(none, some(days, weekday), Signal.ListSilence.NEEDED_DAYS);
        }
        if (silence.unusual()) {
            return "%s. On all of the %s of the last 90 days to compare, something did, %s mails on average: announcements may have failed to reach us."
                    .formatted(none, some(days, weekday), decimal(silence.mean()));
        }
        return "%s; it was silent on %d of the %s of the last 90 days to compare too (%s mails on average)."
                .formatted(none, silence.silent(), some(days, weekday), decimal(silence.mean()));
    }

    private static String weekday(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String link(Signal.Link link) {
        if (!link.unread().isEmpty()) {
            return "%s could not be read before the edition was closed; announcements may be missing."
                    .formatted(some(link.unread().size(), "source"));
        }
        if (link.proven()) {
            return "The mailboxes were read to their end after the day was over, at " + instant(link) + ".";
        }
        return link.readThrough().isPresent()
                ? "The mailboxes were last read to their end at %s, before the day was over; later mail has not been read yet."
                        .formatted(instant(link))
                : "One of the mailboxes has never been read to its end; announcements may be missing.";
    }

    private static String instant(Signal.Link link) {
        return link.readThrough().map(Minute::of).orElse("") + " UTC";
    }

    private static String lastDays(Signal.LastDays days) {
        String counts = days.rows().stream().map(row -> number(row.posts())).collect(Collectors.joining(", "));
        return days.rows().size() == 1
                ? "Internet-Drafts on the day before (%s): %s."
                        .formatted(days.rows().getFirst().day(), counts)
                : "Internet-Drafts on the %d days before, oldest first: %s (%s to %s)."
                        .formatted(
                                days.rows().size(),
                                counts,
                                days.rows().getFirst().day(),
                                days.rows().getLast().day());
    }

    private static String counted(Signal.Counts counts) {
        int posts = counts.posts().size();
        String rfcs = some(counts.rfcs().size(), "RFC");
        if (posts == 0) {
            return "No Internet-Drafts, " + rfcs + ".";
        }
        String kinds = counts.drafts() == posts ? "" : some(counts.drafts(), "draft") + ": ";
        return "%s (%s%d new, %d revised), %s."
                .formatted(some(posts, "Internet-Draft"), kinds, counts.first(), counts.revised(), rfcs);
    }

    private static String history(Signal.History history) {
        if (history.days().isEmpty()) {
            return "No history yet: nothing is called usual or unusual.";
        }
        String base = "%s on %s in the last 90 days"
                .formatted(some(history.posts(), "post"), some(history.days().size(), "posting day"));
        return history.enough()
                ? "What is usual is taken from " + base + "."
                : "Too little history to say what is usual: %s (needed: %d days and %d posts)."
                        .formatted(base, Signal.History.NEEDED_DAYS, Signal.History.NEEDED_POSTS);
    }

    private static String volume(Signal.Volume volume) {
        String median = "The median of the last %d posting days is %s"
                .formatted(volume.days().size(), decimal(volume.median()));
        int all = volume.days().size() + 1;
        if (volume.rank() == 1) {
            return median + "; none of them had more.";
        }
        return volume.rank() <= 5 ? "%s; this day ranks %d of %d.".formatted(median, volume.rank(), all) : median + ".";
    }

    private static String meeting(Signal.MeetingNear near) {
        Meeting meeting = near.meeting();
        String name = "IETF %d (%s, %s to %s)"
                .formatted(meeting.number(), meeting.place().en(), meeting.first(), meeting.last());
        return switch (near.phase()) {
            case BEFORE_CUT_OFF ->
                "%s to the Internet-Draft cut-off (%s) of %s."
                        .formatted(some(-near.daysSinceCutOff(), "day"), meeting.cutOff(), name);
            case CUT_OFF -> "The Internet-Draft cut-off day of " + name + ".";
            case CLOSED ->
                "%s after the Internet-Draft cut-off (%s) of %s; submission reopens at the end of %s, local time."
                        .formatted(some(near.daysSinceCutOff(), "day"), meeting.cutOff(), name, meeting.first());
            case MEETING -> "Day %d of %s.".formatted(1 - near.daysUntilFirst(), name);
        };
    }

    private static String topic(Topic topic, String relation) {
        String remark = Stream.of(relation, usual(topic).orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return "%s: %s%s%s."
                .formatted(
                        subject(topic),
                        some(topic.count(), "draft"),
                        topic.burst() ? ", more than usual" : "",
                        remark.isEmpty() ? "" : " (" + remark + ")");
    }

    private static Optional<String> usual(Topic topic) {
        return topic.usual()
                .map(usual -> "%s of %s in the last 90 days"
                        .formatted(number(usual.rows().size()), some(usual.of(), "post")));
    }

    private static String subject(Topic topic) {
        return switch (topic) {
            case Topic.OfTheme theme -> theme.label().heading(Language.EN);
            case Topic.OfGroup group -> group.label().en() + " documents";
            case Topic.OfTerm term -> "\"" + term.shown() + "\"";
        };
    }

    @Override
    public String hot(HotTopic hot) {
        Topic topic = hot.topic();
        String relation = hot.around()
                .map(other -> "%d on %s as a whole"
                        .formatted(other.count(), other.label().en()))
                .or(() -> hot.inside()
                        .map(other -> "%d of them %s"
                                .formatted(other.count(), other.label().en())))
                .orElse("");
        return topic(topic, relation);
    }

    private static String groups(List<Evidence.OfDraft> rows) {
        return rows.stream().map(row -> group(row.draft().name())).distinct().collect(Collectors.joining(", "));
    }

    private static String group(DraftName name) {
        return "the " + name.group().orElse("").toUpperCase(Locale.ROOT) + " WG";
    }

    private static String highest(Signal.HighRevisions high) {
        return high.rows().stream()
                .map(row -> row.draft().revision())
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .text();
    }

    private String changes(Signal.RfcChanges changes) {
        String list = Arrays.stream(Signal.RfcChanges.Kind.values())
                .map(kind -> Rfcs.of(changes, kind, ", ").map(rfcs -> changes(kind, rfcs)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        int documents = (int) Rfcs.documents(changes);
        return "%s existing RFCs (%s)."
                .formatted(documents == 1 ? "1 document changes" : documents + " documents change", list);
    }

    @Override
    public String changes(Signal.RfcChanges.Kind kind, String rfcs) {
        return switch (kind) {
            case UPDATES -> "updates " + rfcs;
            case OBSOLETES -> "obsoletes " + rfcs;
            case REVISES -> "revises " + rfcs;
        };
    }

    @Override
    public String counts(Signal.Counts counts) {
        String rfcs = counts.rfcs().isEmpty() ? "" : ", " + some(counts.rfcs().size(), "RFC");
        return (counts.posts().isEmpty() ? "no drafts" : some(counts.posts().size(), "draft")) + rfcs;
    }

    @Override
    public String headline(String counts, String topics) {
        return topics.isEmpty() ? counts : counts + ": " + topics;
    }

    @Override
    public String enumeration(Iterable<String> items) {
        return String.join(", ", items);
    }

    @Override
    public String firstOfGroup(String group, boolean groupIsNew) {
        return groupIsNew
                ? "the first draft of the " + group + " WG"
                : "first version as a draft of the " + group + " WG";
    }

    @Override
    public String aboutTopic(Topic topic) {
        if (topic.count() == 1) {
            return topic.label().en();
        }
        SomeTitles some = SomeTitles.of(topic);
        String more = some.more() == 0 ? "" : " and %d more".formatted(some.more());
        return some.titles().isEmpty() ? some(topic.count(), "draft") : String.join(" / ", some.titles()) + more;
    }

    @Override
    public String published(String rfc) {
        return "published as " + rfc;
    }

    @Override
    public String silence(Evidence.OfDraft row) {
        return "the first revision since %s"
                .formatted(
                        row.hit().map(Hit::words).map(EnglishWording::previous).orElse(""));
    }

    private static String previous(String words) {
        int blank = words.indexOf(' ');
        return "-%s (%s)".formatted(words.substring(0, blank), words.substring(blank + 1));
    }

    @Override
    public String by(String author) {
        return "by " + author;
    }

    private static String some(int count, String what) {
        return (count == 0 ? "no" : number(count)) + " " + what + (count == 1 ? "" : "s");
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String decimal(double value) {
        return value == Math.rint(value) ? number((int) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
