package dev.nikkan.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The memory that a busy time has taken.
final class SpareHeapTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicLong committed = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private final SpareHeap heap = new SpareHeap(committed::get, collections::incrementAndGet);

    @Test
    void a_small_heap_is_left_alone() {
        committed.set(SpareHeap.CALM);

        heap.giveBack(NOON);

        assertThat(collections).hasValue(0);
    }

    @Test
    void a_heap_that_has_grown_is_given_back_at_once_and_then_once_a_minute_at_most() {
        committed.set(SpareHeap.CALM + 1);

        heap.giveBack(NOON);
        heap.giveBack(NOON.plusSeconds(59));
        assertThat(collections).hasValue(1);

        heap.giveBack(NOON.plusSeconds(61));
        assertThat(collections).hasValue(2);
    }

    @Test
    void a_clock_that_was_set_back_does_not_keep_it_from_being_given_back() {
        committed.set(SpareHeap.CALM + 1);

        heap.giveBack(NOON);
        heap.giveBack(NOON.minusSeconds(86_400));

        assertThat(collections).hasValue(2);
    }
}
