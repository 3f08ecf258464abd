package dev.nikkan.digest.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogLikelihoodTest {
    /// Counted by hand: 2 Σ observed · ln(observed / expected) over the four cells, which is the same sum.
    @ParameterizedTest
    @CsvSource({
        "10, 100, 10, 1000, 22.91",
        "2, 20, 0, 2500, 19.55",
        "5, 100, 50, 1000, 0.0",
        "1, 100, 100, 1000, -13.43"
    })
    void the_ratio_is_that_of_the_table_of_four_cells(int hits, int of, int before, int ofBefore, double ratio) {
        assertThat(LogLikelihood.ratio(hits, of, before, ofBefore))
                .isCloseTo(cells(hits, of, before, ofBefore), within(1e-9));
        assertThat(LogLikelihood.ratio(hits, of, before, ofBefore)).isCloseTo(ratio, within(0.005));
    }

    @Test
    void without_a_second_sample_nothing_is_surprising() {
        assertThat(LogLikelihood.ratio(3, 10, 0, 0)).isZero();
        assertThat(LogLikelihood.ratio(0, 0, 3, 10)).isZero();
    }

    private static double cells(int hits, int of, int before, int ofBefore) {
        double all = of + ofBefore;
        double sum = cell(hits, of * (hits + before) / all)
                + cell(of - hits, of * (all - hits - before) / all)
                + cell(before, ofBefore * (hits + before) / all)
                + cell(ofBefore - before, ofBefore * (all - hits - before) / all);
        return (double) hits / of < (double) before / ofBefore ? -2 * sum : 2 * sum;
    }

    private static double cell(double observed, double expected) {
        return observed == 0 ? 0 : observed * Math.log(observed / expected);
    }
}
