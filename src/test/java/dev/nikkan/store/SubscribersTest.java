package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Consent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Subscribers.Candidate;
import dev.nikkan.store.Subscribers.ImportOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubscribersTest {
    private static final EmailAddress READER = new EmailAddress("reader@example.org");
    private static final String PENDING_READER = """
            INSERT INTO subscriber (address, language, state, changed_at)
            VALUES ('reader@example.org', 'ja', 'pending', '2026-11-22T12:00:01Z')""";

    @TempDir
    private Path folder;

    @Test
    void every_change_says_who_made_it_and_by_what() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            house.subscribers.add(READER, Language.EN);

            house.subscribers.remove(READER);

            assertThat(changes(house))
                    .containsExactly(
                            "operator|subscribers add||active, ja",
                            "operator|subscribers add|active, ja|active, en",
                            "operator|subscribers remove|active, en|off, en");
        }
    }

    @Test
    void what_root_makes_beside_a_store_belongs_to_the_store_s_owner() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make files of another's");
        try (StoreHouse house = new StoreHouse(folder)) {
            UserPrincipal daemon =
                    house.file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(house.file, daemon);
            house.subscribers.add(READER, Language.JA);

            house.subscribers.remove(READER);
            TokenKeys.beside(house.file, new Random(1));
            new Instance(house.store, new Random(2)).renew();
            DaemonLock.take(house.file, 1).orElseThrow().close();

            for (String name : List.of(".suppressed", ".keys", ".instance", ".lock")) {
                assertThat(Files.getOwner(Path.of(house.file + name))).as(name).isEqualTo(daemon);
            }
        }
    }

    private static List<String> changes(StoreHouse house) {
        Subscription known = house.subscribers.find(READER).orElseThrow();
        return house.subscribers.changes(known.subscriber()).stream()
                .map(change -> String.join("|", change.who(), change.what(), change.was(), change.became()))
                .toList();
    }

    private Path backupOfBeforeTheReaderLeft() throws Exception {
        Path backup = folder.resolve("backup.db");
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            new Backup(house.store).to(backup);
            house.subscribers.remove(READER);
        }
        return backup;
    }

    @Test
    void p9_who_left_since_a_backup_gets_nothing_after_it_is_restored() throws Exception {
        Path backup = backupOfBeforeTheReaderLeft();

        try (Store restored = restore(backup)) {
            Subscribers subscribers = new Subscribers(restored, () -> Instant.parse("2026-11-23T00:00:00Z"));
            assertThat(subscribers.list()).hasSize(1);

            assertThat(subscribers.heedSuppressions()).isEqualTo(1);

            assertThat(subscribers.list()).isEmpty();
            assertThat(subscribers.importAll(importedFrom(consenting(READER)), Authority.operator("a test")))
                    .isEqualTo(new ImportOutcome(0, 0, 1, 0, 0, 0));
        }
    }

    private Store restore(Path backup) throws IOException {
        Path file = folder.resolve("nikkan.db");
        Files.deleteIfExists(folder.resolve("nikkan.db-wal"));
        Files.deleteIfExists(folder.resolve("nikkan.db-shm"));
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        return Store.open(file, Access.WRITE, FaultPoints.INERT);
    }

    @Test
    void p9_who_was_forgotten_since_a_backup_is_erased_after_it_is_restored() throws Exception {
        Path backup = folder.resolve("backup.db");
        EmailAddress left = new EmailAddress("left@example.org");
        EmailAddress stranger = new EmailAddress("stranger@example.org");
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            house.subscribers.add(left, Language.JA);
            house.subscribers.remove(left);
            house.execute("""
                    INSERT INTO request (address, wish, language, settings, nonce, asked_at)
                    VALUES ('stranger@example.org', 'subscribe', 'ja', '', 'n', '2026-11-22T12:00:00Z')""");
            new Backup(house.store).to(backup);
            for (EmailAddress address : List.of(READER, left, stranger)) {
                assertThat(house.subscribers.forget(address)).isTrue();
            }
        }

        try (Store restored = restore(backup)) {
            Subscribers subscribers = new Subscribers(restored, () -> Instant.parse("2026-11-23T00:00:00Z"));
            assertThat(subscribers.heedSuppressions()).isEqualTo(1);

            assertThat(subscribers.all()).isEmpty();
            assertThat(subscribers.forget(stranger)).isFalse();
        }
    }

    @Test
    void p9_who_was_forgotten_and_asks_again_is_still_asked_after_a_restart() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            house.subscribers.forget(READER);
            house.execute(PENDING_READER);

            house.subscribers.heedSuppressions();

            assertThat(house.subscribers.find(READER)).isPresent();
        }
    }

    @Test
    void p9_who_is_added_to_a_restored_store_stays_though_they_had_left_since_the_backup() throws Exception {
        Path backup = backupOfBeforeTheReaderLeft();

        try (Store restored = restore(backup)) {
            Subscribers subscribers = new Subscribers(restored, () -> Instant.parse("2026-11-23T00:00:00Z"));
            assertThat(subscribers.add(READER, Language.JA)).isTrue();

            assertThat(subscribers.heedSuppressions()).isZero();
            assertThat(subscribers.list()).hasSize(1);
        }
    }

    @Test
    void p9_an_imported_complaint_outweighs_having_left_and_no_operator_lifts_it() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            house.subscribers.remove(READER);

            house.subscribers.importAll(
                    importedFrom(elsewhere(SubscriberState.SUPPRESSED)), Authority.operator("a test"));
            house.subscribers.importAll(importedFrom(elsewhere(SubscriberState.OFF)), Authority.operator("a test"));

            assertThat(house.query("SELECT state FROM subscriber")).containsExactly("suppressed");
            assertThat(house.query("SELECT cause FROM suppression")).containsExactly("complained");
            assertThatThrownBy(() -> house.subscribers.add(READER, Language.JA))
                    .isInstanceOf(Subscribers.ComplainedException.class);
        }
    }

    @Test
    void who_is_only_pending_here_joins_by_the_consent_in_an_imported_list() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.execute(PENDING_READER);

            ImportOutcome outcome =
                    house.subscribers.importAll(importedFrom(consenting(READER)), Authority.operator("a test"));

            assertThat(outcome).isEqualTo(new ImportOutcome(1, 0, 0, 0, 0, 0));
            assertThat(house.query("SELECT state, language, consented_at, consent_source FROM subscriber"))
                    .containsExactly("active|en|2020-01-01T00:00:00Z|a form");
            assertThat(changes(house)).containsExactly("operator|a test|pending, ja|active, en");
        }
    }

    @Test
    void p9_who_was_forgotten_and_is_pending_again_joins_by_their_own_word_only() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            house.subscribers.forget(READER);
            house.execute(PENDING_READER);

            ImportOutcome outcome =
                    house.subscribers.importAll(importedFrom(consenting(READER)), Authority.operator("a test"));

            assertThat(outcome).isEqualTo(new ImportOutcome(0, 0, 1, 0, 0, 0));
            assertThat(house.subscribers.list()).isEmpty();
        }
    }

    @Test
    void p9_an_import_that_ends_halfway_turns_nobody_off_at_the_next_start() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            Iterator<Candidate> cut = Stream.of(
                            Optional.of(elsewhere(SubscriberState.OFF)), Optional.<Candidate>empty())
                    .map(Optional::orElseThrow)
                    .iterator();

            assertThatThrownBy(() -> house.subscribers.importAll(cut, Authority.operator("a test")))
                    .isInstanceOf(NoSuchElementException.class);

            assertThat(house.subscribers.heedSuppressions()).isZero();
            assertThat(house.subscribers.list()).hasSize(1);
            assertThat(folder.resolve("nikkan.db.suppressed")).doesNotExist();
        }
    }

    @Test
    void p9_whom_an_import_keeps_out_a_restored_store_keeps_out_too() throws Exception {
        Path backup = folder.resolve("backup.db");
        EmailAddress stranger = new EmailAddress("stranger@example.org");
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            new Backup(house.store).to(backup);
            house.subscribers.importAll(
                    importedFrom(elsewhere(SubscriberState.OFF), elsewhere(stranger, SubscriberState.SUPPRESSED)),
                    Authority.operator("a test"));
        }

        try (Store restored = restore(backup)) {
            Subscribers subscribers = new Subscribers(restored, () -> Instant.parse("2026-11-23T00:00:00Z"));

            assertThat(subscribers.heedSuppressions()).isEqualTo(1);
            assertThatThrownBy(() -> subscribers.add(stranger, Language.JA))
                    .isInstanceOf(Subscribers.ComplainedException.class);
        }
    }

    private static Iterator<Candidate> importedFrom(Candidate... lines) {
        return List.of(lines).iterator();
    }

    private static Candidate elsewhere(SubscriberState state) {
        return elsewhere(READER, state);
    }

    private static Candidate elsewhere(EmailAddress address, SubscriberState state) {
        return new Candidate(address, Choice.of(Language.JA), state, Optional.empty());
    }

    @Test
    void who_came_back_is_not_turned_off_by_having_left_before() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);
            house.subscribers.remove(READER);
            house.subscribers.add(READER, Language.JA);

            assertThat(house.subscribers.heedSuppressions()).isZero();

            assertThat(house.subscribers.list()).hasSize(1);
        }
    }

    @Test
    void p9_a_forgotten_address_is_in_no_file_and_no_import_brings_it_back() throws Exception {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(READER, Language.JA);

            assertThat(house.subscribers.forget(READER)).isTrue();

            assertThat(house.subscribers.find(READER)).isEmpty();
            assertThat(house.subscribers.all()).isEmpty();
            assertThat(house.subscribers.importAll(
                            importedFrom(consenting(new EmailAddress("Reader@example.org"))),
                            Authority.operator("a test")))
                    .isEqualTo(new ImportOutcome(0, 0, 1, 0, 0, 0));
            Path copy = folder.resolve("copy.db");
            new Backup(house.store).to(copy);
            assertThat(Files.readString(copy, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("reader@");
            assertThat(Files.readString(folder.resolve("nikkan.db.suppressed"))).doesNotContain("reader");
        }
    }

    @Test
    void who_is_off_in_an_imported_list_is_kept_out() {
        try (StoreHouse house = new StoreHouse(folder)) {
            ImportOutcome first = house.subscribers.importAll(
                    importedFrom(elsewhere(SubscriberState.OFF)), Authority.operator("a test"));
            ImportOutcome second =
                    house.subscribers.importAll(importedFrom(consenting(READER)), Authority.operator("a test"));

            assertThat(first).isEqualTo(new ImportOutcome(0, 0, 0, 1, 0, 0));
            assertThat(second).isEqualTo(new ImportOutcome(0, 0, 1, 0, 0, 0));
        }
    }

    private static Candidate consenting(EmailAddress address) {
        return new Candidate(
                address,
                Choice.of(Language.EN),
                SubscriberState.ACTIVE,
                Optional.of(new Consent(Instant.parse("2020-01-01T00:00:00Z"), "a form")));
    }
}
