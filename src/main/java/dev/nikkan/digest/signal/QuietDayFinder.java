package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.ListDay;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.PostingHistory;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What there is to say of a day on which no draft was announced: what the calendar explains, whether it was the lists
/// that were silent or we who did not hear them, and what the days before brought.
final class QuietDayFinder {
    private static final int LOOK_BACK = 7;
    private static final MonthDay YEAR_ENDS = MonthDay.of(12, 24);
    private static final MonthDay YEAR_HAS_BEGUN = MonthDay.of(1, 3);

    private final MeetingCalendar meetings;

    QuietDayFinder(MeetingCalendar meetings) {
        this.meetings = meetings;
    }

    /// @return none where a draft was announced
    List<Signal> find(DayInHistory inHistory) {
        if (inHistory.content().posts().stream()
                .anyMatch(item -> !inHistory.content().late(item))) {
            return List.of();
        }
        Day day = inHistory.content().day();
        Map<Day, Integer> posts = posts(inHistory.history());
        List<Signal> found = new ArrayList<>();
        Account account = inHistory.content().account();
        found.add(new Signal.QuietDay(account.messages(), account.quarantined(), lastPosts(posts)));
        meetings.near(day).ifPresent(meeting -> found.add(new Signal.MeetingNear(day, meeting)));
        if (yearEnd(day)) {
            found.add(new Signal.YearEnd(day));
        }
        found.addAll(silences(inHistory));
        if (!inHistory.frame().readings().isEmpty()
                || !inHistory.content().unreadSources().isEmpty()) {
            found.add(new Signal.Link(
                    day, inHistory.content().unreadSources(), inHistory.frame().readings()));
        }
        lastDays(day, inHistory.history(), posts).ifPresent(found::add);
        return found;
    }

    private static Map<Day, Integer> posts(PostingHistory history) {
        Map<Day, Integer> posts = new TreeMap<>();
        history.posts().forEach(post -> posts.merge(post.day(), 1, Integer::sum));
        return posts;
    }

    private static Optional<Evidence.OfDay> lastPosts(Map<Day, Integer> posts) {
        return posts.entrySet().stream()
                .reduce((_, later) -> later)
                .map(last -> new Evidence.OfDay(last.getKey(), last.getValue()));
    }

    private static boolean yearEnd(Day day) {
        MonthDay date = MonthDay.from(day.date());
        return !date.isBefore(YEAR_ENDS) || !date.isAfter(YEAR_HAS_BEGUN);
    }

    /// The days before, as far as the store reaches back; silent ones count 0.
    private static Optional<Signal> lastDays(Day day, PostingHistory history, Map<Day, Integer> posts) {
        List<Evidence.OfDay> days = IntStream.rangeClosed(1, LOOK_BACK)
                .mapToObj(back -> day.plus(back - LOOK_BACK - 1L))
                .filter(before ->
                        history.since().filter(since -> !before.isBefore(since)).isPresent())
                .map(before -> new Evidence.OfDay(before, posts.getOrDefault(before, 0)))
                .toList();
        return days.isEmpty() ? Optional.empty() : Optional.of(new Signal.LastDays(days));
    }

    /// Of each list that has brought mail before and none on the day.
    private List<Signal> silences(DayInHistory inHistory) {
        Day day = inHistory.content().day();
        Map<MailingList, Map<Day, Integer>> lists = new TreeMap<>(Comparator.comparing(MailingList::id));
        lists.putAll(inHistory.frame().mail().stream()
                .collect(groupingBy(ListDay::list, groupingBy(ListDay::day, summingInt(ListDay::mails)))));
        List<Signal> silences = new ArrayList<>();
        lists.forEach((list, mails) -> {
            if (!mails.containsKey(day)) {
                silences.add(silence(day, list, mails));
            }
        });
        return silences;
    }

    /// The days that may be compared: the same day of the week, since the list's first mail, and as the day itself
    /// without those on which nothing can be submitted.
    private Signal silence(Day day, MailingList list, Map<Day, Integer> mails) {
        Day first = mails.keySet().stream().min(Day::compareTo).orElse(day);
        boolean drafts = list.equals(Signal.ListSilence.DRAFTS);
        List<Evidence.OfMail> days = IntStream.iterate(7, back -> back <= PostingHistory.DAYS, back -> back + 7)
                .mapToObj(back -> day.plus(-back))
                .filter(before -> !before.isBefore(first))
                .filter(before -> !drafts || !meetings.closed(before))
                .map(before -> new Evidence.OfMail(before, list, mails.getOrDefault(before, 0)))
                .toList()
                .reversed();
        return new Signal.ListSilence(day, list, drafts && meetings.closed(day), days);
    }
}
