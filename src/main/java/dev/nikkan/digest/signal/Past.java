package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.nikkan.model.Day;
import dev.nikkan.model.PastPost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The days before, made comparable: each post examined, oldest first.
record Past(List<Examined> posts, Signal.History history, List<Day> recentDays) {
    private static final Comparator<PastPost> BY_DAY = Comparator.comparing(PastPost::day)
            .thenComparing(post -> post.draft().name())
            .thenComparing(post -> post.draft().revision());

    static Past of(List<PastPost> posts, ThemeReader reader, Vocabulary vocabulary) {
        List<Examined> examined = posts.stream()
                .sorted(BY_DAY)
                .map(post -> examine(post, reader, vocabulary))
                .toList();
        List<Evidence.OfDay> days = new ArrayList<>();
        examined.stream()
                .collect(groupingBy(Examined::day, TreeMap::new, counting()))
                .forEach((day, count) -> days.add(new Evidence.OfDay(day, count.intValue())));
        List<Day> recent = days.reversed().stream()
                .limit(Usual.RECENT_DAYS)
                .map(Evidence.OfDay::day)
                .toList();
        return new Past(examined, new Signal.History(days), recent);
    }

    private static Examined examine(PastPost post, ThemeReader reader, Vocabulary vocabulary) {
        Optional<Text> title = post.title().map(text -> Text.of(text, vocabulary));
        Optional<Text> abstractText = post.abstractText().map(text -> Text.of(text, vocabulary));
        return new Examined(
                post.day(),
                post.draft(),
                title,
                Optional.empty(),
                reader.themes(post.draft().name(), title, abstractText));
    }

    Optional<Evidence.OfDay> lastPostingDay() {
        return history.days().isEmpty()
                ? Optional.empty()
                : Optional.of(history.days().getLast());
    }

    /// The comparison of a count of today with its rows here; empty while there is too little to compare with.
    Optional<Usual> usual(int today, int ofToday, List<Evidence.OfDraft> rows) {
        if (!history.enough()) {
            return Optional.empty();
        }
        double ratio = LogLikelihood.ratio(today, ofToday, rows.size(), posts.size());
        return Optional.of(new Usual(rows, posts.size(), recentDays, ratio));
    }
}
