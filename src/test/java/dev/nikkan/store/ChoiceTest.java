package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChoiceTest {
    private static final Day DAY = Day.parse("2026-11-21");

    @TempDir
    private Path folder;

    /// Remembers what it was asked for.
    private static final class OnePart implements Editions.Composer {
        private final List<String> composed = new ArrayList<>();
        private final boolean quiet;

        OnePart(boolean quiet) {
            this.quiet = quiet;
        }

        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            variants.forEach(variant -> composed.add(variant.key()));
            return variants.stream()
                    .map(variant -> new Editions.Body(1, variant, quiet, "a subject", Examples.octets(variant.key())))
                    .toList();
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            return headings.stream()
                    .map(heading -> new Editions.Header(
                            day + "." + heading.part() + "." + subscriber.id() + "@example.org",
                            Examples.octets("header")))
                    .toList();
        }
    }

    private static void subscribe(StoreHouse house, int number, String set) {
        String address = "reader" + number + "@example.org";
        house.subscribers.add(new EmailAddress(address), Language.EN);
        house.execute("UPDATE subscriber SET " + set + " WHERE address = '" + address + "'");
    }

    @Test
    void what_many_chose_alike_is_composed_once() {
        try (StoreHouse house = new StoreHouse(folder)) {
            for (int i = 0; i < 5; i++) {
                subscribe(house, i, "text_only = 1");
            }
            subscribe(house, 5, "one_mail = 1");
            OnePart composer = new OnePart(false);

            house.editions.build(DAY, DAY, List.of(), false, composer);

            assertThat(composer.composed).containsExactly("ja", "en", "en one", "en text");
            assertThat(house.query("SELECT variant, count(*) FROM delivery GROUP BY variant"))
                    .containsExactly("en one|1", "en text|5");
            assertThat(house.outbox.due(1, house.clock.instant()))
                    .allSatisfy(due -> assertThat(house.outbox.body(due)).isEqualTo(Examples.octets("en text")));
        }
    }

    @Test
    void who_wants_no_quiet_days_gets_nothing_of_a_day_without_announcements() {
        try (StoreHouse house = new StoreHouse(folder)) {
            subscribe(house, 1, "quiet_days = 0");
            subscribe(house, 2, "quiet_days = 1");

            house.editions.build(DAY, DAY, List.of(), false, new OnePart(true));
            house.editions.build(DAY.next(), DAY, List.of(), false, new OnePart(false));

            assertThat(house.query("SELECT day, address FROM delivery ORDER BY day, address"))
                    .containsExactly(
                            "2026-11-21|reader2@example.org",
                            "2026-11-22|reader1@example.org",
                            "2026-11-22|reader2@example.org");
        }
    }

    @Test
    void a_newcomer_gets_a_made_edition_as_chosen() {
        try (StoreHouse house = new StoreHouse(folder)) {
            OnePart composer = new OnePart(false);
            house.editions.build(DAY, DAY, List.of(), false, composer);
            subscribe(house, 1, "text_only = 1, one_mail = 1");

            int planned = house.editions.planForNewcomers(DAY, composer);

            assertThat(planned).isEqualTo(1);
            assertThat(house.query("SELECT variant FROM delivery")).containsExactly("en text one");
        }
    }
}
