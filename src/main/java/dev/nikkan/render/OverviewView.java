package dev.nikkan.render;

import dev.nikkan.digest.signal.Overview;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.Language;
import dev.nikkan.model.Takeaway;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The overview as a template sees it; all of it empty where there is none, and in every part but the first.
///
/// A sentence that a language model wrote carries its mark.
///
/// @param topics the headline, or the first topics and their counts, for a subject line: in every part
/// @param anySummary,anyHot,anyTakeaways to head the three lists
/// @param preview the takeaways without a model's words, for the line or two that a list of mails shows
record OverviewView(
        String topics,
        boolean anySummary,
        List<String> summary,
        boolean anyHot,
        List<String> hot,
        boolean anyTakeaways,
        List<String> takeaways,
        List<String> preview) {
    static final OverviewView NONE =
            new OverviewView("", false, List.of(), false, List.of(), false, List.of(), List.of());

    /// @param written what a model wrote of the day: its overview goes before the facts, its sentence on a topic or
    ///     takeaway behind that one's; the facts stay, word for word
    static OverviewView of(Overview overview, Optional<DaySummary> written, boolean first, Language language) {
        String topics = ShownText.of(
                written.map(DaySummary::headline)
                        .filter(headline -> !headline.isEmpty())
                        .orElse(overview.topics()),
                ShownText.TITLE);
        List<String> summary = Stream.concat(
                        written.map(day -> marked(day.text(), language)).stream(), overview.summary().stream())
                .toList();
        List<String> hot = overview.hotTopics().stream()
                .map(topic -> topic.text()
                        + written.map(day -> day.topics().get(topic.id()))
                                .map(more -> (language == Language.EN ? " " : "") + marked(more, language))
                                .orElse(""))
                .toList();
        List<String> takeaways = IntStream.range(0, overview.takeaways().size())
                .mapToObj(i -> takeaway(
                        overview.takeaways().get(i),
                        written.map(day -> day.takeaways().get(i + 1)),
                        language))
                .toList();
        return first
                ? new OverviewView(
                        topics,
                        !summary.isEmpty(),
                        shown(summary),
                        !hot.isEmpty(),
                        shown(hot),
                        !takeaways.isEmpty(),
                        shown(takeaways),
                        shown(overview.takeaways().stream().map(Takeaway::text).toList()))
                : new OverviewView(topics, false, List.of(), false, List.of(), false, List.of(), List.of());
    }

    /// A fact is no sentence; before one it is ended like one.
    private static String takeaway(Takeaway takeaway, Optional<String> more, Language language) {
        String line = takeaway.text();
        return more.map(sentence -> line + stop(line, language) + marked(sentence, language))
                .orElse(line);
    }

    private static String stop(String line, Language language) {
        boolean ended = line.matches("(?s).*[.!?。！？]");
        return switch (language) {
            case JA -> ended ? "" : "。";
            case EN -> ended ? " " : ". ";
        };
    }

    private static String marked(String text, Language language) {
        return switch (language) {
            case JA -> text + "(AI要約)";
            case EN -> text + " (AI summary)";
        };
    }

    /// The titles in them come from mails.
    private static List<String> shown(List<String> sentences) {
        return sentences.stream().map(ShownText::of).toList();
    }
}
