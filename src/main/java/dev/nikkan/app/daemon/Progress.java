package dev.nikkan.app.daemon;

import dev.nikkan.intake.SourceSettings;
import dev.nikkan.store.SourceLog;
import dev.nikkan.store.StoreStatus.SourceLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether the daemon gets anywhere: the watchdog is fed by answers of the mail servers that are written in the store,
/// not by a thread that is merely alive.
final class Progress {
    /// What a server may take to answer after IDLE was ended.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SourceLog sources;
    private final List<SourceSettings> settings;
    private final InstantSource clock;
    private final Duration longestSilence;

    Progress(SourceLog sources, List<SourceSettings> settings, InstantSource clock) {
        this.sources = sources;
        this.settings = List.copyOf(settings);
        this.clock = clock;
        this.longestSilence = settings.stream()
                .map(source -> source.idleRenew().compareTo(source.poll()) > 0 ? source.idleRenew() : source.poll())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plus(PATIENCE);
    }

    /// What is stuck, if anything is. A source that cannot be reached and is tried again is not: that is the server's
    /// trouble.
    Optional<String> check() {
        Instant now = clock.instant();
        return sources.lines().stream()
                .filter(this::watched)
                .filter(source -> stuck(source, now))
                .map(source -> source.account() + "/" + source.folder() + " has not answered since "
                        + source.answeredAt().orElse(source.since()))
                .findFirst();
    }

    /// A folder that is no longer configured keeps its last line for ever, and nobody answers for it.
    private boolean watched(SourceLine line) {
        return settings.stream()
                .anyMatch(source -> source.account().equals(line.account())
                        && source.folders().contains(line.folder()));
    }

    private boolean stuck(SourceLine source, Instant now) {
        return switch (source.state()) {
            case CONNECTING, FAILING, STOPPED -> false;
            case READING, IDLING, POLLING -> lastSign(source).isBefore(now.minus(longestSilence));
        };
    }

    private static Instant lastSign(SourceLine source) {
        return source.answeredAt().filter(source.since()::isBefore).orElse(source.since());
    }
}
