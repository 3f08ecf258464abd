package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.store.SourceLog.State;
import dev.nikkan.store.StoreStatus.SourceLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceLogTest {
    private static final String ACCOUNT = "digest@imap.example.org";

    @TempDir
    private Path folder;

    @Test
    void p17_a_source_that_is_tried_again_and_again_has_been_failing_since_the_first_time() {
        try (StoreHouse house = new StoreHouse(folder)) {
            SourceLog log = new SourceLog(house.store, house.clock);
            log.entered(ACCOUNT, "INBOX", State.CONNECTING);
            Instant began = house.clock.instant();
            for (int i = 0; i < 3; i++) {
                house.clock.advance(Duration.ofMinutes(2));
                log.failed(ACCOUNT, "INBOX", "connection refused");
                log.entered(ACCOUNT, "INBOX", State.CONNECTING);
            }

            SourceLine line = log.lines().getFirst();

            assertThat(line.since()).isEqualTo(began);
            assertThat(line.error()).contains("connection refused");
        }
    }

    @Test
    void a_source_that_listens_again_has_no_error_and_a_new_since() {
        try (StoreHouse house = new StoreHouse(folder)) {
            SourceLog log = new SourceLog(house.store, house.clock);
            log.failed(ACCOUNT, "INBOX", "connection refused");
            house.clock.advance(Duration.ofMinutes(2));

            log.entered(ACCOUNT, "INBOX", State.IDLING);
            log.passed(ACCOUNT, "INBOX");

            SourceLine line = log.lines().getFirst();
            assertThat(line.since()).isEqualTo(house.clock.instant());
            assertThat(line.error()).isEmpty();
            assertThat(line.passedAt()).contains(house.clock.instant());
        }
    }
}
