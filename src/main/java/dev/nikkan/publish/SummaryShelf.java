package dev.nikkan.publish;

import dev.nikkan.digest.Digest;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.Summary;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Summaries;
import dev.nikkan.summary.DayBrief;
import dev.nikkan.summary.engine.EngineSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Where a digest takes what the configured model has written by now. It asks the store alone, and so waits for nobody.
public final class SummaryShelf {
    /// That of the engine `lead`, whatever a model has written before.
    public static final SummaryShelf EMPTY = new SummaryShelf(_ -> Map.of(), _ -> Optional.empty());

    private final Function<List<DraftRevision>, Map<DraftRevision, Map<Language, Summary>>> written;

    private final Function<DayBrief, Optional<DaySummary>> ofDay;

    private SummaryShelf(
            Function<List<DraftRevision>, Map<DraftRevision, Map<Language, Summary>>> written,
            Function<DayBrief, Optional<DaySummary>> ofDay) {
        this.written = written;
        this.ofDay = ofDay;
    }

    public static SummaryShelf of(SummarySettings settings, Summaries summaries, Overviews overviews) {
        return settings.engine()
                .map(engine -> new SummaryShelf(
                        drafts -> summaries.accepted(drafts, writer(engine)),
                        brief -> overviews.accepted(brief.day(), brief.language(), writer(engine), brief.source())))
                .orElse(EMPTY);
    }

    static Summaries.Writer writer(EngineSettings engine) {
        return new Summaries.Writer(engine.dialect().name(), engine.model());
    }

    /// The digest with the summaries of the day's drafts, and of the day itself as its signals stand.
    public Digest addTo(Digest digest, DayInHistory day) {
        Map<Language, DaySummary> found = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            DayBriefs.of(digest, language).flatMap(ofDay).ifPresent(summary -> found.put(language, summary));
        }
        return digest.withDay(found)
                .with(written.apply(day.content().posts().stream()
                        .map(Item.Post::post)
                        .map(post -> post.draft())
                        .toList()));
    }
}
