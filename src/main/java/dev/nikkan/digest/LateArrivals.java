package dev.nikkan.digest;

import dev.nikkan.model.Item;
import java.util.List;

/// Announcements of earlier days that came after their own edition was cut. Each keeps its own date.
public record LateArrivals(List<DraftEntry> drafts, List<Item.Rfc> rfcs, List<Item.Other> events) {
    public LateArrivals {
        drafts = List.copyOf(drafts);
        rfcs = List.copyOf(rfcs);
        events = List.copyOf(events);
    }

    /// Drafts and RFCs alone.
    public LateArrivals withoutEvents() {
        return new LateArrivals(drafts, rfcs, List.of());
    }

    public int posts() {
        return drafts.stream().mapToInt(entry -> entry.posts().size()).sum();
    }

    public int count() {
        return posts() + rfcs.size() + events.size();
    }
}
