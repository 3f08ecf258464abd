package dev.nikkan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.OnePart;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Day;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.store.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DueDeliveriesTest {
    private static final Day SATURDAY = Day.parse("2026-11-21");

    private static final long TURN = Duration.ofMillis(100).toNanos();

    @TempDir
    private Path folder;

    private StoreHouse house;
    private DueDeliveries due;
    private long nanos;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
        due = new DueDeliveries(house.outbox, 0);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void subscribed(int count, String domain) {
        for (int i = 0; i < count; i++) {
            house.subscribers.add(new EmailAddress("reader" + i + "@" + domain), Language.EN);
        }
    }

    private void planned(Day day) {
        house.editions.build(day, SATURDAY, List.of(), false, new OnePart(Language.EN, "Good morning.\r\n"));
    }

    private Optional<Delivery> take() {
        return due.take(house.clock.instant(), nanos);
    }

    private List<String> taken(int count) {
        List<String> domains = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            domains.add(take().orElseThrow().address().domain());
        }
        return domains;
    }

    /// Sends what is next, and takes note of its answer.
    private String sent(Attempt attempt) {
        Delivery next = take().orElseThrow();
        house.outbox.begin(List.of(next), house.clock.instant());
        house.outbox.record(
                next,
                attempt,
                house.clock.instant(),
                attempt instanceof Attempt.Deferred
                        ? Optional.of(house.clock.instant().plus(Duration.ofMinutes(5)))
                        : Optional.empty());
        due.giveBack(next);
        nanos += TURN;
        return next.address().domain();
    }

    @Test
    void the_recipients_domains_take_turns_however_many_subscribers_one_has() {
        subscribed(20, "large.example");
        subscribed(2, "small.example");
        subscribed(1, "tiny.example");
        planned(SATURDAY);

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            order.add(sent(new Attempt.Accepted("250 ok")));
        }

        assertThat(order.subList(0, 5))
                .containsExactly("large.example", "small.example", "tiny.example", "large.example", "small.example");
        assertThat(order).hasSize(23);
        assertThat(take()).isEmpty();
    }

    @Test
    void a_domain_that_is_slow_to_answer_gets_a_second_connection_only_while_nobody_else_waits() {
        subscribed(3, "slow.example");
        subscribed(3, "quick.example");
        planned(SATURDAY);
        Delivery slow = take().orElseThrow();
        assertThat(slow.address().domain()).isEqualTo("slow.example");

        List<String> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(sent(new Attempt.Accepted("250 ok")));
        }

        assertThat(others).containsExactly("quick.example", "quick.example", "quick.example", "slow.example");
    }

    @Test
    void a_domain_that_puts_every_mail_off_does_not_keep_the_next_edition_from_the_others() {
        subscribed(20, "greylisting.example");
        planned(SATURDAY);
        for (int i = 0; i < 20; i++) {
            sent(new Attempt.Deferred("451 4.7.1 greylisted"));
        }
        subscribed(1, "other.example");
        house.clock.advance(Duration.ofDays(1));
        planned(SATURDAY.next());

        List<String> next = taken(2);

        assertThat(next).containsExactlyInAnyOrder("greylisting.example", "other.example");
    }

    @Test
    void what_becomes_due_while_others_wait_is_found_within_ten_seconds_and_turns_are_kept() {
        subscribed(20, "large.example");
        subscribed(20, "second.example");
        planned(SATURDAY);
        assertThat(taken(1)).containsExactly("large.example");
        subscribed(1, "late.example");
        house.clock.advance(Duration.ofDays(1));
        planned(SATURDAY.next());

        nanos += Duration.ofSeconds(10).toNanos();

        assertThat(taken(2)).containsExactly("second.example", "late.example");
    }

    @Test
    void no_minute_sees_more_mails_to_one_domain_than_its_rate() {
        due = new DueDeliveries(house.outbox, 30);
        subscribed(3, "large.example");
        subscribed(1, "small.example");
        planned(SATURDAY);
        assertThat(sent(new Attempt.Accepted("250 ok"))).isEqualTo("large.example");
        assertThat(sent(new Attempt.Accepted("250 ok"))).isEqualTo("small.example");

        nanos = Duration.ofMillis(1_900).toNanos();

        assertThat(take()).isEmpty();
        assertThat(due.pause(nanos)).isEqualTo(Duration.ofMillis(100));
        nanos = Duration.ofSeconds(2).toNanos();
        assertThat(sent(new Attempt.Accepted("250 ok"))).isEqualTo("large.example");
        assertThat(take()).isEmpty();
    }

    @Test
    void what_is_held_while_it_waits_is_not_handed_out() {
        subscribed(3, "example.net");
        planned(SATURDAY);
        Delivery begun = take().orElseThrow();
        due.giveBack(begun);

        new Instance(house.store, new Random(1)).hold("for a reason that is ours to mend");

        assertThat(take()).isEmpty();
        assertThat(due.noneHandedOut()).isTrue();
    }
}
