package dev.nikkan.render;

import dev.nikkan.digest.signal.Overview;
import java.util.List;

/// The overview as a template sees it; all of it empty where there is none, and in every part but the first.
///
/// @param topics the first topics and their counts, for a subject line: in every part
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

    static OverviewView of(Overview overview, boolean first) {
        String topics = ShownText.of(overview.topics(), ShownText.TITLE);
        return first
                ? new OverviewView(
                        topics,
                        !overview.summary().isEmpty(),
                        shown(overview.summary()),
                        !overview.hot().isEmpty(),
                        shown(overview.hot()),
                        !overview.takeaways().isEmpty(),
                        shown(overview.takeaways()))
                : new OverviewView(topics, false, List.of(), false, List.of(), false, List.of());
    }

    /// The titles in them come from mails.
    private static List<String> shown(List<String> sentences) {
        return sentences.stream().map(ShownText::of).toList();
    }
}
