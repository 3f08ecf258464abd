package dev.nikkan.publish;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.signal.Overview;
import dev.nikkan.model.Language;
import dev.nikkan.model.Summary;
import dev.nikkan.model.Takeaway;
import dev.nikkan.summary.DayBrief;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a model is given of a day, taken from its digest: the same digest gives the same brief.
public final class DayBriefs {
    private static final Pattern SENTENCE_GAP = Pattern.compile("(?<=[。！？])|(?<=[.!?])\\s+");

    private DayBriefs() {}

    /// Empty where there is nothing to tell: no draft and no RFC, or no overview wanted.
    public static Optional<DayBrief> of(Digest digest, Language language) {
        return digest.quiet()
                ? Optional.empty()
                : Optional.ofNullable(digest.overviews().get(language)).map(overview -> of(digest, overview, language));
    }

    private static DayBrief of(Digest digest, Overview overview, Language language) {
        return new DayBrief(
                digest.day(),
                language,
                new DayBrief.Counts(
                        digest.posts(), digest.drafts().size(), digest.rfcs().size()),
                overview.summary(),
                overview.hotTopics().stream()
                        .map(topic -> new DayBrief.Topic(
                                topic.id(), topic.label(), topic.count(), topic.text(), topic.titles()))
                        .toList(),
                overview.takeaways(),
                drafts(digest, overview, language));
    }

    /// Those of the topics first, then those of the takeaways, then the others as they are listed.
    private static List<DayBrief.Draft> drafts(Digest digest, Overview overview, Language language) {
        Set<String> hot = overview.hotTopics().stream()
                .flatMap(topic -> topic.titles().stream())
                .collect(Collectors.toSet());
        String told = overview.takeaways().stream().map(Takeaway::text).collect(Collectors.joining("\n"));
        return digest.drafts().stream()
                .filter(entry -> entry.latest().title().isPresent())
                .sorted(Comparator.comparingInt(entry -> {
                    String title = entry.latest().title().orElseThrow();
                    return hot.contains(title) ? 0 : told.contains(title) ? 1 : 2;
                }))
                .map(entry -> new DayBrief.Draft(entry.latest().title().orElseThrow(), first(digest, entry, language)))
                .toList();
    }

    private static Optional<String> first(Digest digest, DraftEntry entry, Language language) {
        return digest.modelSummary(entry, language)
                .map(Summary::text)
                .map(text -> SENTENCE_GAP.split(text, 2)[0]);
    }
}
