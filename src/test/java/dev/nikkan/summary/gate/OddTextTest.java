package dev.nikkan.summary.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.model.Takeaway;
import dev.nikkan.summary.DayBrief;
import dev.nikkan.summary.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that no honest model or author writes: one piece, a thousand times. A pattern that goes one call
/// deeper with each would end the worker that judges them.
final class OddTextTest {
    /// What the least of platforms gives a thread.
    private static final long SMALL_STACK = 160 * 1024;

    private static final String PLAIN = "QUICの経路について相手に伝えるフレームを定義します。";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,", "1.", "1.1,", "a-", "a.", "1a/", "A1_", "A-", "A'-", "A B ", "RFC 1.", "RFC 1, ", "1,111",
                        "draft-a-",
                "技術の", "仕様を", "実装やの", "基盤として", "利用者にの", "一", "百十", "一、", "twenty-", "one hundred and ", "<", "[", "{",
                        "|",
                "a@", "a.b.", "a://", "<think>", "ア", "ア・", "田", "氏が", "Aが", "A and ", "。", ". A", "\"'"
            })
    void a_piece_said_a_thousand_times_is_judged_on_a_small_stack(String piece) throws Exception {
        Gate gate = new Gate();
        DayGate dayGate = new DayGate();
        String many = piece.repeat(1_950 / piece.length());

        List<Verdict> verdicts = onSmallStack(() -> {
            List<Verdict> found = new ArrayList<>();
            for (Language language : Language.values()) {
                DayBrief brief = brief(language, many);
                found.add(gate.judge(material("It extends RFC 9000."), language, PLAIN + many, List.of()));
                found.add(gate.judge(material(many), language, many, List.of()));
                found.add(dayGate.overview(brief, PLAIN + many));
                found.add(dayGate.headline(brief, PLAIN + many));
                found.add(dayGate.topic(brief, brief.topics().getFirst(), PLAIN + many, List.of()));
                found.add(dayGate.takeaway(brief, brief.takeaway(1), PLAIN + many, List.of()));
            }
            return found;
        });

        assertThat(verdicts).hasOnlyElementsOfType(Verdict.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,", "1.", "a-", "A1_", "A-", "RFC 1, ", "draft-a-", "twenty-", "one hundred and "})
    void an_abstract_of_one_piece_leaves_a_plain_summary_to_be_judged(String piece) throws Exception {
        Gate gate = new Gate();
        String many = piece.repeat(Material.LONGEST / piece.length());

        List<Verdict> verdicts =
                onSmallStack(() -> List.of(gate.judge(material(many), Language.JA, PLAIN.repeat(3), List.of())));

        assertThat(verdicts).hasSize(1);
    }

    @Test
    void of_a_text_beyond_all_bounds_nothing_is_said_but_its_length() {
        Gate gate = new Gate();

        Verdict verdict =
                gate.judge(material("It extends RFC 9000."), Language.JA, "**RFC 9999**".repeat(1_000), List.of());

        assertThat(verdict).isEqualTo(new Verdict.Rejected(List.of(new Fault(Reason.LENGTH, "12000 characters"))));
    }

    private interface Judging {
        List<Verdict> verdicts();
    }

    private static List<Verdict> onSmallStack(Judging judging) throws Exception {
        CompletableFuture<List<Verdict>> verdicts = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> verdicts.complete(judging.verdicts()), "judge", SMALL_STACK);
        thread.setUncaughtExceptionHandler((_, e) -> verdicts.completeExceptionally(e));
        thread.start();
        return verdicts.get();
    }

    private static Material material(String abstractText) {
        return new Material(
                new DraftRevision(new DraftName("draft-a-quic"), new Revision(0)), "Path Hints for QUIC", abstractText);
    }

    private static DayBrief brief(Language language, String title) {
        return new DayBrief(
                Day.parse("2026-11-22"),
                language,
                new DayBrief.Counts(20, 20, 1),
                List.of("Internet-Draft 20, RFC 1."),
                List.of(new DayBrief.Topic("group.quic", "QUIC WG", 3, "QUIC WG: 3", List.of(title))),
                List.of(new Takeaway(title, "QUIC WG: 3")),
                List.of(new DayBrief.Draft(title, Optional.of(title))));
    }
}
