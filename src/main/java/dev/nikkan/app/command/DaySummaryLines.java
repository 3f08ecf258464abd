package dev.nikkan.app.command;

import dev.nikkan.model.DaySummary;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a model wrote of a day, for a terminal: headline, overview, and what each other sentence is about before it.
final class DaySummaryLines {
    private DaySummaryLines() {}

    static List<String> of(DaySummary summary) {
        List<String> lines = new ArrayList<>(List.of(summary.headline(), summary.text()));
        lines.removeIf(String::isEmpty);
        new TreeMap<>(summary.topics()).forEach((topic, text) -> lines.add(topic + ": " + text));
        new TreeMap<>(summary.takeaways()).forEach((place, text) -> lines.add("takeaway " + place + ": " + text));
        return lines;
    }
}
