package dev.nikkan.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.summary.gate.Fault;
import dev.nikkan.summary.gate.Reason;
import dev.nikkan.summary.gate.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JudgementTest {
    @Test
    void a_text_on_which_the_checks_break_is_refused() {
        Verdict verdict = Judgement.of(() -> {
            throw new StackOverflowError();
        });

        assertThat(verdict)
                .isEqualTo(new Verdict.Rejected(
                        List.of(new Fault(Reason.UNUSABLE, "the checks broke on it: StackOverflowError"))));
    }

    @Test
    void a_verdict_is_handed_on() {
        Verdict verdict = new Verdict.Accepted("A text.");

        assertThat(Judgement.of(() -> verdict)).isSameAs(verdict);
    }
}
