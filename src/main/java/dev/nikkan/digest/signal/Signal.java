package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.SourceReading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that may be said of a day, with the rows that it counts. Lists are in the order of draft names, so
/// that the same rows give the same signal in whatever order they came.
public sealed interface Signal
        permits Topic,
                Signal.Counts,
                Signal.History,
                Signal.Volume,
                Signal.QuietDay,
                Signal.YearEnd,
                Signal.ListSilence,
                Signal.Link,
                Signal.LastDays,
                Signal.MeetingNear,
                Signal.Continuation,
                Signal.PostedAgain,
                Signal.FirstGroupDrafts,
                Signal.NewGroups,
                Signal.NewIndividualDrafts,
                Signal.HighRevisions,
                Signal.SeveralRevisions,
                Signal.Returned,
                Signal.EarlyWork,
                Signal.RfcChanges,
                Signal.WatchedAuthor,
                Signal.Together {
    /// What `explain` calls it: lower-case letters, digits, hyphens and dots.
    String id();

    /// What is behind each of its figures.
    List<? extends Evidence> rows();

    /// How many posts, drafts and RFCs the day brought.
    ///
    /// @param drafts distinct names
    /// @param first posts of a revision 00
    record Counts(List<Evidence.OfDraft> posts, int drafts, int first, List<Evidence.OfRfc> rfcs) implements Signal {
        public Counts {
            posts = List.copyOf(posts);
            rfcs = List.copyOf(rfcs);
        }

        @Override
        public String id() {
            return "counts";
        }

        /// Whether the day brought neither draft nor RFC.
        public boolean none() {
            return posts.isEmpty() && rfcs.isEmpty();
        }

        /// Posts of a revision after 00.
        public int revised() {
            return posts.size() - first;
        }

        @Override
        public List<Evidence> rows() {
            return Stream.<Evidence>concat(posts.stream(), rfcs.stream()).toList();
        }
    }

    /// The history that the day is compared with.
    ///
    /// @param days the days of it on which something was posted, oldest first
    record History(List<Evidence.OfDay> days) implements Signal {
        /// Two months with their weekends; with fewer a median says little.
        public static final int NEEDED_DAYS = 28;
        /// A theme of two percent must have been met about ten times before its absence means anything.
        public static final int NEEDED_POSTS = 500;

        public History {
            days = List.copyOf(days);
        }

        @Override
        public String id() {
            return "history";
        }

        @Override
        public List<Evidence.OfDay> rows() {
            return days;
        }

        public int posts() {
            return days.stream().mapToInt(Evidence.OfDay::posts).sum();
        }

        /// Whether there is enough of it to call anything unusual.
        public boolean enough() {
            return days.size() >= NEEDED_DAYS && posts() >= NEEDED_POSTS;
        }
    }

    /// The day's posts against the last 28 posting days.
    ///
    /// @param days those days, newest first
    record Volume(int posts, List<Evidence.OfDay> days) implements Signal {
        public static final int DAYS = 28;

        public Volume {
            days = List.copyOf(days);
        }

        @Override
        public String id() {
            return "volume";
        }

        @Override
        public List<Evidence.OfDay> rows() {
            return days;
        }

        public double median() {
            List<Integer> sorted =
                    days.stream().map(Evidence.OfDay::posts).sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
        }

        /// The day's place among itself and those days, 1 for the fullest.
        public int rank() {
            return 1 + (int) days.stream().filter(day -> day.posts() > posts).count();
        }
    }

    /// No draft was announced.
    ///
    /// @param mails of the day, whatever is in them
    /// @param last the last day before it that brought a draft
    record QuietDay(int mails, int quarantined, Optional<Evidence.OfDay> last) implements Signal {
        @Override
        public String id() {
            return "quiet";
        }

        @Override
        public List<Evidence.OfDay> rows() {
            return last.stream().toList();
        }
    }

    /// The days about the turn of the year, on which little is announced.
    record YearEnd(Day day) implements Signal {
        @Override
        public String id() {
            return "year-end";
        }

        @Override
        public List<Evidence> rows() {
            return List.of();
        }
    }

    /// A list that brought no mail on the day.
    ///
    /// How rare that is, is told by Laplace's rule of succession: of `k` comparable days on which it was
    /// silent `z` times, the next one is silent with probability (z + 1) / (k + 2). The rule asks nothing of
    /// the numbers on the other days. A Poisson law would: mails come in bursts, so that by their mean every
    /// quiet Sunday is a wonder.
    ///
    /// @param closed whether submission is closed for a meeting, so that there is nothing to compare with
    /// @param rows the comparable days, oldest first
    record ListSilence(Day day, MailingList list, boolean closed, List<Evidence.OfMail> rows) implements Signal {
        /// The list that drafts are announced on: the one that a cut-off silences.
        static final MailingList DRAFTS = new MailingList("i-d-announce.ietf.org");
        /// With fewer comparable days even a list that was never silent would not be called unusually silent.
        public static final int NEEDED_DAYS = 8;

        private static final double UNUSUAL = 0.1;

        public ListSilence {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            int dot = list.id().indexOf('.');
            return "silence." + (dot < 0 ? list.id() : list.id().substring(0, dot));
        }

        /// Whether anything can be said of how rare it is.
        public boolean comparable() {
            return !closed && rows.size() >= NEEDED_DAYS;
        }

        /// The comparable days on which it was silent too.
        public int silent() {
            return (int) rows.stream().filter(row -> row.mails() == 0).count();
        }

        /// Mails on a comparable day.
        public double mean() {
            return rows.stream().mapToInt(Evidence.OfMail::mails).average().orElse(0);
        }

        /// By the rule of succession.
        public double chance() {
            return (silent() + 1.0) / (rows.size() + 2);
        }

        public boolean unusual() {
            return comparable() && chance() <= UNUSUAL;
        }
    }

    /// Whether the mailboxes were read to the end of the day: what did not reach us cannot be told from what
    /// was not posted.
    ///
    /// @param unread the sources that the edition did not wait for any longer
    /// @param readings of all sources
    record Link(Day day, List<String> unread, List<SourceReading> readings) implements Signal {
        public Link {
            unread = List.copyOf(unread);
            readings = List.copyOf(readings);
        }

        @Override
        public String id() {
            return "link";
        }

        @Override
        public List<Evidence.OfReading> rows() {
            return readings.stream()
                    .map(reading -> new Evidence.OfReading(day, reading))
                    .toList();
        }

        /// How far all of them have been read; empty if one never was.
        public Optional<Instant> readThrough() {
            return readings.stream().allMatch(reading -> reading.readAt().isPresent())
                    ? readings.stream()
                            .flatMap(reading -> reading.readAt().stream())
                            .min(Comparator.naturalOrder())
                    : Optional.empty();
        }

        /// Whether everything that was there when the day ended has been read.
        public boolean proven() {
            return unread.isEmpty()
                    && readThrough().filter(read -> !read.isBefore(day.end())).isPresent();
        }
    }

    /// How many drafts each of the days before brought.
    ///
    /// @param rows oldest first, silent days too
    record LastDays(List<Evidence.OfDay> rows) implements Signal {
        public LastDays {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "last-days";
        }
    }

    /// A meeting of the IETF is near.
    record MeetingNear(Day day, Meeting meeting) implements Signal {
        /// Where a day lies about a meeting.
        public enum Phase {
            BEFORE_CUT_OFF,
            CUT_OFF,
            CLOSED,
            MEETING
        }

        @Override
        public String id() {
            return "meeting";
        }

        @Override
        public List<Evidence.OfMeeting> rows() {
            return List.of(new Evidence.OfMeeting(meeting));
        }

        public Phase phase() {
            if (day.isBefore(meeting.cutOff())) {
                return Phase.BEFORE_CUT_OFF;
            }
            if (day.equals(meeting.cutOff())) {
                return Phase.CUT_OFF;
            }
            return day.isBefore(meeting.first()) ? Phase.CLOSED : Phase.MEETING;
        }

        /// Negative before the cut-off.
        public int daysSinceCutOff() {
            return (int) (day.date().toEpochDay() - meeting.cutOff().date().toEpochDay());
        }

        public int daysUntilFirst() {
            return (int) (meeting.first().date().toEpochDay() - day.date().toEpochDay());
        }
    }

    /// A topic that the posting day before had too.
    ///
    /// @param previous that day, which need not be yesterday
    /// @param then its drafts
    record Continuation(Topic topic, Day previous, List<Evidence.OfDraft> then) implements Signal {
        public Continuation {
            then = List.copyOf(then);
        }

        @Override
        public String id() {
            return "continued." + topic.id();
        }

        @Override
        public List<Evidence> rows() {
            return Stream.<Evidence>concat(topic.today().stream(), then.stream())
                    .toList();
        }
    }

    /// Drafts of which the posting day before brought another revision.
    record PostedAgain(Day previous, List<Evidence.OfDraft> rows) implements Signal {
        public PostedAgain {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "again";
        }
    }

    /// Documents of working groups in their first version, `draft-ietf-*-00`; the hit is the individual draft
    /// that it was, where that is known.
    record FirstGroupDrafts(List<Evidence.OfDraft> rows) implements Signal {
        public FirstGroupDrafts {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "first-group-draft";
        }
    }

    /// First documents of working groups of which the store has no other draft.
    ///
    /// @param since the first day that the store has drafts of: what the claim rests on
    record NewGroups(Day since, List<Evidence.OfDraft> rows) implements Signal {
        /// Groups fall silent for months; one that a year knows nothing of is new.
        static final int NEEDED_DAYS = 365;

        public NewGroups {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "new-group";
        }
    }

    /// Individual drafts in their first version.
    record NewIndividualDrafts(List<Evidence.OfDraft> rows) implements Signal {
        public NewIndividualDrafts {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "new-individual";
        }
    }

    /// Drafts at revision 10 or above. A number and no verdict: a high one says neither mature nor near to an
    /// RFC.
    record HighRevisions(List<Evidence.OfDraft> rows) implements Signal {
        static final int FROM = 10;

        public HighRevisions {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "high-revision";
        }
    }

    /// Each revision of the drafts that had several on the day.
    record SeveralRevisions(List<Evidence.OfDraft> rows) implements Signal {
        public SeveralRevisions {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "several-revisions";
        }

        public int drafts() {
            return (int) rows.stream().map(row -> row.draft().name()).distinct().count();
        }
    }

    /// Drafts whose last revision before is more than a year old; the hit is that one.
    record Returned(List<Evidence.OfDraft> rows) implements Signal {
        static final int AFTER_DAYS = 365;

        public Returned {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "returned";
        }
    }

    /// Drafts whose title says that they come before a protocol: problem statements, gap analyses,
    /// requirements, use cases.
    record EarlyWork(List<Evidence.OfDraft> rows) implements Signal {
        public EarlyWork {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "early-work";
        }
    }

    /// RFCs that a draft or RFC of the day says it updates, obsoletes or revises.
    record RfcChanges(List<Change> changes) implements Signal {
        /// What becomes of an older RFC.
        public enum Kind {
            UPDATES,
            OBSOLETES,
            /// By the draft's name alone, `rfc4360bis`.
            REVISES
        }

        /// @param by the row that says so
        public record Change(Evidence by, Kind kind, RfcNumber rfc) {}

        public RfcChanges {
            changes = List.copyOf(changes);
        }

        @Override
        public String id() {
            return "rfc-changes";
        }

        @Override
        public List<Evidence> rows() {
            return changes.stream().map(Change::by).toList();
        }
    }

    /// An author whom the operator watches.
    record WatchedAuthor(String name, List<Evidence.OfDraft> rows) implements Signal {
        public WatchedAuthor {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "author." + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        }
    }

    /// Several drafts by the same authors whose titles share a phrase: pieces of one framework.
    ///
    /// @param phrase what the titles share, as the first has it
    record Together(String phrase, List<Evidence.OfDraft> rows) implements Signal {
        public Together {
            rows = List.copyOf(rows);
        }

        @Override
        public String id() {
            return "together." + phrase.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        }
    }
}
