package dev.nikkan.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditionTimeTest {
    private static final EditionTime TEN_PAST = new EditionTime(Duration.ZERO, Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:09:59.999Z, 2026-11-21, PT0.001S",
        "2026-11-23T00:10:00Z,     2026-11-22, PT24H",
        "2026-11-23T12:00:00Z,     2026-11-22, PT12H10M",
        "2026-11-23T23:59:59Z,     2026-11-22, PT10M1S",
        "2026-11-24T00:00:00Z,     2026-11-22, PT10M"
    })
    void an_edition_is_due_after_midnight_and_the_grace(Instant now, String lastDue, Duration untilNext) {
        assertThat(TEN_PAST.lastDue(now)).isEqualTo(Day.parse(lastDue));
        assertThat(TEN_PAST.untilNext(now)).isEqualTo(untilNext);
    }

    @Test
    void an_edition_may_be_due_at_another_time_of_the_day_after() {
        EditionTime evening = new EditionTime(Duration.ofHours(23), Duration.ofHours(2));

        assertThat(evening.due(Day.parse("2026-11-22"))).isEqualTo("2026-11-24T01:00:00Z");
        assertThat(evening.lastDue(Instant.parse("2026-11-24T00:59:59Z"))).isEqualTo(Day.parse("2026-11-21"));
        assertThat(evening.untilNext(Instant.parse("2026-11-24T00:59:59Z"))).isEqualTo(Duration.ofSeconds(1));
    }
}
