package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Sha256;
import dev.nikkan.store.ArchiveFile;
import dev.nikkan.store.ArchiveProgress;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Stored;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails that are safe in an archive: read first, and stored with what they say or not at all.
final class ArchiveLaneTest {
    private static final Instant READ_AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final ArchiveFile FILE =
            new ArchiveFile("/archive.mbox", 1000, READ_AT, Sha256.of(new byte[0]), Optional.empty());

    private StoreHouse house;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Intake intake(Function<Octets, ReadMessage> parser) {
        TrustSettings trust = new TrustSettings(Set.of(new MailingList("i-d-announce.ietf.org")), Optional.empty());
        return new Intake(house.mails, trust, FaultPoints.INERT, parser, parser);
    }

    private static Incoming mail(String draft) {
        return new Incoming(Examples.octets(draft), Optional.empty(), Origin.IMPORT, Optional.of(READ_AT));
    }

    /// A mail's octets are its draft's name.
    private static ReadMessage post(Octets octets) {
        String draft = new String(octets.array(), StandardCharsets.UTF_8);
        return Examples.read(
                new Reading.Announced(Examples.post(draft)), "2026-11-22T10:00:00Z", draft + "@example.org");
    }

    private static List<ArchiveProgress> reached(int messages) {
        return List.of(new ArchiveProgress(FILE, messages, messages * 100L, false));
    }

    private List<String> statuses() {
        return house.query("SELECT status FROM message ORDER BY id");
    }

    @Test
    void p1_every_batch_is_stored_as_read_with_how_far_the_file_is_imported() {
        List<Stored> stored = new ArrayList<>();

        try (ArchiveLane lane = intake(ArchiveLaneTest::post).archiveLane("test")) {
            for (int batch = 0; batch < 5; batch++) {
                lane.store(
                        List.of(mail("draft-a-b-0" + batch), mail("draft-c-d-0" + batch)),
                        reached(2 * batch + 2),
                        stored::addAll);
            }
            lane.drain();
        }

        assertThat(stored).hasSize(10).allMatch(Stored::added);
        assertThat(statuses()).hasSize(10).containsOnly("parsed");
        assertThat(house.query("SELECT count(*) FROM v_draft_post")).containsExactly("10");
        assertThat(house.query("SELECT messages FROM archive")).containsExactly("10");
    }

    @Test
    void octets_that_are_here_already_make_no_second_row_and_another_mail_of_the_same_draft_is_a_duplicate() {
        try (ArchiveLane lane =
                intake(octets -> post(Examples.octets("draft-a-b-00"))).archiveLane("test")) {
            lane.store(List.of(mail("first"), mail("first"), mail("second")), List.of(), _ -> {});
            lane.store(List.of(mail("second")), List.of(), _ -> {});
            lane.drain();
        }

        assertThat(house.query("SELECT status, duplicate_of FROM message ORDER BY id"))
                .containsExactly("parsed|", "duplicate|1");
    }

    @Test
    void p5_where_reading_ends_the_process_nothing_of_the_batch_is_stored_nor_of_those_behind_it() {
        Intake dying = intake(octets -> {
            if (octets.equals(Examples.octets("draft-bad-bad-00"))) {
                throw new OutOfMemoryError("on purpose");
            }
            return post(octets);
        });

        try (ArchiveLane lane = dying.archiveLane("test")) {
            lane.store(List.of(mail("draft-a-b-00")), reached(1), _ -> {});
            lane.store(List.of(mail("draft-a-b-01"), mail("draft-bad-bad-00")), reached(3), _ -> {});
            assertThatThrownBy(() -> {
                        lane.store(List.of(mail("draft-a-b-02")), reached(4), _ -> {});
                        lane.drain();
                    })
                    .isInstanceOf(OutOfMemoryError.class);
        }

        assertThat(statuses()).containsExactly("parsed");
        assertThat(house.query("SELECT messages FROM archive")).containsExactly("1");
    }

    @Test
    void what_the_schema_refuses_of_one_mail_takes_no_other_along() {
        house.execute("""
                CREATE TRIGGER refuse BEFORE INSERT ON draft_post WHEN NEW.draft = 'draft-bad-bad'
                BEGIN SELECT RAISE(ABORT, 'refused'); END""");

        try (ArchiveLane lane = intake(ArchiveLaneTest::post).archiveLane("test")) {
            lane.store(List.of(mail("draft-a-b-00"), mail("draft-bad-bad-00")), reached(2), _ -> {});
            lane.store(List.of(mail("draft-a-b-01")), reached(3), _ -> {});
            lane.drain();
        }

        assertThat(statuses()).containsExactly("parsed", "quarantined", "parsed");
        assertThat(house.query("SELECT messages FROM archive")).containsExactly("3");
    }
}
