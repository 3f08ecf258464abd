package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Stored;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many mails at once: stored before they are read, by three threads, and whoever breaks off leaves nothing half done.
final class StoringLaneTest {
    private static final MailingList LIST = new MailingList("i-d-announce.ietf.org");

    private StoreHouse house;
    private long nextUid = 1;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Intake intake(Function<Octets, ReadMessage> parser) {
        TrustSettings trust = new TrustSettings(Set.of(LIST), Optional.empty());
        return new Intake(house.mails, trust, FaultPoints.INERT, parser, parser);
    }

    private Incoming mail(String draft) {
        return new Incoming(
                Examples.octets(draft),
                Optional.of(new MailboxUid(StoreHouse.INBOX, nextUid++)),
                Origin.MAILBOX,
                Optional.of(Instant.parse("2026-11-22T10:00:00Z")));
    }

    /// A mail's octets are its draft's name.
    private static ReadMessage post(Octets octets) {
        String draft = new String(octets.array(), StandardCharsets.UTF_8);
        return Examples.read(
                new Reading.Announced(Examples.post(draft)), "2026-11-22T10:00:00Z", draft + "@example.org");
    }

    private List<String> statuses() {
        return house.query("SELECT status FROM message ORDER BY id");
    }

    @Test
    void p1_every_batch_is_stored_and_read_when_the_lane_is_drained() {
        List<Stored> stored = new ArrayList<>();

        try (StoringLane lane = intake(StoringLaneTest::post).lane("test")) {
            for (int batch = 0; batch < 5; batch++) {
                lane.store(List.of(mail("draft-a-b-0" + batch), mail("draft-c-d-0" + batch)), stored::addAll);
            }
            lane.drain();
        }

        assertThat(stored).hasSize(10).allMatch(Stored::added);
        assertThat(statuses()).hasSize(10).containsOnly("parsed");
        assertThat(house.query("SELECT count(*) FROM v_draft_post")).containsExactly("10");
    }

    @Test
    void p5_octets_are_committed_and_the_attempt_is_counted_before_anything_reads_them() {
        CountDownLatch let = new CountDownLatch(1);

        try (StoringLane lane = intake(octets -> awaiting(let, octets)).lane("test")) {
            lane.store(List.of(mail("draft-a-b-00")), _ -> {});
            await().until(() -> !statuses().isEmpty());

            assertThat(house.query("SELECT status, attempts FROM message")).containsExactly("pending|1");
            let.countDown();
            lane.drain();
        }

        assertThat(statuses()).containsExactly("parsed");
    }

    @Test
    void p5_what_a_lane_has_in_hand_nobody_else_reads() {
        CountDownLatch let = new CountDownLatch(1);
        Intake intake = intake(octets -> awaiting(let, octets));

        try (StoringLane lane = intake.lane("test")) {
            lane.store(List.of(mail("draft-a-b-00")), _ -> {});
            await().until(() -> !statuses().isEmpty());

            intake.resume();

            assertThat(house.query("SELECT status, attempts FROM message")).containsExactly("pending|1");
            let.countDown();
            lane.drain();
        }
    }

    @Test
    void p5_a_lane_that_breaks_off_leaves_pending_mails_to_whoever_resumes() {
        boolean[] dying = {true};
        Intake intake = intake(octets -> {
            if (dying[0]) {
                throw new OutOfMemoryError("on purpose");
            }
            return post(octets);
        });

        try (StoringLane lane = intake.lane("test")) {
            lane.store(List.of(mail("draft-a-b-00"), mail("draft-a-b-01")), _ -> {});
            assertThatThrownBy(lane::drain).isInstanceOf(OutOfMemoryError.class);
            assertThat(statuses()).containsExactly("pending", "pending");
            dying[0] = false;
            intake.resume();
        }

        assertThat(house.query("SELECT status, attempts FROM message")).containsExactly("parsed|1", "parsed|1");
    }

    @Test
    void what_the_schema_refuses_of_one_mail_takes_no_other_along() {
        house.execute("""
                CREATE TRIGGER refuse BEFORE INSERT ON draft_post WHEN NEW.draft = 'draft-bad-bad'
                BEGIN SELECT RAISE(ABORT, 'refused'); END""");

        try (StoringLane lane = intake(StoringLaneTest::post).lane("test")) {
            lane.store(List.of(mail("draft-a-b-00"), mail("draft-bad-bad-00")), _ -> {});
            lane.store(List.of(mail("draft-a-b-01")), _ -> {});
            lane.store(List.of(mail("draft-a-b-02")), _ -> {});
            lane.drain();
        }

        assertThat(statuses()).containsExactly("parsed", "quarantined", "parsed", "parsed");
    }

    private static ReadMessage awaiting(CountDownLatch let, Octets octets) {
        try {
            let.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return post(octets);
    }
}
