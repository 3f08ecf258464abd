package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreStatusTest {
    @TempDir
    private Path folder;

    @Test
    void an_archive_that_is_imported_is_not_taken_for_the_list_s_last_mail() {
        try (StoreHouse house = new StoreHouse(folder)) {
            // given
            house.clock.set("2026-11-22T12:00:00Z");
            house.fetched(Examples.post("draft-a-pigeons-00"), "2026-11-22T11:59:00Z");

            // when
            house.clock.set("2026-11-25T08:00:00Z");
            house.imported(Examples.post("draft-a-doves-00"), "2003-05-12T10:00:00Z");

            // then
            assertThat(StoreStatus.of(house.store, house.clock.instant()).lastMail())
                    .hasSize(1)
                    .containsValue(Instant.parse("2026-11-22T12:00:00Z"));
        }
    }

    @Test
    void of_a_list_that_is_only_archived_the_last_mail_is_as_old_as_it_says() {
        try (StoreHouse house = new StoreHouse(folder)) {
            // given
            house.clock.set("2026-11-25T08:00:00Z");
            house.imported(Examples.post("draft-a-pigeons-00"), "2003-05-11T10:00:00Z");

            // when
            house.archived(Examples.post("draft-a-doves-00"), "2003-05-12T10:00:00Z");

            // then
            assertThat(StoreStatus.of(house.store, house.clock.instant()).lastMail())
                    .containsValue(Instant.parse("2003-05-12T10:00:00Z"));
        }
    }

    @Test
    void an_archive_dated_years_ahead_does_not_hide_the_mail_of_today() {
        try (StoreHouse house = new StoreHouse(folder)) {
            // given
            house.clock.set("2026-11-22T12:00:00Z");
            house.fetched(Examples.post("draft-a-pigeons-00"), "2026-11-22T11:59:00Z");

            // when
            house.archived(Examples.post("draft-a-doves-00"), "2036-05-12T10:00:00Z");

            // then
            assertThat(StoreStatus.of(house.store, house.clock.instant()).lastMail())
                    .containsValue(Instant.parse("2026-11-22T12:00:00Z"));
        }
    }
}
