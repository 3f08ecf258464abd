package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Attempt;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.UnsurePolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is left of somebody who was forgotten.
final class ErasureTest extends RegistrarCase {
    /// A week ago somebody asked in a stranger's name, and wrote on and on.
    @Test
    void nothing_in_the_file_tells_who_was_forgotten_nor_what_they_chose() throws Exception {
        // given
        writes(ANN, "subscribe", "");
        look();
        writes(ANN, lastSubject(), "");
        look();
        writes(ANN, lastSubject(), "filter word:secretproject");
        look();
        assertThat(house.query("SELECT filter FROM subscriber")).containsExactly("word:secretproject");

        // when
        house.subscribers.forget(ANN);

        // then
        for (String name : List.of("nikkan.db", "nikkan.db-wal")) {
            assertThat(Files.readString(house.file.resolveSibling(name), StandardCharsets.ISO_8859_1))
                    .as(name)
                    .doesNotContainIgnoringCase("ann@example.com")
                    .doesNotContain("secretproject");
        }
        assertThat(house.query("SELECT DISTINCT was, became FROM subscriber_change ORDER BY id DESC LIMIT 1"))
                .containsExactly("active|off");
    }

    @Test
    void p5_mails_of_somebody_who_was_forgotten_keep_nobody_waiting() {
        writes(ANN, "subscribe", "");
        look();
        house.clock.advance(Duration.ofDays(8));
        for (int i = 0; i < 120; i++) {
            writes(ANN, "Hello", "again");
        }
        writes(new EmailAddress("bob@example.com"), "subscribe", "");
        look();

        assertThat(states()).containsExactly("1@forgotten.invalid off", "bob@example.com pending");
        assertThat(planned()).endsWith("confirm-subscribe bob@example.com");
    }

    // ---- who is forgotten

    @Test
    void reports_and_complaints_about_who_is_forgotten_go_too() {
        long ann = subscribed();
        String token = bounceToken(ann);
        bounces(token, "5.1.1");
        bounces(token, "5.1.1");
        arrives(report(token, "4.4.1").replace("Action: failed", "Action: delayed"));
        arrives(complaint(token));
        look();

        house.subscribers.forget(ANN);
        bounces(token, "5.1.1");

        assertThat(house.query("SELECT outcome FROM letter")).endsWith("a bounce of nobody");
        assertNothingIsLeft();
    }

    @Test
    void a_report_that_is_too_old_to_count_goes_with_its_subscriber() {
        long ann = subscribed();
        String token = bounceToken(ann);
        house.clock.advance(Duration.ofDays(40));
        bounces(token, "5.1.1");

        house.subscribers.forget(ANN);

        assertNothingIsLeft();
    }

    @Test
    void who_only_asked_for_help_can_be_forgotten() {
        writes(ANN, "help", "");
        look();

        assertThat(house.subscribers.forget(ANN)).isTrue();

        assertNothingIsLeft();
        assertThat(house.subscribers.forget(ANN)).isFalse();
    }

    @Test
    void an_answer_that_is_being_sent_when_its_reader_is_forgotten_is_not_tried_again() {
        writes(ANN, "help", "");
        look();
        Delivery answer = probe();

        house.subscribers.forget(ANN);
        answers.record(
                answer,
                new Attempt.Deferred("450 4.2.1 <ann@example.com> busy"),
                house.clock.instant(),
                Optional.of(house.clock.instant()));
        answers.recoverInterrupted(UnsurePolicy.RESEND, house.clock.instant());

        assertThat(answers.due(10, house.clock.instant())).isEmpty();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(house.query("SELECT count(*) FROM raw_message")).containsExactly("0");
        assertThat(
                        house.query(
                                "SELECT coalesce(sender, '') || coalesce(subject, '') || coalesce(message_id, '') FROM message"))
                .allMatch(String::isEmpty);
        assertThat(house.query("""
                SELECT address || coalesce(reply, '') || octets FROM answer UNION ALL SELECT address FROM subscriber
                UNION ALL SELECT words FROM bounce UNION ALL SELECT address FROM request""")).noneMatch(text -> text.contains("ann"));
    }
}
