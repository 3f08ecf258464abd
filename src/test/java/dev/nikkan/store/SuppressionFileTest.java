package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Sha256;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuppressionFileTest {
    private static final Sha256 ANN = Suppressions.hash(new EmailAddress("ann@example.org"));
    private static final Sha256 BOB = Suppressions.hash(new EmailAddress("bob@example.org"));

    @TempDir
    private Path folder;

    @Test
    void lines_that_are_not_finished_are_taken_back_and_those_before_stay() {
        SuppressionFile file = new SuppressionFile(folder.resolve("nikkan.db"));
        SuppressionFile.Entry left = new SuppressionFile.Entry(false, Instant.parse("2026-11-22T12:00:00Z"), "left");
        file.add(ANN, left);

        try (SuppressionFile.Batch batch = file.begin()) {
            for (int i = 0; i < 1000; i++) {
                batch.add(BOB, left);
            }
        }

        assertThat(file.read()).containsOnlyKeys(ANN);
    }
}
