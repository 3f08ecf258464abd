package dev.nikkan.summary.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceTest {
    @Test
    void a_price_is_of_a_million_tokens_in_and_out() {
        Price price = Price.parse("0.10 / 2.5");

        assertThat(price.of(new Usage(620, 250))).isEqualByComparingTo("0.000687");
        assertThat(price.of(Usage.NONE)).isEqualByComparingTo("0");
        assertThat(Price.parse(price.toString())).isEqualTo(price);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.10", "free", "0,10 / 0,50", "-1 / 2", "1 / 2 / 3"})
    void what_is_no_price_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Price.parse(text)).hasMessageContaining(text).hasMessageContaining("0.10 / 0.50");
    }
}
