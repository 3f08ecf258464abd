package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Item;
import dev.nikkan.model.PostingHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what may be said of a day. The same edition and history give the same signals, in whatever order their
/// rows come. Thread-safe.
public final class SignalFinder {
    private static final Comparator<Item.Post> BY_DRAFT = Comparator.comparing(
                    (Item.Post item) -> item.post().draft().name())
            .thenComparing(item -> item.post().draft().revision());

    private final SignalSettings settings;
    private final ThemeReader reader;

    public SignalFinder(SignalSettings settings) {
        this.settings = settings;
        this.reader = new ThemeReader(settings.themes());
    }

    /// What is said of a day that brought no draft, whether or not anything else is; empty for every other day.
    public List<Signal> quiet(DayInHistory day) {
        return new QuietDayFinder(settings.meetings()).find(day);
    }

    /// Late arrivals belong to other days, and are not looked at.
    public Signals find(DayInHistory inHistory) {
        EditionContent content = inHistory.content();
        PostingHistory history = inHistory.history();
        Day day = content.day();
        Vocabulary vocabulary = new Vocabulary(settings.themes().index());
        List<Item.Post> posts = content.posts().stream()
                .filter(item -> !content.late(item))
                .sorted(BY_DRAFT)
                .toList();
        List<Item.Rfc> rfcs = content.rfcs().stream()
                .filter(item -> !content.late(item))
                .sorted(Comparator.comparing(item -> item.rfc().number()))
                .toList();
        List<Item.Post> latest = RemarkFinder.latest(posts);
        List<Examined> today =
                latest.stream().map(item -> examine(item, vocabulary)).toList();
        Past past = Past.of(history.posts(), reader, vocabulary);
        List<Topic> topics = new TopicFinder(settings.themes(), today, past).topics();
        List<HotTopic> hot = Ranking.hot(topics);
        RemarkFinder remarks = new RemarkFinder(posts, rfcs, history, past);

        List<Signal> all = new ArrayList<>();
        all.add(remarks.counts());
        all.add(past.history());
        volume(posts.size(), past).ifPresent(all::add);
        if (posts.isEmpty()) {
            all.addAll(quiet(inHistory));
        } else {
            settings.meetings().near(day).ifPresent(meeting -> all.add(new Signal.MeetingNear(day, meeting)));
        }
        all.addAll(topics);
        all.addAll(continuations(topics, past));
        all.addAll(remarks.remarks());
        all.addAll(remarks.watchedAuthors(settings.watchedAuthors()));
        all.addAll(new TogetherFinder(latest, today).together());
        List<Cluster> clusters = new ClusterFinder(settings.themes(), today, topics).clusters(hot);
        return new Signals(day, all, hot, Ranking.watched(topics, hot), clusters);
    }

    private Examined examine(Item.Post item, Vocabulary vocabulary) {
        Optional<Text> title = item.post().title().map(text -> Text.of(text, vocabulary));
        Optional<Text> abstractText = item.post().abstractText().map(text -> Text.of(text, vocabulary));
        return new Examined(
                item.day(),
                item.post().draft(),
                title,
                abstractText,
                reader.themes(item.post().draft().name(), title, abstractText));
    }

    private static Optional<Signal> volume(int posts, Past past) {
        List<Evidence.OfDay> days = past.history().days().reversed().stream()
                .limit(Signal.Volume.DAYS)
                .toList();
        return days.size() < Signal.Volume.DAYS ? Optional.empty() : Optional.of(new Signal.Volume(posts, days));
    }

    /// Themes alone: a group posts when its people do, which is no topic going on.
    private List<Signal> continuations(List<Topic> topics, Past past) {
        Optional<Day> previous = past.lastPostingDay().map(Evidence.OfDay::day);
        if (previous.isEmpty()) {
            return List.of();
        }
        List<Examined> then = past.posts().stream()
                .filter(post -> post.day().equals(previous.get()))
                .toList();
        return topics.stream()
                .flatMap(topic -> topic instanceof Topic.OfTheme theme ? Stream.of(theme) : Stream.empty())
                .map(theme -> new Signal.Continuation(theme, previous.get(), rowsOf(theme, then)))
                .filter(continuation -> !continuation.then().isEmpty())
                .<Signal>map(continuation -> continuation)
                .toList();
    }

    private List<Evidence.OfDraft> rowsOf(Topic.OfTheme theme, List<Examined> posts) {
        return posts.stream()
                .flatMap(post -> post.themes().entrySet().stream()
                        .filter(entry ->
                                settings.themes().get(entry.getKey()).id().equals(theme.theme()))
                        .map(entry -> post.because(entry.getValue())))
                .toList();
    }
}
