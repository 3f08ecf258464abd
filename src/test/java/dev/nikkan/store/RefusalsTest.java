package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.OnePart;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Day;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.UnsurePolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a refusal in the SMTP dialogue means for a subscription, and answers through a crash.
final class RefusalsTest {
    private static final Day DAY = Day.parse("2026-11-21");

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void ends(Attempt attempt, Optional<Instant> next) {
        house.subscribers.add(new EmailAddress("ann@example.com"), Language.EN);
        house.editions.build(DAY, DAY, List.of(), false, new OnePart(Language.EN, "body"));
        Delivery delivery = house.outbox.due(1, house.clock.instant()).getFirst();
        house.outbox.begin(List.of(delivery), house.clock.instant());
        house.outbox.record(delivery, attempt, house.clock.instant(), next);
    }

    private List<String> bounces() {
        return house.query("SELECT day, subscriber, kind, words FROM v_bounce");
    }

    @Test
    void a_refused_address_is_a_hard_bounce_at_once() {
        ends(new Attempt.Refused("550 5.1.1 no such user", false), Optional.empty());

        assertThat(bounces()).containsExactly("2026-11-22|ann@example.com|hard|550 5.1.1 no such user");
    }

    @Test
    void a_refusal_of_ourselves_blames_nobody() {
        ends(new Attempt.Refused("550 5.7.1 rejected for policy", true), Optional.empty());

        assertThat(bounces()).isEmpty();
    }

    @Test
    void a_refusal_whose_words_speak_of_a_block_list_blames_nobody() {
        ends(new Attempt.Refused("554 blocked using zen.spamhaus.org", false), Optional.empty());

        assertThat(bounces()).isEmpty();
    }

    @Test
    void a_deferral_counts_when_the_mail_is_given_up_and_not_before() {
        Attempt full = new Attempt.Deferred("452 4.2.2 mailbox full");
        ends(full, Optional.of(house.clock.instant()));
        assertThat(bounces()).isEmpty();

        Delivery again = house.outbox.due(1, house.clock.instant()).getFirst();
        house.outbox.begin(List.of(again), house.clock.instant());
        house.outbox.record(again, full, house.clock.instant(), Optional.empty());

        assertThat(bounces()).containsExactly("2026-11-22|ann@example.com|soft|452 4.2.2 mailbox full");
    }

    @Test
    void a_lost_connection_says_nothing_about_the_address() {
        ends(new Attempt.Deferred("connection lost: timeout"), Optional.empty());

        assertThat(bounces()).isEmpty();
    }

    @Test
    void p6_an_answer_that_was_being_sent_when_the_process_ended_goes_again_under_its_message_id() {
        house.execute("""
                INSERT INTO answer (address, kind, state, planned_at, next_attempt_at, message_id, octets) VALUES
                  ('ann@example.com', 'help', 'planned', '2026-11-22T11:00:00Z', '2026-11-22T11:00:00Z', 'answer.1@x', x'00')""");
        Answers answers = new Answers(house.store);
        Delivery first = answers.due(1, house.clock.instant()).getFirst();
        assertThat(answers.begin(List.of(first), house.clock.instant())).hasSize(1);
        assertThat(answers.begin(List.of(first), house.clock.instant())).isEmpty();

        assertThat(answers.recoverInterrupted(UnsurePolicy.RESEND, house.clock.instant()))
                .isEqualTo(1);

        Delivery again = answers.due(1, house.clock.instant()).getFirst();
        assertThat(again.header()).isEqualTo(first.header());
        answers.begin(List.of(again), house.clock.instant());
        answers.record(again, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());
        assertThat(answers.due(1, house.clock.instant())).isEmpty();
        assertThat(house.query("SELECT state, attempts, message_id FROM v_answer"))
                .containsExactly("sent|2|answer.1@x");
    }

    @Test
    void p19_no_answer_goes_out_while_sending_is_held() {
        house.execute("""
                INSERT INTO answer (address, kind, state, planned_at, next_attempt_at, message_id, octets) VALUES
                  ('ann@example.com', 'help', 'planned', '2026-11-22T11:00:00Z', '2026-11-22T11:00:00Z', 'answer.1@x', x'00')""");
        house.execute("INSERT INTO meta (key, value) VALUES ('held', 'a restore')");

        assertThat(new Answers(house.store).due(1, house.clock.instant())).isEmpty();
    }

    @Test
    void a_draft_is_found_under_the_names_that_it_went_on_under() {
        house.execute("""
                INSERT INTO succession_word (predecessor, successor, holds, decided_at) VALUES
                  ('draft-smith-kite', 'draft-ietf-kite', 1, '2026-11-22T11:00:00Z'),
                  ('draft-ietf-kite', 'draft-ietf-kite-bis', 1, '2026-11-22T11:00:00Z')""");

        assertThat(house.editions.names("draft-smith-kite"))
                .containsExactlyInAnyOrder("draft-smith-kite", "draft-ietf-kite", "draft-ietf-kite-bis");
    }
}
