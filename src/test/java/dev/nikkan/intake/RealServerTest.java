package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The watch against a real Dovecot: a user of its own for each test.
@SuppressWarnings("NullAway.Init")
final class RealServerTest {
    private static Dovecot dovecot;

    private final String user = "u" + UUID.randomUUID().toString().substring(0, 8);
    private WatchHouse house;

    @BeforeAll
    static void start() {
        dovecot = Dovecot.start();
    }

    @AfterAll
    static void stop() {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new WatchHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void watch() {
        house.watch(house.source(dovecot.port(), new Login.Password(user, new Secret(Dovecot.PASSWORD))));
        house.awaitState("idling");
    }

    private static String mail(int number) {
        return "Subject: mail " + number + "\r\n\r\nbody\r\n";
    }

    @Test
    void a_mail_delivered_while_idling_is_pushed_and_stored() {
        house.idleRenew(Duration.ofMinutes(3));
        watch();

        dovecot.deliver(user, mail(1), mail(2));

        house.awaitStored("1", "2");
    }

    @Test
    void p4_a_server_process_that_is_frozen_is_noticed_and_left() {
        watch();
        assertThat(dovecot.signalSessions("STOP")).isPositive();

        dovecot.deliver(user, mail(1));

        house.awaitStored("1");
    }

    @Test
    void p4_a_server_process_that_is_killed_is_replaced() {
        watch();
        assertThat(dovecot.signalSessions("KILL")).isPositive();

        dovecot.deliver(user, mail(1));

        house.awaitStored("1");
    }

    @Test
    void p2_a_mailbox_that_is_made_anew_is_read_from_its_beginning() {
        watch();
        dovecot.deliver(user, mail(1), mail(2));
        house.awaitStored("1", "2");

        awaitAnotherSecond();
        dovecot.removeMailbox(user);
        assertThat(dovecot.signalSessions("KILL")).isPositive();
        dovecot.deliver(user, mail(3));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> house.house.query("SELECT id FROM message").size() == 3);
        assertThat(house.house.query("SELECT count(DISTINCT uidvalidity) FROM mailbox"))
                .containsExactly("2");
    }

    /// Dovecot takes the second for a new UIDVALIDITY.
    private static void awaitAnotherSecond() {
        Instant now = InstantSource.system().instant();
        await().until(() -> InstantSource.system().instant().getEpochSecond() > now.getEpochSecond());
    }

    @Test
    void a_stored_mail_is_moved_where_asked() {
        house.afterStore(new AfterStore.Move("Archive"));
        dovecot.deliver(user, mail(1), mail(2));

        watch();

        house.awaitStored("1", "2");
        await().until(() -> dovecot.files(user, ".Archive").size() == 2);
    }
}
