package dev.nikkan.app.command;

import dev.nikkan.digest.Digest;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Summary;
import dev.nikkan.publish.DayBriefs;
import dev.nikkan.summary.DayBrief;
import dev.nikkan.summary.DayOutcome;
import dev.nikkan.summary.DaySummarizer;
import dev.nikkan.summary.Material;
import dev.nikkan.summary.Outcome;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.Summarizer;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.summary.engine.EngineSettings;
import dev.nikkan.summary.gate.Neighbour;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Summaries that are asked for, shown, and kept nowhere.
final class EngineTrial {
    private final EngineSettings settings;
    private final Prompts prompts;
    private final InstantSource clock;

    EngineTrial(EngineSettings settings, Prompts prompts, InstantSource clock) {
        this.settings = settings;
        this.prompts = prompts;
        this.clock = clock;
    }

    /// What comes of each draft that has an abstract.
    Map<DraftRevision, Outcome> of(Collection<DraftPost> posts, Language language) {
        Map<DraftRevision, Outcome> outcomes = new ConcurrentHashMap<>();
        Collection<Neighbour> written = new ConcurrentLinkedQueue<>();
        try (Engine engine = new Engine(settings, Engine.Backoff.STANDARD, clock, new SecureRandom())) {
            Summarizer summarizer = new Summarizer(engine, prompts);
            List<Thread> asking = posts.stream()
                    .flatMap(post -> Material.of(post).stream())
                    .map(material ->
                            Thread.startVirtualThread(() -> ask(summarizer, material, language, written, outcomes)))
                    .toList();
            for (Thread one : asking) {
                one.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new HashMap<>(outcomes);
    }

    /// What comes of the day itself; its drafts' summaries are those that the digest has.
    ///
    /// @param digest with those of the drafts
    Optional<DayOutcome> ofDay(Digest digest, Language language) {
        Optional<DayBrief> brief = DayBriefs.of(digest, language);
        if (brief.isEmpty()) {
            return Optional.empty();
        }
        try (Engine engine = new Engine(settings, Engine.Backoff.STANDARD, clock, new SecureRandom())) {
            return Optional.of(new DaySummarizer(engine, prompts).summarize(brief.get()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What came of a day, in a few words.
    static String verdict(DayOutcome outcome) {
        return switch (outcome) {
            case DayOutcome.Written(var summary, var faults, int calls, var usage, var took) ->
                "accepted%s%s; %s, %d ms, %d + %d tokens"
                        .formatted(
                                calls > 1 ? " at the second try" : "",
                                faults.isEmpty() ? "" : ", but not " + faults,
                                summary.model(),
                                took.toMillis(),
                                usage.inputTokens(),
                                usage.outputTokens());
            case DayOutcome.Refused(var _, var faults, int _, var usage) ->
                "rejected (%s); %d + %d tokens".formatted(faults, usage.inputTokens(), usage.outputTokens());
            case DayOutcome.Unanswered(var why, var _, int _, var _) -> "no answer: " + why;
        };
    }

    private static void ask(
            Summarizer summarizer,
            Material material,
            Language language,
            Collection<Neighbour> written,
            Map<DraftRevision, Outcome> outcomes) {
        try {
            Outcome answer = summarizer.summarize(material, language, () -> List.copyOf(written));
            synchronized (written) {
                Outcome outcome = summarizer.beside(List.copyOf(written), answer, material, language);
                if (outcome instanceof Outcome.Written text) {
                    written.add(new Neighbour(material, text.text()));
                }
                outcomes.put(material.draft(), outcome);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Those that passed, as a digest takes them.
    static Map<DraftRevision, Map<Language, Summary>> accepted(
            Map<DraftRevision, Outcome> outcomes, Language language) {
        Map<DraftRevision, Map<Language, Summary>> accepted = new HashMap<>();
        outcomes.forEach((draft, outcome) -> {
            if (outcome instanceof Outcome.Written written) {
                accepted.put(draft, Map.of(language, new Summary(written.text(), written.model())));
            }
        });
        return accepted;
    }

    /// What came of one, in a few words.
    static String verdict(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Written(var _, var model, int calls, var usage, var took) ->
                "accepted%s; %s, %d ms, %d + %d tokens"
                        .formatted(
                                calls > 1 ? " at the second try" : "",
                                model,
                                took.toMillis(),
                                usage.inputTokens(),
                                usage.outputTokens());
            case Outcome.Refused(var _, var faults, var _, int _, var usage) ->
                "rejected (%s); %d + %d tokens".formatted(faults, usage.inputTokens(), usage.outputTokens());
            case Outcome.Unanswered(var why, var _, int _, var _) -> "no answer: " + why;
        };
    }
}
