package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class StoreTest {
    @TempDir
    Path folder;

    private static StoreException.Kind refusal(ThrowingCallable opening) {
        StoreException[] caught = new StoreException[1];
        assertThatThrownBy(opening)
                .asInstanceOf(type(StoreException.class))
                .satisfies(exception -> caught[0] = exception);
        return caught[0].kind();
    }

    private StoreException.Kind refusal(Path file, Access access) {
        return refusal(() -> Store.open(file, access, FaultPoints.INERT));
    }

    @Test
    void a_new_store_and_the_files_beside_it_are_its_owner_s_alone() throws IOException {
        try (StoreHouse house = new StoreHouse(folder);
                Stream<Path> files = Files.list(folder)) {
            house.subscribers.add(new EmailAddress("reader@example.org"), Language.JA);

            assertThat(files)
                    .contains(house.file)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_store_that_is_not_there_is_missing() {
        assertThat(refusal(folder.resolve("none.db"), Access.READ)).isEqualTo(StoreException.Kind.MISSING);
    }

    @Test
    void a_text_file_is_no_store() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "just some notes, longer than a header ".repeat(50));

        assertThat(refusal(file, Access.READ)).isEqualTo(StoreException.Kind.NOT_A_STORE);
        assertThat(refusal(file, Access.CREATE)).isEqualTo(StoreException.Kind.NOT_A_STORE);
    }

    @Test
    void the_database_of_another_program_is_no_store_and_is_left_alone() throws SQLException, IOException {
        Path file = folder.resolve("other.db");
        sql(file, "CREATE TABLE song (title TEXT)");
        Sha256 before = Sha256.of(Files.readAllBytes(file));

        assertThat(refusal(file, Access.WRITE)).isEqualTo(StoreException.Kind.NOT_A_STORE);
        assertThat(Sha256.of(Files.readAllBytes(file))).isEqualTo(before);
    }

    @Test
    void a_store_of_a_newer_version_is_refused() throws SQLException {
        try (StoreHouse house = new StoreHouse(folder)) {
            sql(house.file, "PRAGMA user_version = 999");
        }

        assertThat(refusal(folder.resolve("nikkan.db"), Access.CREATE)).isEqualTo(StoreException.Kind.NEWER);
    }

    @Test
    void p13_a_damaged_store_is_found_out() throws IOException {
        try (StoreHouse house = new StoreHouse(folder)) {
            for (int i = 10; i < 60; i++) {
                house.fetched(Examples.post("draft-a-b-" + i), "2026-11-22T10:00:00Z");
            }
        }
        Path file = folder.resolve("nikkan.db");
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x55);
        Files.write(file, bytes);

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            assertThat(store.quickCheck()).isNotEmpty();
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT);
        }
    }

    @Test
    void a_transaction_that_throws_takes_only_itself_back() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.editions.open(Day.parse("2026-11-20"));

            assertThatThrownBy(() -> house.store.write(session -> {
                        session.execute("INSERT INTO opened_day (day) VALUES ('2026-11-21')");
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            house.editions.open(Day.parse("2026-11-22"));

            assertThat(house.query("SELECT day FROM opened_day")).containsExactly("2026-11-20", "2026-11-22");
        }
    }

    @Test
    void transactions_that_come_together_share_a_commit_and_fail_alone() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        CountDownLatch firstIsCommitting = new CountDownLatch(1);
        CountDownLatch othersAreQueued = new CountDownLatch(1);
        FaultPoints counting = point -> {
            if (point == FaultPoint.STORE_BEFORE_COMMIT && commits.incrementAndGet() == 1) {
                firstIsCommitting.countDown();
                await(othersAreQueued);
            }
        };
        try (Store store = Store.open(folder.resolve("nikkan.db"), Access.CREATE, counting);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> store.write(session -> 1));
            firstIsCommitting.await();
            List<Future<?>> others = IntStream.range(0, 20)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        return store.write(session -> {
                            if (i == 7) {
                                throw new IllegalStateException("seven");
                            }
                            return i;
                        });
                    }))
                    .toList();
            org.awaitility.Awaitility.await().until(() -> store.waiting() == 20);
            othersAreQueued.countDown();

            first.get();
            for (int i = 0; i < 20; i++) {
                Future<?> other = others.get(i);
                if (i == 7) {
                    assertThatThrownBy(other::get)
                            .isInstanceOf(ExecutionException.class)
                            .hasMessageContaining("seven");
                } else {
                    assertThat(other.get()).isEqualTo(i);
                }
            }
            assertThat(commits).hasValue(2);
        }
    }

    @Test
    void a_backup_of_a_running_store_is_sound_private_and_holds_sending() throws IOException {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.fetched(Examples.post("draft-a-b-00"), "2026-11-22T10:00:00Z");
            Instance instance = new Instance(house.store, new java.util.Random(1));
            instance.takeOver();
            Path copy = folder.resolve("copy.db");

            List<String> wrong = new Backup(house.store).to(copy);

            assertThat(wrong).isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            try (Store restored = Store.open(copy, Access.WRITE, FaultPoints.INERT)) {
                Instance there = new Instance(restored, new java.util.Random(1));
                there.takeOver();
                assertThat(there.held(house.clock.instant())).isPresent();
            }
            assertThat(refusal(() -> new Backup(house.store).to(copy))).isEqualTo(StoreException.Kind.READ_ONLY);
        }
    }

    @Test
    void a_store_that_has_given_back_its_pages_goes_on_as_before() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.editions.open(Day.parse("2026-11-20"));

            house.store.releasePages();
            house.editions.open(Day.parse("2026-11-21"));

            assertThat(house.query("SELECT day FROM opened_day")).containsExactly("2026-11-20", "2026-11-21");
        }
    }

    @Test
    void p14_a_store_has_one_daemon() {
        Path store = folder.resolve("nikkan.db");
        try (DaemonLock first = DaemonLock.take(store, 4711).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(DaemonLock.take(store, 4712)).isEmpty();
            assertThat(DaemonLock.holder(store)).contains(4711L);
        }
        assertThat(DaemonLock.holder(store)).isEmpty();
    }

    @Test
    void reading_goes_on_while_a_transaction_is_open() throws Exception {
        CountDownLatch inTransaction = new CountDownLatch(1);
        CountDownLatch readDone = new CountDownLatch(1);
        try (StoreHouse house = new StoreHouse(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writing = threads.submit(() -> house.store.write(session -> {
                inTransaction.countDown();
                await(readDone);
                return 0;
            }));
            inTransaction.await();

            assertThat(house.query("SELECT count(*) FROM v_message")).containsExactly("0");
            assertThat(house.editions.owed(Day.parse("2026-11-20"), Day.parse("2026-11-20")))
                    .hasSize(1);
            readDone.countDown();
            writing.get();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sql(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void p15_a_full_disk_is_called_so_to_all_whose_transactions_it_ended() throws Exception {
        CountDownLatch firstIsCommitting = new CountDownLatch(1);
        CountDownLatch othersAreQueued = new CountDownLatch(1);
        FaultPoints waiting = point -> {
            if (point == FaultPoint.STORE_BEFORE_COMMIT && firstIsCommitting.getCount() > 0) {
                firstIsCommitting.countDown();
                await(othersAreQueued);
            }
        };
        try (Store store = Store.open(folder.resolve("nikkan.db"), Access.CREATE, waiting);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> store.write(session -> 1));
            firstIsCommitting.await();
            List<Future<?>> group = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> store.write(session -> {
                        // SQLite takes the whole transaction back by itself, and then says FULL.
                        session.execute("ROLLBACK");
                        throw new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL);
                    })))
                    .toList();
            org.awaitility.Awaitility.await().until(() -> store.waiting() == 3);
            othersAreQueued.countDown();

            assertThat(group)
                    .allSatisfy(one -> assertThatThrownBy(one::get)
                            .cause()
                            .asInstanceOf(type(StoreException.class))
                            .extracting(StoreException::kind)
                            .isEqualTo(StoreException.Kind.FULL));
        }
    }

    @Test
    void what_is_asked_at_every_look_and_at_every_edition_goes_through_no_table() {
        try (StoreHouse house = new StoreHouse(folder)) {
            assertThat(plan(house, Instance.NEWEST)).noneMatch(step -> step.startsWith("SCAN"));
            assertThat(plan(house, ContentQuery.POSTS, Day.parse("2026-11-22")))
                    .noneMatch(step -> step.startsWith("SCAN"));
        }
    }

    private static List<String> plan(StoreHouse house, String sql, Object... parameters) {
        return house.store.read(session ->
                session.query("EXPLAIN QUERY PLAN " + sql, parameters).list(row -> row.text("detail")));
    }
}
