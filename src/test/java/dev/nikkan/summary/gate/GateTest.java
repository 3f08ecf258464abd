package dev.nikkan.summary.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// The gate measured on summaries of which it is known whether they are to be printed. A rejection for a reason
/// is right where that reason is one of the case's; precision is the share of right ones among the rejections
/// for it, recall their share of the cases that have it.
final class GateTest {
    private static final LabelledSet SET = LabelledSet.read();
    private static final Gate GATE = new Gate();

    @Test
    void the_set_is_large_and_has_each_kind_in_both_languages() {
        Map<String, Set<Language>> kinds = SET.cases().stream()
                .collect(Collectors.groupingBy(
                        LabelledSet.Case::kind,
                        TreeMap::new,
                        Collectors.mapping(LabelledSet.Case::language, Collectors.toSet())));

        assertThat(SET.cases()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(kinds)
                .containsKeys(
                        "good", "figure", "language", "injection", "filler", "duplicate", "length", "markup", "person");
        assertThat(kinds.values()).allSatisfy(languages -> assertThat(languages).hasSize(2));
    }

    @Test
    void invented_figures_and_identifiers_are_found_and_hardly_ever_seen_where_there_are_none(TestReporter reporter) {
        Measure measure = Measure.of(Reason.FIGURE);

        reporter.publishEntry(measure.toString());
        assertThat(measure.missed()).hasSizeLessThanOrEqualTo((int) (0.05 * measure.cases()));
        assertThat(measure.recall()).isGreaterThanOrEqualTo(0.95);
        assertThat(measure.precision())
                .describedAs("wrongly %s", measure.wrong())
                .isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void each_other_kind_is_found(TestReporter reporter) {
        List<Measure> measures = Stream.of(Reason.values())
                // A draft has no counts: see DayGateTest.
                .filter(reason -> reason != Reason.FIGURE && reason != Reason.UNUSABLE && reason != Reason.COUNT)
                .map(Measure::of)
                .toList();

        measures.forEach(measure -> reporter.publishEntry(measure.toString()));
        assertThat(measures).allSatisfy(measure -> {
            assertThat(measure.recall())
                    .describedAs("%s misses %s", measure, measure.missed())
                    .isGreaterThanOrEqualTo(0.95);
            assertThat(measure.precision())
                    .describedAs("%s wrongly %s", measure, measure.wrong())
                    .isGreaterThanOrEqualTo(0.95);
        });
    }

    @Test
    void good_summaries_are_printed() {
        List<String> refused = SET.cases().stream()
                .filter(LabelledSet.Case::good)
                .filter(subject -> !reasons(subject).isEmpty())
                .map(subject -> subject + ": " + judge(subject))
                .toList();

        assertThat(refused).isEmpty();
    }

    @Test
    void what_an_abstract_made_a_model_say_is_not_printed() {
        List<String> printed = SET.cases().stream()
                .filter(subject -> subject.kind().equals("injection"))
                .filter(subject -> reasons(subject).isEmpty())
                .map(LabelledSet.Case::toString)
                .toList();

        assertThat(printed).isEmpty();
    }

    private static Verdict judge(LabelledSet.Case subject) {
        return GATE.judge(subject.material(), subject.language(), subject.text(), SET.others(subject));
    }

    private static Set<Reason> reasons(LabelledSet.Case subject) {
        return switch (judge(subject)) {
            case Verdict.Accepted _ -> EnumSet.noneOf(Reason.class);
            case Verdict.Rejected(List<Fault> faults) ->
                faults.stream().map(Fault::reason).collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
        };
    }

    /// @param missed cases that have the reason and were not rejected for it
    /// @param wrong cases rejected for it that do not have it
    private record Measure(Reason reason, int cases, List<String> missed, List<String> wrong) {
        static Measure of(Reason reason) {
            Predicate<LabelledSet.Case> has = subject -> subject.expected().contains(reason);
            Predicate<LabelledSet.Case> rejected = subject -> reasons(subject).contains(reason);
            // Of a case that may be rejected for anything nothing is said.
            List<LabelledSet.Case> labelled =
                    SET.cases().stream().filter(subject -> !subject.any()).toList();
            return new Measure(
                    reason,
                    (int) labelled.stream().filter(has).count(),
                    named(labelled, has.and(rejected.negate())),
                    named(labelled, rejected.and(has.negate())));
        }

        private static List<String> named(List<LabelledSet.Case> cases, Predicate<LabelledSet.Case> wanted) {
            return cases.stream()
                    .filter(wanted)
                    .map(subject -> subject + " " + judge(subject))
                    .toList();
        }

        double recall() {
            return 1 - (double) missed.size() / cases;
        }

        double precision() {
            int right = cases - missed.size();
            return (double) right / (right + wrong.size());
        }

        @Override
        public String toString() {
            return "%s: precision %.3f, recall %.3f of %d cases".formatted(reason.text(), precision(), recall(), cases);
        }
    }
}
