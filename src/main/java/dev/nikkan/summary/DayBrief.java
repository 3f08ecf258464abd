package dev.nikkan.summary;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a day's overview is made from, and all that a model gets to see of a day: what the program has computed
/// of it, titles as announced, and summaries that passed the checks. No abstract and no author.
///
/// @param facts the program's own sentences of the day, in the language
/// @param topics the day's hot topics, at most [#MOST_TOPICS]
/// @param drafts those of the topics and of the takeaways, at most [#MOST_DRAFTS]
public record DayBrief(
        Day day, Language language, Counts counts, List<String> facts, List<Topic> topics, List<Draft> drafts) {
    public static final int MOST_TOPICS = 6;
    /// What keeps the question below the 4,096 tokens at which Ollama's default cuts it without a word.
    public static final int MOST_DRAFTS = 16;

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
    }

    public DayBrief {
        facts = List.copyOf(facts);
        topics = topics.stream().limit(MOST_TOPICS).toList();
        drafts = drafts.stream().limit(MOST_DRAFTS).toList();
    }

    /// What tells the day's signals from any others. Summaries do not count: they come in one by one, and an
    /// overview that was made before the last is none the worse.
    public Sha256 source() {
        String all = String.join(
                "\n",
                List.of(
                        counts.toString(),
                        facts.toString(),
                        topics.toString(),
                        drafts.stream().map(Draft::title).toList().toString()));
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /// The field of an answer that has the sentence on a topic.
    public String field(Topic topic) {
        return "topic" + (topics.indexOf(topic) + 1);
    }
}
