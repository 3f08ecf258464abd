package dev.nikkan.summary;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import dev.nikkan.model.Takeaway;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a day's overview is made from, and all that a model gets to see of a day: what the program has computed
/// of it, titles as announced, and summaries that passed the checks. No abstract and no author.
///
/// @param facts the program's own sentences of the day, in the language
/// @param topics the day's hot topics, at most [#MOST_TOPICS]
/// @param takeaways the day's, at most [#MOST_TAKEAWAYS]
/// @param drafts those of the topics and of the takeaways, at most [#MOST_DRAFTS], and behind them those that go by the
///     name of a takeaway and are not among them; [#MOST_SUMMARIES] keep their summaries, the named ones first
public record DayBrief(
        Day day,
        Language language,
        Counts counts,
        List<String> facts,
        List<Topic> topics,
        List<Takeaway> takeaways,
        List<Draft> drafts) {
    public static final int MOST_TOPICS = 6;
    public static final int MOST_TAKEAWAYS = 5;
    public static final int MOST_DRAFTS = 16;
    /// What keeps question and answer below the 4,096 tokens at which Ollama's default cuts them without a word.
    public static final int MOST_SUMMARIES = 6;

    /// Of the edition.
    ///
    /// @param posts revisions announced on the day
    /// @param drafts distinct names among them
    public record Counts(int posts, int drafts, int rfcs) {}

    /// @param id of the signal
    /// @param fact the program's own sentence
    public record Topic(String id, String label, int count, String fact, List<String> titles) {
        public Topic {
            titles = titles.stream().map(Material::plainTitle).toList();
        }
    }

    /// @param summary its first sentence; empty where no model has written one
    public record Draft(String title, Optional<String> summary) {
        public Draft {
            title = Material.plainTitle(title);
        }

        Draft withoutSummary() {
            return new Draft(title, Optional.empty());
        }
    }

    public DayBrief {
        facts = List.copyOf(facts);
        topics = topics.stream().limit(MOST_TOPICS).toList();
        takeaways = takeaways.stream().limit(MOST_TAKEAWAYS).toList();
        drafts = chosen(drafts, takeaways);
    }

    private static List<Draft> chosen(List<Draft> listed, List<Takeaway> takeaways) {
        Set<String> names = takeaways.stream().map(DayBrief::title).collect(Collectors.toSet());
        List<Draft> all = Stream.concat(
                        listed.stream().limit(MOST_DRAFTS),
                        listed.stream()
                                .skip(MOST_DRAFTS)
                                .filter(draft -> names.contains(draft.title()))
                                .limit(MOST_TAKEAWAYS))
                .toList();
        Set<Draft> told = all.stream()
                .filter(draft -> draft.summary().isPresent())
                .sorted(Comparator.comparing(draft -> !names.contains(draft.title())))
                .limit(MOST_SUMMARIES)
                .collect(Collectors.toSet());
        return all.stream()
                .map(draft -> told.contains(draft) ? draft : draft.withoutSummary())
                .toList();
    }

    /// What tells the day's signals from any others. Summaries do not count: they come in one by one, and an
    /// overview that was made before the last is none the worse.
    ///
    /// Stored overviews are found by it: what it is made of must not change.
    public Sha256 source() {
        String all = String.join(
                "\n",
                List.of(
                        counts.toString(),
                        told().toString(),
                        topics.toString(),
                        drafts.stream()
                                .limit(MOST_DRAFTS)
                                .map(Draft::title)
                                .toList()
                                .toString()));
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /// All that the program itself says of the day beside its topics.
    public List<String> told() {
        return Stream.concat(facts.stream(), takeaways.stream().map(Takeaway::text))
                .toList();
    }

    /// The places, from 1, of the takeaways on which a sentence is wanted: of those of which a summary tells more
    /// than title and fact, since whoever is asked about the others can but invent; and of those with one name the
    /// first, since there is but one thing to say of what a document is for.
    public List<Integer> places() {
        List<String> titles = takeaways.stream().map(DayBrief::title).toList();
        return IntStream.rangeClosed(1, titles.size())
                .filter(place -> titles.indexOf(titles.get(place - 1)) == place - 1)
                .filter(place -> draftsOf(takeaway(place)).stream()
                        .anyMatch(draft -> draft.summary().isPresent()))
                .boxed()
                .toList();
    }

    /// What a takeaway is about, as the titles of drafts are written here.
    public static String title(Takeaway takeaway) {
        return Material.plainTitle(takeaway.name());
    }

    /// The topic that a takeaway is about; empty where that is a document.
    public Optional<Topic> topicOf(Takeaway takeaway) {
        return topics.stream()
                .filter(topic -> topic.label().equalsIgnoreCase(takeaway.name()))
                .findFirst();
    }

    /// The drafts that a takeaway is about: its topic's, or the one with its title.
    public List<Draft> draftsOf(Takeaway takeaway) {
        List<String> titles = topicOf(takeaway).map(Topic::titles).orElseGet(() -> List.of(title(takeaway)));
        return drafts.stream().filter(draft -> titles.contains(draft.title())).toList();
    }

    public Takeaway takeaway(int place) {
        return takeaways.get(place - 1);
    }

    /// The field of an answer that has the sentence on the takeaway at that place.
    public String takeawayField(int place) {
        return "takeaway" + place;
    }

    /// The field of an answer that has the sentence on a topic.
    public String field(Topic topic) {
        return "topic" + (topics.indexOf(topic) + 1);
    }
}
