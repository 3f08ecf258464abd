package dev.nikkan.publish;

import dev.nikkan.model.Day;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The fetch that goes before a cut: every source is asked once, and what has not answered is unread.
final class LastFetch {
    private final Day newest;
    private final Map<String, CompletableFuture<Instant>> passes;

    private LastFetch(Day newest, Map<String, CompletableFuture<Instant>> passes) {
        this.newest = newest;
        this.passes = passes;
    }

    static LastFetch begin(Day newest, List<? extends Source> sources) {
        Map<String, CompletableFuture<Instant>> passes = new LinkedHashMap<>();
        for (Source source : sources) {
            passes.put(source.name(), source.requestFullPass());
        }
        return new LastFetch(newest, passes);
    }

    /// Whether it was begun after this day had ended, and so has all its mail.
    boolean covers(Day day) {
        return !day.isAfter(newest);
    }

    /// The sources that have not been read to their end.
    List<String> unread() {
        return passes.entrySet().stream()
                .filter(pass -> !pass.getValue().isDone())
                .map(Map.Entry::getKey)
                .toList();
    }
}
