package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Attempt;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.store.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bounces, probes and complaints.
final class ReturnedMailTest extends RegistrarCase {
    @Test
    void three_days_with_hard_bounces_pause_and_one_probe_goes_out() {
        long ann = subscribed();
        for (int day = 0; day < 3; day++) {
            bounces(bounceToken(ann), "5.1.1");
            bounces(bounceToken(ann), "5.1.1");
            assertThat(states()).containsExactly("ann@example.com " + (day < 2 ? "active" : "paused"));
            house.clock.advance(Duration.ofDays(1));
        }

        assertThat(planned()).containsExactly("probe ann@example.com");
        assertThat(house.query("SELECT count(*) FROM v_bounce")).containsExactly("3");
    }

    @Test
    void soft_bounces_take_seven_days_within_two_weeks() {
        long ann = subscribed();
        for (int day = 0; day < 6; day++) {
            bounces(bounceToken(ann), "5.2.2");
            house.clock.advance(Duration.ofDays(1));
        }
        assertThat(states()).containsExactly("ann@example.com active");

        bounces(bounceToken(ann), "5.2.2");

        assertThat(states()).containsExactly("ann@example.com paused");
    }

    private long paused() {
        long ann = subscribed();
        for (int day = 0; day < 3; day++) {
            bounces(bounceToken(ann), "5.1.1");
            house.clock.advance(Duration.ofHours(24));
        }
        return ann;
    }

    private static String tokenOf(Delivery probe) {
        String sender = probe.sender().orElseThrow().value();
        return sender.substring(sender.indexOf('+') + 1, sender.indexOf('@'));
    }

    @Test
    void a_probe_that_comes_back_ends_the_subscription() {
        paused();
        Delivery probe = probe();
        answers.record(probe, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());

        bounces(tokenOf(probe), "5.1.1");

        assertThat(states()).containsExactly("ann@example.com off");
        assertThat(house.query("SELECT cause FROM suppression")).containsExactly("bounced");
    }

    @Test
    void a_probe_that_is_refused_at_once_ends_the_subscription_too() {
        paused();
        answers.record(
                probe(), new Attempt.Refused("550 5.1.1 unknown", false), house.clock.instant(), Optional.empty());
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    static Stream<Attempt> attemptsThatSayNothingAboutTheAddress() {
        return Stream.of(
                new Attempt.Deferred("451 4.3.2 System not accepting network messages"),
                new Attempt.Deferred("450 4.1.8 Sender address rejected: Domain not found"),
                new Attempt.Deferred("the link to smtp.example.org was lost: Connection reset"),
                new Attempt.Deferred("530 5.7.0 Authentication required", true),
                new Attempt.Refused("550 5.7.1 Message refused by policy", true));
    }

    @ParameterizedTest
    @MethodSource("attemptsThatSayNothingAboutTheAddress")
    void a_probe_that_our_own_trouble_ends_takes_the_subscription_up_again(Attempt lastTry) {
        paused();

        answers.record(probe(), lastTry, house.clock.instant(), Optional.empty());
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT * FROM suppression")).isEmpty();
    }

    @Test
    void a_probe_that_never_left_takes_the_subscription_up_again() {
        paused();
        house.clock.advance(Duration.ofDays(2));

        answers.giveUp(
                house.clock.instant(), "cannot reach smtp.example.org: Connection refused", 10, house.clock.instant());
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT who, what FROM subscriber_change ORDER BY id DESC LIMIT 1"))
                .containsExactly("daemon|the probe says nothing about the address");
    }

    @Test
    void a_report_that_the_probe_was_refused_for_our_sake_takes_the_subscription_up_again() {
        paused();
        Delivery probe = probe();
        answers.record(probe, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());

        bounces(tokenOf(probe), "5.7.1");

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void a_probe_that_a_full_mailbox_puts_off_for_a_day_ends_the_subscription() {
        paused();

        answers.record(
                probe(), new Attempt.Deferred("452 4.2.2 Mailbox full"), house.clock.instant(), Optional.empty());
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    @Test
    void a_probe_that_does_not_come_back_in_three_days_takes_the_subscription_up_again() {
        paused();
        answers.record(probe(), new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());
        house.clock.advance(Duration.ofDays(2));
        look();
        assertThat(states()).containsExactly("ann@example.com paused");

        house.clock.advance(Duration.ofDays(1));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(planned()).hasSize(1);
    }

    @Test
    void a_probe_that_may_have_been_sent_when_we_were_interrupted_counts_as_sent() {
        paused();
        probe();
        answers.recoverInterrupted(UnsurePolicy.HOLD, house.clock.instant());
        house.clock.advance(Duration.ofDays(1));
        look();
        assertThat(states()).containsExactly("ann@example.com paused");

        house.clock.advance(Duration.ofDays(2));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void a_late_report_about_one_probe_says_nothing_about_the_next() {
        long ann = paused();
        Delivery first = probe();
        answers.record(first, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());
        house.clock.advance(Duration.ofDays(3));
        look();
        for (int day = 0; day < 3; day++) {
            house.clock.advance(Duration.ofDays(1));
            bounces(bounceToken(ann), "5.1.1");
        }
        assertThat(states()).containsExactly("ann@example.com paused");

        bounces(tokenOf(first), "4.4.1");

        assertThat(states()).containsExactly("ann@example.com paused");
        assertThat(house.query("SELECT state FROM answer WHERE kind = 'probe' ORDER BY id"))
                .containsExactly("failed", "planned");
    }

    @Test
    void a_reply_to_the_probe_takes_the_subscription_up_at_once() {
        paused();
        writes(ANN, "Re: " + lastSubject(), "");
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void p9_forged_and_foreign_reports_change_nothing() {
        long ann = subscribed();
        String old = tokens.sign(new Token(
                Purpose.BOUNCE, ann, Long.toString(house.clock.instant().getEpochSecond() / 86_400 - 31, 36)));
        for (int day = 0; day < 8; day++) {
            bounces("1-1-0-00000000000000000000000000", "5.1.1");
            bounces(tokens.sign(new Token(Purpose.UNSUBSCRIBE, ann, "0")), "5.1.1");
            bounces(old, "5.1.1");
            house.clock.advance(Duration.ofDays(1));
        }

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT * FROM bounce")).isEmpty();
    }

    @Test
    void our_own_fault_blames_nobody_and_stops_the_sending() {
        readers(0, 10).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));

        assertThat(house.subscribers.list()).hasSize(10);
        assertThat(held()).singleElement().asString().contains("10 subscribers").contains("ours to mend");
    }

    @Test
    void a_release_is_not_undone_by_what_came_back_before_it() {
        readers(0, 10).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));
        house.clock.advance(Duration.ofMinutes(1));

        new Instance(house.store, new Random(3)).release(house.clock.instant());
        look();

        assertThat(held()).isEmpty();
        house.clock.advance(Duration.ofMinutes(1));
        readers(10, 20).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));
        assertThat(held()).hasSize(1);
    }

    @Test
    void ten_people_who_refuse_us_do_not_keep_the_mail_of_hundreds_back() {
        List<Long> readers = readers(0, 201);

        readers.subList(0, 10).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));

        assertThat(held()).isEmpty();
        bounces(bounceToken(readers.get(10)), "5.7.1");
        assertThat(held()).hasSize(1);
    }

    private List<Long> readers(int from, int to) {
        for (int i = from; i < to; i++) {
            house.subscribers.add(new EmailAddress("reader" + i + "@example.com"), Language.EN);
        }
        return house.subscribers.list().stream().skip(from).map(Subscriber::id).toList();
    }

    private List<String> held() {
        return house.query("SELECT value FROM meta WHERE key = 'held'");
    }

    @Test
    void a_complaint_about_a_probe_ends_the_subscription_that_it_was_about_to_take_up_again() {
        // given
        long ann = paused();
        String token = tokenOf(probe());

        // when
        arrives(complaint(token));
        look();
        house.clock.advance(Duration.ofDays(4));
        look();

        // then
        assertThat(states()).containsExactly("ann@example.com suppressed");
        assertThat(house.query("SELECT subscriber FROM letter WHERE outcome = 'a complaint'"))
                .containsExactly(Long.toString(ann));
    }

    @Test
    void a_complaint_about_an_answer_counts_as_one_about_a_digest() {
        long ann = subscribed();

        arrives(complaint(tokens.sign(new Token(Purpose.ANSWER, ann, "1"))));
        arrives(complaint(tokens.sign(new Token(Purpose.ANSWER, 0, "1"))));
        look();

        assertThat(states()).containsExactly("ann@example.com suppressed");
        assertThat(house.query("SELECT outcome FROM letter ORDER BY message"))
                .containsExactly("a complaint", "a complaint about no mail of ours");
    }

    @Test
    void a_complaint_unsubscribes_and_only_the_persons_own_word_brings_them_back() {
        long ann = subscribed();
        arrives(complaint(bounceToken(ann)));
        look();

        assertThat(states()).containsExactly("ann@example.com suppressed");
        assertThat(planned()).isEmpty();
        writes(ANN, "subscribe", "");
        look();
        writes(ANN, lastSubject(), "");
        look();
        assertThat(states()).containsExactly("ann@example.com active");
    }
}
