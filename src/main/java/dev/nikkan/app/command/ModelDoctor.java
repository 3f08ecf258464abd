package dev.nikkan.app.command;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.summary.Material;
import dev.nikkan.summary.Outcome;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.Summarizer;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.summary.engine.EngineSettings;
import dev.nikkan.summary.engine.Usage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Asks the configured model one real question, about a draft that is made up.
final class ModelDoctor {
    private static final Material SAMPLE = new Material(
            new DraftRevision(new DraftName("draft-example-sample-hints"), new Revision(0)),
            "Path Hints for Sample Connections",
            "This document defines a frame by which an endpoint of a QUIC connection tells its peer what it knows of the"
                    + " capacity and delay of a path. It extends RFC 9000. Clients that move between networks need not"
                    + " probe a path again.");
    private static final String PART = "summary";

    private final SummarySettings settings;
    private final InstantSource clock;

    ModelDoctor(SummarySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<Diagnosis> summary() {
        return List.of(settings.engine()
                .map(this::asked)
                .orElseGet(() -> Diagnosis.ok(PART, "engine lead, which asks nobody")));
    }

    private Diagnosis asked(EngineSettings once) {
        Language language = settings.languages().getFirst();
        Instant start = clock.instant();
        try (Engine engine = new Engine(once, Engine.Backoff.STANDARD, clock, new SecureRandom())) {
            Outcome outcome =
                    new Summarizer(engine, Prompts.load(settings.prompts())).summarize(SAMPLE, language, List::of);
            return said(outcome, Duration.between(start, clock.instant()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Diagnosis.fail(PART, "interrupted");
        }
    }

    private Diagnosis said(Outcome outcome, Duration took) {
        return switch (outcome) {
            case Outcome.Written(var _, var model, int calls, var usage, var _) ->
                Diagnosis.ok(
                        PART, "%s: a summary that passes the checks, %s".formatted(model, figures(calls, usage, took)));
            case Outcome.Refused(var _, var faults, var _, int calls, var usage) ->
                Diagnosis.warn(
                        PART,
                        "%s answers, and its summary does not pass (%s; %s). Try another model; until then abstracts stand in."
                                .formatted(settings.model().orElse(""), faults, figures(calls, usage, took)));
            case Outcome.Unanswered(var why, var _, int _, var _) ->
                Diagnosis.fail(
                        PART,
                        "%s: %s. Check endpoint, model, api-key-file and proxy; abstracts stand in."
                                .formatted(
                                        settings.endpoint()
                                                .map(Object::toString)
                                                .orElse(""),
                                        why));
        };
    }

    private String figures(int calls, Usage usage, Duration took) {
        String price = settings.price()
                .map(known -> ", which cost " + known.of(usage).toPlainString())
                .orElse("");
        return "%d call%s, %d ms, %d tokens in, %d out%s"
                .formatted(
                        calls,
                        calls == 1 ? "" : "s",
                        took.toMillis(),
                        usage.inputTokens(),
                        usage.outputTokens(),
                        price);
    }
}
