package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// P11: what is asked in other people's names fills nobody's mailbox.
final class AnswerLimitsTest extends RegistrarCase {
    @Test
    void p11_a_wish_beyond_the_one_mail_a_day_waits_and_is_asked_back() {
        writes(ANN, "help", "");
        look();
        writes(ANN, "unsubscribe", "");
        writes(ANN, "subscribe ja", "");
        look();
        house.clock.advance(Duration.ofHours(23));
        look();
        assertThat(planned()).containsExactly("help ann@example.com");

        house.clock.advance(Duration.ofHours(2));
        look();

        assertThat(planned()).containsExactly("help ann@example.com", "confirm-subscribe ann@example.com");
        writes(ANN, lastSubject(), "");
        look();
        assertThat(house.query("SELECT address, state, language FROM subscriber"))
                .containsExactly("ann@example.com|active|ja");
    }

    @Test
    void p11_a_wish_that_was_asked_back_is_not_asked_again_for_being_repeated() {
        for (int i = 0; i < 5; i++) {
            writes(ANN, "subscribe", "");
            look();
        }
        house.clock.advance(Duration.ofHours(25));
        look();

        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com");
    }

    @Test
    void p11_a_forged_wish_does_not_undo_the_question_that_is_out() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = lastSubject();
        writes(ANN, "unsubscribe", "");
        look();

        writes(ANN, confirmation, "");
        look();
        house.clock.advance(Duration.ofHours(25));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com", "welcome ann@example.com");
    }

    @Test
    void p11_after_a_flood_a_subscriber_is_asked_first_and_strangers_only_for_some_hours() {
        subscribed();
        for (int i = 0; i < 400; i++) {
            writes(new EmailAddress("victim" + i + "@example.com"), "subscribe", "");
        }
        writes(ANN, "unsubscribe", "");
        look();
        assertThat(planned()).hasSize(60);
        house.clock.advance(Duration.ofMinutes(61));
        look();
        assertThat(planned()).hasSize(120);
        assertThat(planned().get(60)).isEqualTo("confirm-unsubscribe ann@example.com");

        for (int hour = 0; hour < 8; hour++) {
            house.clock.advance(Duration.ofMinutes(61));
            look();
        }

        assertThat(planned()).hasSize(60 + 240 + 1);
    }

    @Test
    void p11_probes_take_nobodys_answer() {
        for (int i = 0; i < 60; i++) {
            house.subscribers.add(new EmailAddress("reader" + i + "@example.com"), Language.EN);
        }
        for (int day = 0; day < 3; day++) {
            for (Subscriber subscriber : house.subscribers.list()) {
                arrives(report(bounceToken(subscriber.id()), "5.1.1"));
            }
            look();
            house.clock.advance(Duration.ofDays(day < 2 ? 1 : 0));
        }
        assertThat(planned()).hasSize(60).allMatch(answer -> answer.startsWith("probe"));

        writes(ANN, "unsubscribe", "");
        look();

        assertThat(planned()).endsWith("confirm-unsubscribe ann@example.com");
    }

    // ---- P11

    @Test
    void p11_our_own_mails_coming_back_a_thousand_times_are_never_answered() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = new String(
                answers.due(1, house.clock.instant()).getFirst().header().array(), StandardCharsets.UTF_8);

        for (int i = 0; i < 334; i++) {
            arrives("Received: by hop" + i + "\n" + confirmation.replace("\r\n", "\n"));
            arrives("Received: by hop" + i
                    + "\nFrom: news@example.org\nTo: digest@example.org\nList-Id: <nikkan.example.org>\n"
                    + "Message-ID: <digest.20261122.x@nikkan.example.org>\nSubject: subscribe\n\nDay.\n");
            arrives("Received: by hop" + i
                    + "\nReturn-Path: <>\nFrom: MAILER-DAEMON@example.com\nTo: news@example.org\n"
                    + "Subject: Undelivered: subscribe\n\n550 5.1.1 unknown\n");
        }
        look();

        assertThat(planned()).hasSize(1);
        assertThat(house.query("SELECT count(*) FROM letter")).containsExactly("1003");
    }

    @Test
    void p11_three_thousand_requests_of_as_many_addresses_get_sixty_answers_in_an_hour() {
        for (int i = 0; i < 3_000; i++) {
            writes(new EmailAddress("victim" + i + "@example.com"), "subscribe", "");
        }
        look();

        assertThat(planned()).hasSize(60);
        assertThat(states()).hasSize(60);
        assertThat(house.query("SELECT count(*) FROM letter")).containsExactly("3000");
    }

    @Test
    void p11_one_address_is_asked_once_in_a_day_however_often_it_is_named() {
        for (int i = 0; i < 50; i++) {
            writes(ANN, i % 2 == 0 ? "subscribe" : "help", "");
        }
        look();
        house.clock.advance(Duration.ofHours(25));
        writes(ANN, "help", "");
        look();

        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com", "help ann@example.com");
    }
}
