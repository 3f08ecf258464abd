package dev.nikkan.render;

import dev.nikkan.digest.signal.Overview;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The overview as a template sees it; all of it empty where there is none, and in every part but the first.
///
/// A sentence that a language model wrote carries its mark.
///
/// @param topics the headline, or the first topics and their counts, for a subject line: in every part
/// @param anySummary,anyHot,anyTakeaways to head the three lists
record OverviewView(
        String topics,
        boolean anySummary,
        List<String> summary,
        boolean anyHot,
        List<String> hot,
        boolean anyTakeaways,
        List<String> takeaways) {
    static final OverviewView NONE = new OverviewView("", false, List.of(), false, List.of(), false, List.of());

    /// @param written what a model wrote of the day: its words go before the facts, which stay
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
        return first
                ? new OverviewView(
                        topics,
                        !summary.isEmpty(),
                        shown(summary),
                        !hot.isEmpty(),
                        shown(hot),
                        !overview.takeaways().isEmpty(),
                        shown(overview.takeaways()))
                : new OverviewView(topics, false, List.of(), false, List.of(), false, List.of());
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
