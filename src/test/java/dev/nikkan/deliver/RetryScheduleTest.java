package dev.nikkan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryScheduleTest {
    private static final Instant PLANNED = Instant.parse("2026-11-22T00:10:00Z");

    @Test
    void the_waits_are_5_10_20_40_and_then_60_minutes_for_24_hours() {
        List<Long> waits = new ArrayList<>();

        Instant now = PLANNED;
        for (int made = 1; ; made++) {
            Optional<Instant> next = RetrySchedule.next(made, PLANNED, now);
            if (next.isEmpty()) {
                break;
            }
            waits.add(Duration.between(now, next.get()).toMinutes());
            now = next.get();
        }

        assertThat(waits).startsWith(5L, 10L, 20L, 40L, 60L, 60L).hasSize(26);
        assertThat(now).isBetween(PLANNED.plus(Duration.ofHours(23)), PLANNED.plus(Duration.ofHours(24)));
    }

    @Test
    void a_retry_at_24_hours_to_the_second_is_the_last() {
        Instant hourBefore = PLANNED.plus(Duration.ofHours(23));

        assertThat(RetrySchedule.next(9, PLANNED, hourBefore)).contains(PLANNED.plus(Duration.ofHours(24)));
        assertThat(RetrySchedule.next(9, PLANNED, hourBefore.plusSeconds(1))).isEmpty();
    }

    @Test
    void the_pace_gives_each_mail_a_place_of_its_own() {
        Pace pace = Pace.perSecond(4);

        assertThat(List.of(pace.reserve(0), pace.reserve(0), pace.reserve(0)))
                .containsExactly(0L, 250_000_000L, 500_000_000L);
    }

    @Test
    void a_pause_saves_up_no_places() {
        Pace pace = Pace.perSecond(4);
        pace.reserve(0);

        long muchLater = 60_000_000_000L;

        assertThat(List.of(pace.reserve(muchLater), pace.reserve(muchLater))).containsExactly(0L, 250_000_000L);
    }

    @Test
    void without_a_rate_nobody_waits() {
        Pace pace = Pace.perSecond(0);

        assertThat(List.of(pace.reserve(0), pace.reserve(0))).containsExactly(0L, 0L);
    }

    @Test
    void the_server_is_left_alone_for_longer_and_longer_up_to_five_minutes() {
        Backoff backoff = new Backoff(new Random(7));

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            waits.add(backoff.failed(NoConnectionException.Kind.UNREACHABLE, 0));
        }

        assertThat(waits.getFirst()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(waits.getLast()).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
        assertThat(backoff.isOver(Duration.ofMinutes(5).toNanos())).isTrue();
    }

    @Test
    void after_a_refused_login_it_is_left_alone_for_minutes() {
        Backoff backoff = new Backoff(new Random(7));

        assertThat(backoff.failed(NoConnectionException.Kind.LOGIN_REFUSED, 0)).isGreaterThan(Duration.ofMinutes(7));
    }
}
