package dev.nikkan.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.store.SourceLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What feeds the watchdog of the service manager.
final class ProgressTest {
    @Test
    void p17_a_folder_that_is_no_longer_configured_starves_no_watchdog(@TempDir Path folder) {
        try (StoreHouse house = new StoreHouse(folder)) {
            SourceLog log = new SourceLog(house.store, house.clock);
            log.entered("digest@example.org", "Old", SourceLog.State.IDLING); // and then its daemon was killed
            house.clock.advance(Duration.ofDays(1));

            assertThat(new Progress(log, List.of(), house.clock).check()).isEmpty();
        }
    }
}
