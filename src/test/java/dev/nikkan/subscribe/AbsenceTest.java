package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.store.Incoming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Mail that came while no daemon ran.
final class AbsenceTest extends RegistrarCase {
    private void arrivedEarlier(Duration ago, String mail) {
        uid++;
        intake.accept(List.of(new Incoming(
                Examples.octets(mail.replace("\n", "\r\n")),
                Optional.of(new MailboxUid(StoreHouse.INBOX, uid)),
                Origin.MAILBOX,
                Optional.of(house.clock.instant().minus(ago)))));
    }

    private static String request(String subject) {
        return "From: ann@example.com\nTo: digest@example.org\nSubject: " + subject + "\n\n";
    }

    @Test
    void a_mail_of_last_month_that_is_fetched_today_is_not_answered() {
        arrivedEarlier(Duration.ofDays(30), request("subscribe"));
        arrivedEarlier(Duration.ofDays(30), request("help"));
        arrivedEarlier(Duration.ofDays(30), request("confirm 1-1-0-00000000000000000000000000"));
        look();

        assertThat(planned()).isEmpty();
        assertThat(states()).isEmpty();
        assertThat(house.query("SELECT outcome FROM letter"))
                .containsExactly(
                        "too old to be answered", "too old to be answered", "a confirmation of nothing that waits");
    }

    @Test
    void p9_who_left_by_token_while_we_were_away_is_off() {
        long ann = subscribed();

        arrivedEarlier(
                Duration.ofDays(4), request("unsubscribe " + tokens.sign(new Token(Purpose.UNSUBSCRIBE, ann, "0"))));
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    @Test
    void who_confirmed_while_we_were_away_is_subscribed() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = lastSubject();
        house.clock.advance(Duration.ofDays(6));

        arrivedEarlier(Duration.ofDays(5), request(confirmation));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void complaints_and_reports_that_came_while_we_were_away_count() {
        long ann = subscribed();
        String token = bounceToken(ann);
        house.clock.advance(Duration.ofDays(6));

        arrivedEarlier(Duration.ofDays(5), report(token, "5.1.1"));
        arrivedEarlier(Duration.ofDays(5), complaint(token));
        look();

        assertThat(house.query("SELECT kind FROM v_bounce")).containsExactly("hard");
        assertThat(states()).containsExactly("ann@example.com suppressed");
    }

    @Test
    void a_request_is_heeded_once_though_the_daemon_starts_again() {
        writes(ANN, "subscribe", "");
        look();
        registrar = registrar(new Random(2));
        house.clock.advance(Duration.ofHours(25));
        look();

        assertThat(planned()).hasSize(1);
    }
}
