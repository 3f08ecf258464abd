package dev.nikkan.model;

import java.util.Map;

/// What a language model wrote of a whole day and that passed the checks.
///
/// @param headline a few words; empty where they did not pass
/// @param text two to four sentences
/// @param topics a sentence each, by the topic's id; those that did not pass are not there
/// @param takeaways the same, by the takeaway's place, from 1
/// @param model who wrote it, as the endpoint names it
public record DaySummary(
        String headline, String text, Map<String, String> topics, Map<Integer, String> takeaways, String model) {
    public DaySummary {
        topics = Map.copyOf(topics);
        takeaways = Map.copyOf(takeaways);
    }
}
