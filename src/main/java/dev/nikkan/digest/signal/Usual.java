package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import java.util.List;
import java.util.Set;

/// What a count of the day is compared with: the same count over the history.
///
/// @param rows the history's posts that would have been counted, oldest first
/// @param of how many posts the history has
/// @param recentDays the last posting days, at most [#RECENT_DAYS], newest first
/// @param ratio Dunning's log-likelihood ratio of the day against the history, negative when the day has less
///     of it
public record Usual(List<Evidence.OfDraft> rows, int of, List<Day> recentDays, double ratio) {
    static final int RECENT_DAYS = 20;

    public Usual {
        rows = List.copyOf(rows);
        recentDays = List.copyOf(recentDays);
    }

    /// How many of the recent posting days had it.
    public int daysSeen() {
        Set<Day> recent = Set.copyOf(recentDays);
        return (int) rows.stream()
                .map(Evidence.OfDraft::day)
                .filter(recent::contains)
                .distinct()
                .count();
    }

    /// Posts on a recent posting day.
    public double mean() {
        long recent =
                rows.stream().filter(row -> recentDays.contains(row.day())).count();
        return recentDays.isEmpty() ? 0 : (double) recent / recentDays.size();
    }

    /// So much more than usual that chance will not do it: see [LogLikelihood].
    public boolean burst() {
        return ratio >= LogLikelihood.BURST;
    }

    /// Whether it is there on more than half of the days, and `today` no more than twice as often: such a topic
    /// has to be twice as surprising as another to be told before it.
    boolean everyday(int today) {
        return daysSeen() * 2 > recentDays.size() && today <= 2 * mean();
    }
}
