package dev.nikkan.digest.signal;

import dev.nikkan.model.Language;
import dev.nikkan.model.Takeaway;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A day's overview in one language, made of its signals alone. Every sentence states a fact; drafts go by
/// their titles.
///
/// @param headline counts and the first topics, in a line
/// @param topics the first topics alone, for a subject line that has the counts already
/// @param summary what kind of day it was; a day without drafts and RFCs says it elsewhere, see [#quiet]
/// @param hotTopics the topics of the day, the most surprising first
/// @param takeaways at most five
public record Overview(
        String headline, String topics, List<String> summary, List<TopicSentence> hotTopics, List<Takeaway> takeaways) {
    /// What is said of a topic.
    ///
    /// @param id of the signal, as `explain` calls it
    /// @param titles of its drafts
    public record TopicSentence(String id, String label, int count, List<String> titles, String text) {
        public TopicSentence {
            titles = List.copyOf(titles);
        }

        static TopicSentence of(Topic topic, String text, Language language) {
            return new TopicSentence(
                    topic.id(),
                    topic.label().in(language),
                    topic.count(),
                    topic.today().stream().flatMap(row -> row.title().stream()).toList(),
                    text);
        }
    }

    private static final int HEADLINE_TOPICS = 3;
    private static final int TAKEAWAYS = 5;

    public Overview {
        summary = List.copyOf(summary);
        hotTopics = List.copyOf(hotTopics);
        takeaways = List.copyOf(takeaways);
    }

    /// One sentence a topic.
    public List<String> hot() {
        return hotTopics.stream().map(TopicSentence::text).toList();
    }

    public static Overview of(Signals signals, Language language) {
        Wording wording = Wording.in(language);
        return new Overview(
                headline(signals, wording),
                topics(signals, wording),
                summary(signals, wording),
                hot(signals, wording),
                takeaways(signals, wording));
    }

    /// What is to be said of a day without drafts, a sentence a signal.
    ///
    /// @param quiet what [SignalFinder#quiet] has found
    public static List<String> quiet(List<Signal> quiet, Language language) {
        return quiet.stream().map(signal -> sentence(signal, language)).toList();
    }

    /// One signal as a sentence, for who asks for it alone.
    public static String sentence(Signal signal, Language language) {
        return Wording.in(language).sentence(signal);
    }

    private static String headline(Signals signals, Wording wording) {
        String topics = topics(signals, wording);
        return signals.of(Signal.Counts.class).stream()
                .map(counts -> wording.headline(wording.counts(counts), topics))
                .findFirst()
                .orElse(topics);
    }

    private static String topics(Signals signals, Wording wording) {
        return wording.enumeration(
                Stream.concat(signals.hot().stream().map(HotTopic::topic), signals.watched().stream())
                        .limit(HEADLINE_TOPICS)
                        .map(topic -> topic.label().in(wording.language()) + " " + topic.count())
                        .toList());
    }

    private static List<String> summary(Signals signals, Wording wording) {
        Stream<Class<? extends Signal>> kinds = Stream.of(
                Signal.Counts.class,
                Signal.Volume.class,
                Signal.MeetingNear.class,
                Signal.FirstGroupDrafts.class,
                Signal.NewGroups.class,
                Signal.RfcChanges.class,
                Signal.SeveralRevisions.class,
                Signal.Returned.class,
                Signal.Together.class,
                Signal.WatchedAuthor.class);
        if (signals.of(Signal.Counts.class).stream().allMatch(Signal.Counts::none)) {
            return List.of();
        }
        boolean quiet = !signals.of(Signal.QuietDay.class).isEmpty();
        Stream<Signal> told = kinds.flatMap(kind -> signals.of(kind).stream());
        Stream<Signal> young = signals.of(Signal.History.class).stream()
                .filter(history -> !history.enough())
                .map(history -> history);
        return Stream.concat(told, young)
                .filter(signal -> !(quiet && signal instanceof Signal.MeetingNear))
                .map(wording::sentence)
                .toList();
    }

    private static List<TopicSentence> hot(Signals signals, Wording wording) {
        List<TopicSentence> sentences = new ArrayList<>();
        for (HotTopic topic : signals.hot()) {
            sentences.add(TopicSentence.of(
                    topic.topic(),
                    wording.hot(topic) + continuation(signals, topic.topic(), wording),
                    wording.language()));
        }
        for (Topic topic : signals.watched()) {
            sentences.add(TopicSentence.of(
                    topic, wording.sentence(topic) + continuation(signals, topic, wording), wording.language()));
        }
        return sentences;
    }

    private static String continuation(Signals signals, Topic topic, Wording wording) {
        return signals.find("continued." + topic.id())
                .map(continuation -> (wording.language() == Language.EN ? " " : "") + wording.sentence(continuation))
                .orElse("");
    }

    private static List<Takeaway> takeaways(Signals signals, Wording wording) {
        List<Takeaway> takeaways = new ArrayList<>();
        signals.of(Signal.Counts.class).stream()
                .flatMap(counts -> counts.rfcs().stream())
                .limit(2)
                .forEach(rfc -> add(takeaways, rfc.title(), wording.published("RFC " + rfc.rfc())));
        signals.hot().stream().limit(2).forEach(hot -> takeaways.add(topic(hot.topic(), wording)));
        firstOfGroups(signals)
                .limit(2)
                .forEach(first -> add(
                        takeaways,
                        first.row().title(),
                        wording.firstOfGroup(
                                first.row().draft().name().group().orElse("").toUpperCase(Locale.ROOT),
                                first.groupIsNew())));
        signals.watched().stream().limit(1).forEach(topic -> takeaways.add(topic(topic, wording)));
        each(signals, Signal.Returned.class, Signal.Returned::rows)
                .forEach(row -> add(takeaways, row.title(), wording.silence(row)));
        signals.of(Signal.WatchedAuthor.class)
                .forEach(author ->
                        author.rows().forEach(row -> add(takeaways, row.title(), wording.by(author.name()))));
        changes(signals, wording).forEach(takeaways::add);
        return takeaways.stream().distinct().limit(TAKEAWAYS).toList();
    }

    private static void add(List<Takeaway> takeaways, Optional<String> title, String fact) {
        title.ifPresent(name -> takeaways.add(new Takeaway(name, fact)));
    }

    /// A single draft goes by its title, several by what they are about.
    private static Takeaway topic(Topic topic, Wording wording) {
        String label = topic.label().heading(wording.language());
        return new Takeaway(
                topic.count() == 1 ? topic.today().getFirst().title().orElse(label) : label, wording.aboutTopic(topic));
    }

    /// A first version, and whether it is its group's first draft of all.
    private record First(Evidence.OfDraft row, boolean groupIsNew) {}

    private static Stream<First> firstOfGroups(Signals signals) {
        List<String> fresh = each(signals, Signal.NewGroups.class, Signal.NewGroups::rows)
                .map(row -> row.draft().toString())
                .toList();
        return each(signals, Signal.FirstGroupDrafts.class, Signal.FirstGroupDrafts::rows)
                .map(row -> new First(row, fresh.contains(row.draft().toString())))
                .sorted(Comparator.comparing(first -> !first.groupIsNew()));
    }

    private static <S extends Signal> Stream<Evidence.OfDraft> each(
            Signals signals, Class<S> kind, Function<S, List<Evidence.OfDraft>> rows) {
        return signals.of(kind).stream().flatMap(signal -> rows.apply(signal).stream());
    }

    private static Stream<Takeaway> changes(Signals signals, Wording wording) {
        return signals.of(Signal.RfcChanges.class).stream()
                .flatMap(changes -> changes.changes().stream())
                .flatMap(change -> change.by() instanceof Evidence.OfDraft row
                        ? row.title().stream()
                                .map(title ->
                                        new Takeaway(title, wording.changes(change.kind(), "RFC " + change.rfc())))
                        : Stream.empty());
    }
}
