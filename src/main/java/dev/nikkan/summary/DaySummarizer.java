package dev.nikkan.summary;

import dev.nikkan.model.DaySummary;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.summary.engine.Reply;
import dev.nikkan.summary.engine.Usage;
import dev.nikkan.summary.gate.DayGate;
import dev.nikkan.summary.gate.Reason;
import dev.nikkan.summary.gate.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Has a model write a day's overview, headline and a sentence on each hot topic and on each takeaway of which
/// there is more to tell, in one call, and the gate judge each of them; once more, with what was wrong, where any
/// but a takeaway's does not pass: a takeaway says enough without it to be worth no second call. What passed once
/// is kept. Thread-safe.
public final class DaySummarizer {
    private final Engine engine;
    private final Prompts prompts;
    private final DayGate gate = new DayGate();

    public DaySummarizer(Engine engine, Prompts prompts) {
        this.engine = engine;
        this.prompts = prompts;
    }

    public DayOutcome summarize(DayBrief brief) throws InterruptedException {
        Draft draft = new Draft(brief);
        for (int question = 1; question <= 2; question++) {
            Reply reply = engine.ask(prompts.about(brief, draft.faults));
            switch (reply) {
                case Reply.Answered answer -> draft.take(answer);
                case Reply.Unusable(var why, var usage) -> draft.takeNothing(why, usage);
                case Reply.Declined(var why, var usage) -> {
                    draft.lose(usage);
                    draft.declined(why);
                    return draft.ended();
                }
                case Reply.Unavailable(var why, var pause, var usage) -> {
                    draft.lose(usage);
                    return draft.overview.isPresent()
                            ? draft.written()
                            : new DayOutcome.Unanswered(why, pause, draft.calls, draft.usage);
                }
            }
            if (!draft.again) {
                break;
            }
        }
        return draft.ended();
    }

    /// What has been written so far.
    private final class Draft {
        private final DayBrief brief;
        private Optional<String> overview = Optional.empty();
        private Optional<String> headline = Optional.empty();
        private final Map<String, String> topics = new HashMap<>();
        private final Map<Integer, String> takeaways = new HashMap<>();
        private List<String> faults = List.of();
        private List<String> allFaults = List.of();
        private boolean again;
        private String last = "";
        private String model = "";
        private int calls;
        private Usage usage = Usage.NONE;
        private Duration took = Duration.ZERO;

        Draft(DayBrief brief) {
            this.brief = brief;
        }

        void take(Reply.Answered answer) {
            spend(answer.usage());
            model = answer.model();
            took = took.plus(answer.took());
            List<String> found = new ArrayList<>();
            last = answer.texts().getOrDefault(Prompts.OVERVIEW, "");
            Optional<String> ofDay = judged(Prompts.OVERVIEW, () -> gate.overview(brief, last), found);
            Optional<String> line = said(answer, Prompts.HEADLINE)
                    .flatMap(text -> judged(Prompts.HEADLINE, () -> gate.headline(brief, text), found));
            for (DayBrief.Topic topic : brief.topics()) {
                String field = brief.field(topic);
                List<String> others = others(topics, topic.id(), takeaways);
                said(answer, field)
                        .flatMap(text -> judged(field, () -> gate.topic(brief, topic, text, others), found))
                        .ifPresent(text -> topics.put(topic.id(), text));
            }
            again = !found.isEmpty();
            for (int place : brief.places()) {
                String field = brief.takeawayField(place);
                List<String> others = others(takeaways, place, topics);
                said(answer, field)
                        .flatMap(text ->
                                judged(field, () -> gate.takeaway(brief, brief.takeaway(place), text, others), found))
                        .ifPresent(text -> takeaways.put(place, text));
            }
            // The second answer counts where it passed, the first where only that did.
            overview = ofDay.or(() -> overview);
            headline = line.or(() -> headline);
            remember(found);
        }

        void takeNothing(String why, Usage spent) {
            spend(spent);
            declined(why);
        }

        void declined(String why) {
            again = true;
            remember(List.of(Reason.UNUSABLE.text() + ": " + why));
        }

        private void spend(Usage spent) {
            calls++;
            lose(spent);
        }

        void lose(Usage spent) {
            usage = usage.plus(spent);
        }

        private void remember(List<String> found) {
            faults = List.copyOf(found);
            allFaults =
                    Stream.concat(allFaults.stream(), found.stream()).distinct().toList();
        }

        /// What has been accepted of everything but this.
        private static <K> List<String> others(Map<K, String> siblings, K own, Map<?, String> cousins) {
            return Stream.concat(
                            siblings.entrySet().stream()
                                    .filter(sibling -> !sibling.getKey().equals(own))
                                    .map(Map.Entry::getValue),
                            cousins.values().stream())
                    .toList();
        }

        private static Optional<String> said(Reply.Answered answer, String field) {
            return Optional.ofNullable(answer.texts().get(field));
        }

        private static Optional<String> judged(String field, Supplier<Verdict> checks, List<String> faults) {
            return switch (Judgement.of(checks)) {
                case Verdict.Accepted(var shown) -> Optional.of(shown);
                case Verdict.Rejected(var wrong) -> {
                    wrong.forEach(fault -> faults.add(field + ": " + fault));
                    yield Optional.empty();
                }
            };
        }

        DayOutcome ended() {
            return overview.isPresent() ? written() : new DayOutcome.Refused(last, allFaults, calls, usage);
        }

        DayOutcome written() {
            return new DayOutcome.Written(
                    new DaySummary(headline.orElse(""), overview.orElseThrow(), topics, takeaways, model),
                    faults,
                    calls,
                    usage,
                    took);
        }
    }
}
