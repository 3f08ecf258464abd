package dev.nikkan.digest.signal;

import dev.nikkan.model.Language;

/// How a language says what a signal says: facts with their figures, no praise and no forecast.
sealed interface Wording permits JapaneseWording, EnglishWording {
    static Wording in(Language language) {
        return switch (language) {
            case JA -> new JapaneseWording();
            case EN -> new EnglishWording();
        };
    }

    Language language();

    /// One or two sentences.
    String sentence(Signal signal);

    /// The sentence of a topic, and how the topics merged into it relate to it.
    String hot(HotTopic topic);

    /// `20 drafts, 1 RFC`
    String counts(Signal.Counts counts);

    /// What stands between the parts of a headline.
    String headline(String counts, String topics);

    String enumeration(Iterable<String> items);

    String firstOfGroup(String group, boolean groupIsNew);

    /// What a takeaway says of a topic: which drafts it is made of. How usual it is stands among the hot topics.
    String aboutTopic(Topic topic);

    String changes(Signal.RfcChanges.Kind kind, String rfcs);

    String published(String rfc);

    String silence(Evidence.OfDraft row);

    String by(String author);
}
