package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.model.Variant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger of Sunday's edition, one part to two subscribers.
final class OutboxTest {
    private static final Day SUNDAY = Day.parse("2026-11-22");

    @TempDir
    Path folder;

    private StoreHouse house;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void plan() {
        house = new StoreHouse(folder);
        house.subscribers.add(new EmailAddress("ann@example.org"), Language.EN);
        house.subscribers.add(new EmailAddress("bob@example.org"), Language.EN);
        house.editions.build(SUNDAY, SUNDAY, List.of(), false, new OnePart());
        now = house.clock.instant();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Delivery begun() {
        return house.outbox.begin(house.outbox.due(1, now), now).getFirst();
    }

    private List<String> states() {
        return house.query(
                "SELECT subscriber, state, attempts, coalesce(reply, '') FROM v_delivery ORDER BY subscriber");
    }

    @Test
    void a_delivery_that_is_being_sent_is_not_due() {
        Delivery delivery = begun();

        assertThat(delivery.address()).hasToString("ann@example.org");
        assertThat(house.outbox.due(10, now))
                .extracting(due -> due.address().value())
                .containsExactly("bob@example.org");
        assertThat(states()).containsExactly("ann@example.org|sending|1|", "bob@example.org|planned|0|");
    }

    @Test
    void who_has_the_digest_is_who_has_all_of_it() {
        assertThat(house.outbox.served(SUNDAY)).isEmpty();

        house.outbox.record(begun(), new Attempt.Accepted("250 2.0.0 Ok"), now, Optional.empty());

        assertThat(house.outbox.served(SUNDAY)).containsExactly(new EmailAddress("ann@example.org"));
    }

    @Test
    void p6_a_delivery_is_begun_by_one_process_only() {
        List<Delivery> due = house.outbox.due(10, now);

        assertThat(house.outbox.begin(due, now)).hasSize(2);
        assertThat(house.outbox.begin(due, now)).isEmpty();
    }

    @Test
    void an_accepted_delivery_is_sent_and_keeps_the_servers_word() {
        house.outbox.record(begun(), new Attempt.Accepted("250 2.0.0 Ok"), now, Optional.empty());

        assertThat(states()).contains("ann@example.org|sent|1|250 2.0.0 Ok");
        assertThat(house.query("SELECT number, outcome, reply FROM attempt"))
                .containsExactly("1|accepted|250 2.0.0 Ok");
    }

    @Test
    void a_deferred_delivery_is_due_again_at_its_time_and_every_attempt_is_kept() {
        Instant later = now.plusSeconds(300);

        house.outbox.record(begun(), new Attempt.Deferred("451 later"), now, Optional.of(later));

        assertThat(house.outbox.due(10, later.minusSeconds(1))).hasSize(1);
        List<Delivery> due = house.outbox.due(10, later);
        assertThat(due).extracting(Delivery::attempts).contains(1);
        house.outbox.record(
                house.outbox.begin(due, later).getLast(), new Attempt.Accepted("250 Ok"), later, Optional.empty());
        assertThat(house.query(
                        "SELECT number, outcome FROM attempt WHERE outcome IS NOT NULL ORDER BY started_at, number"))
                .contains("1|deferred", "2|accepted");
    }

    @Test
    void a_deferral_without_a_next_time_is_a_failure() {
        house.outbox.record(begun(), new Attempt.Deferred("451 later"), now, Optional.empty());

        assertThat(states()).contains("ann@example.org|failed|1|451 later");
    }

    @Test
    void p6_what_was_being_sent_when_the_process_ended_is_resent_under_the_same_message_id() {
        List<String> messageIds = house.query("SELECT message_id FROM v_delivery ORDER BY subscriber");
        begun();

        int recovered = house.outbox.recoverInterrupted(UnsurePolicy.RESEND, now);

        assertThat(recovered).isEqualTo(1);
        assertThat(house.outbox.due(10, now)).hasSize(2);
        assertThat(house.query("SELECT message_id FROM v_delivery ORDER BY subscriber"))
                .isEqualTo(messageIds);
    }

    @Test
    void p6_or_it_is_held_until_the_operator_decides() {
        begun();

        house.outbox.recoverInterrupted(UnsurePolicy.HOLD, now);

        assertThat(states()).contains("ann@example.org|unsure|1|interrupted");
        assertThat(house.outbox.due(10, now)).hasSize(1);
        assertThat(house.outbox.resendUnsure(SUNDAY, now)).isEqualTo(1);
        assertThat(house.outbox.due(10, now)).hasSize(2);
    }

    @Test
    void an_unsure_delivery_may_be_dropped() {
        begun();
        house.outbox.recoverInterrupted(UnsurePolicy.HOLD, now);

        assertThat(house.outbox.dropUnsure(SUNDAY)).isEqualTo(1);

        assertThat(states()).contains("ann@example.org|failed|1|unsure, dropped by the operator");
    }

    @Test
    void p9_nothing_more_is_sent_to_an_address_that_was_removed() {
        house.subscribers.remove(new EmailAddress("bob@example.org"));

        assertThat(house.outbox.due(10, now))
                .extracting(due -> due.address().value())
                .containsExactly("ann@example.org");
        assertThat(states()).contains("bob@example.org|suppressed|0|");
    }

    @Test
    void while_sending_is_held_only_a_day_that_the_operator_asked_for_is_due() {
        new Instance(house.store, new Random(1)).hold("restored");
        assertThat(house.outbox.due(10, now)).isEmpty();

        house.editions.release(SUNDAY);

        assertThat(house.outbox.due(10, now)).hasSize(2);
    }

    @Test
    void an_edition_is_sent_when_its_last_delivery_has_ended() {
        house.outbox.record(begun(), new Attempt.Accepted("250 Ok"), now, Optional.empty());
        house.outbox.settle();
        assertThat(house.editions.state(SUNDAY)).contains(Editions.State.BUILT);

        house.outbox.record(begun(), new Attempt.Refused("550 no such user", false), now, Optional.empty());
        house.outbox.settle();

        assertThat(house.editions.state(SUNDAY)).contains(Editions.State.SENT);
        assertThat(house.outbox.progress(SUNDAY)).isEqualTo(new Outbox.Progress(0, 1, 1, 0, 0));
    }

    private static final class OnePart implements Editions.Composer {
        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            return List.of(new Editions.Body(1, Language.EN, "a subject", Examples.octets("body")));
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            return List.of(new Editions.Header(subscriber.id() + "@example.org", Examples.octets("To: ...")));
        }
    }

    @Test
    void p9_a_deferred_mail_is_not_tried_again_when_its_address_was_removed_meanwhile() {
        Delivery delivery = begun();
        house.subscribers.remove(new EmailAddress("ann@example.org"));

        house.outbox.record(delivery, new Attempt.Deferred("451 later"), now, Optional.of(now.plusSeconds(300)));

        assertThat(states()).contains("ann@example.org|suppressed|1|451 later");
    }

    @Test
    void p9_an_interrupted_mail_is_not_resent_when_its_address_was_removed_meanwhile() {
        begun();
        house.subscribers.remove(new EmailAddress("ann@example.org"));

        house.outbox.recoverInterrupted(UnsurePolicy.RESEND, now);

        assertThat(states()).contains("ann@example.org|suppressed|1|interrupted");
        assertThat(house.outbox.due(10, now)).hasSize(1);
    }

    @Test
    void p9_an_accepted_mail_was_sent_though_its_address_was_removed_meanwhile() {
        Delivery delivery = begun();
        house.subscribers.remove(new EmailAddress("ann@example.org"));

        house.outbox.record(delivery, new Attempt.Accepted("250 Ok"), now, Optional.empty());

        assertThat(states()).contains("ann@example.org|sent|1|250 Ok");
    }

    @Test
    void what_is_given_up_is_what_was_planned_long_ago_and_ends_with_a_reason() {
        Delivery tried = begun();
        Instant later = now.plusSeconds(600);
        house.outbox.record(tried, new Attempt.Deferred("451 later"), now, Optional.of(later));

        assertThat(house.outbox.giveUp(now, "no connection", 10, later)).isEmpty();
        assertThat(house.outbox.giveUp(later, "no connection", 10, now)).hasSize(1);

        assertThat(states())
                .containsExactly("ann@example.org|deferred|1|451 later", "bob@example.org|failed|1|no connection");
        assertThat(house.query("SELECT count(*) FROM attempt WHERE outcome IS NULL"))
                .containsExactly("0");
    }

    @Test
    void what_the_server_says_of_a_mail_whose_reader_was_forgotten_meanwhile_is_not_kept() {
        Delivery delivery = begun();
        house.subscribers.forget(new EmailAddress("ann@example.org"));

        house.outbox.record(
                delivery, new Attempt.Refused("550 5.1.1 <ann@example.org> unknown", false), now, Optional.empty());

        assertThat(states()).contains("1@forgotten.invalid|failed|1|");
        assertThat(house.query("SELECT outcome, reply FROM attempt")).containsExactly("refused|");
        assertThat(house.query("SELECT words FROM bounce")).isEmpty();
    }
}
