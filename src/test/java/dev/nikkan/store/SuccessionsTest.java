package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Succession;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuccessionsTest {
    private static final DraftName OLD = new DraftName("draft-smith-tls-lantern");
    private static final DraftName NEW = new DraftName("draft-ietf-tls-lantern");
    private static final DraftName OTHER = new DraftName("draft-ietf-tls-kite");

    @TempDir
    private Path folder;

    private StoreHouse house;
    private Successions successions;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
        successions = new Successions(house.store, house.clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void posted(DraftName draft, int revision, String day) {
        arrived(draft, revision, day);
        successions.examineAll(() -> true);
    }

    private void arrived(DraftName draft, int revision, String day) {
        DraftPost like = Examples.post(draft + "-%02d".formatted(revision));
        house.imported(
                new DraftPost(
                        like.draft(),
                        Optional.of("Lantern Records"),
                        Authors.of("Ann Smith"),
                        like.group(),
                        like.pages(),
                        like.date(),
                        like.abstractText(),
                        like.url(),
                        like.htmlUrl(),
                        like.diffUrl()),
                day + "T12:00:00Z");
    }

    private List<String> replacedBy() {
        return house.query("SELECT draft, replaced_by FROM v_draft WHERE replaced_by IS NOT NULL ORDER BY draft");
    }

    @Test
    void v_draft_says_what_replaced_a_draft_and_v_succession_why() {
        posted(OLD, 0, "2024-01-10");
        posted(OLD, 1, "2024-03-10");
        posted(NEW, 0, "2024-05-01");

        assertThat(replacedBy()).containsExactly(OLD + "|" + NEW);
        assertThat(house.query("SELECT source, score, evidence FROM v_succession"))
                .containsExactly("inferred|0.998|title 1.00, name 1.00, authors 1 of 1, 52 days later");
    }

    @Test
    void a_mail_that_comes_later_changes_what_is_inferred() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");

        posted(OLD, 1, "2024-08-01");

        assertThat(replacedBy()).isEmpty();
    }

    @Test
    void a_draft_whose_rfc_comes_later_was_not_replaced() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");

        house.imported(rfcOf(OLD), "2024-06-01T12:00:00Z");
        successions.examineAll(() -> true);

        assertThat(replacedBy()).isEmpty();
    }

    private static RfcPublication rfcOf(DraftName draft) {
        RfcPublication like = Examples.rfc(9999);
        return new RfcPublication(
                like.number(),
                like.subseries(),
                like.title(),
                like.authors(),
                like.status(),
                like.maturity(),
                like.stream(),
                like.date(),
                like.mailboxes(),
                like.pages(),
                like.characters(),
                like.obsoletes(),
                like.updates(),
                like.seeAlso(),
                Optional.of(draft),
                Optional.empty(),
                like.url(),
                like.doi(),
                like.abstractText(),
                like.group());
    }

    @Test
    void the_operators_word_overrules_what_is_inferred() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");
        posted(OTHER, 0, "2024-05-02");

        successions.replaces(OLD, OTHER);

        assertThat(replacedBy()).containsExactly(OLD + "|" + OTHER);
        assertThat(successions.successor(OLD)).map(Succession::source).contains(new Succession.Word());
        assertThat(house.query("SELECT source, score, evidence FROM v_succession"))
                .containsExactly("operator||");
    }

    @Test
    void what_the_operator_keeps_apart_leaves_room_for_the_next_likely() {
        DraftName next = new DraftName("draft-ietf-dtls-lantern");
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");
        posted(next, 0, "2024-05-01");

        successions.keepsApart(OLD, NEW);

        assertThat(replacedBy()).contains(OLD + "|" + next).doesNotContain(OLD + "|" + NEW);
    }

    @Test
    void the_word_outlives_later_mail_and_what_is_forgotten_is_inferred_again() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");
        successions.keepsApart(OLD, NEW);
        posted(OLD, 1, "2024-02-10");
        assertThat(replacedBy()).isEmpty();

        boolean forgotten = successions.forget(OLD, NEW);

        assertThat(forgotten).isTrue();
        assertThat(replacedBy()).containsExactly(OLD + "|" + NEW);
        assertThat(successions.forget(OLD, NEW)).isFalse();
    }

    @Test
    void a_draft_has_one_successor_and_the_last_word_holds() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");
        posted(OTHER, 0, "2024-05-02");
        successions.replaces(OLD, OTHER);

        successions.replaces(OLD, NEW);

        assertThat(house.query("SELECT successor FROM v_succession WHERE predecessor = '" + OLD + "'"))
                .containsExactly(NEW.value());
    }

    @Test
    void a_word_that_would_close_a_circle_is_refused() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");

        assertThat(successions.replaces(NEW, OLD)).isFalse();

        assertThat(replacedBy()).containsExactly(OLD + "|" + NEW);
    }

    @Test
    void no_circle_closes_when_what_would_be_inferred_comes_after_the_word() {
        posted(NEW, 0, "2024-05-01");
        DraftName strange = new DraftName("draft-jones-strange");
        posted(strange, 0, "2023-01-01");
        posted(OLD, 0, "2024-04-01");
        successions.keepsApart(OLD, NEW);
        successions.replaces(NEW, OLD);

        successions.forget(OLD, NEW);

        assertThat(replacedBy()).containsExactly(NEW + "|" + OLD);
    }

    @Test
    void looking_again_changes_nothing_and_finds_nothing_due() {
        posted(OLD, 0, "2024-01-10");
        posted(NEW, 0, "2024-05-01");

        assertThat(successions.examine()).isZero();
        assertThat(house.query("SELECT count(*) FROM succession_due")).containsExactly("0");
    }

    /// Each stops and the next starts, under one author's name: any of them might have become any later one.
    private void postedAlike(int drafts) {
        for (int i = 0; i < drafts; i++) {
            DraftName draft = new DraftName("draft-smith-tls-lantern-" + i);
            arrived(draft, 0, Day.parse("2024-01-01").plus(i).toString());
        }
    }

    @Test
    void a_draft_is_compared_with_so_many_at_most_however_many_are_alike() {
        int most = 20;
        int drafts = 200;
        postedAlike(drafts);

        int compared = house.store.write(session -> {
            Kindred kindred = new Kindred(session, most);
            lookAtAll(session, kindred);
            return kindred.compared();
        });

        assertThat(compared).isPositive().isLessThan(drafts * most);
        assertThat(house.query("SELECT * FROM succession_due")).isEmpty();
        assertThat(replacedBy()).isEmpty();
    }

    private static void lookAtAll(Session session, Kindred kindred) throws SQLException {
        List<DraftName> due;
        do {
            due = session.query("SELECT draft FROM succession_due ORDER BY draft")
                    .list(row -> new DraftName(row.text("draft")));
            for (DraftName draft : due) {
                kindred.examine(draft);
            }
        } while (!due.isEmpty());
        kindred.choose();
    }

    @Test
    void a_surname_of_too_many_drafts_in_a_year_says_nothing_until_it_is_of_fewer_again() {
        Successions few = new Successions(house.store, house.clock, 2);
        arrived(OLD, 0, "2024-01-10");
        arrived(NEW, 0, "2024-05-01");
        few.examineAll(() -> true);
        assertThat(replacedBy()).containsExactly(OLD + "|" + NEW);

        arrived(new DraftName("draft-smith-strange"), 0, "2024-06-01");
        few.examineAll(() -> true);
        assertThat(replacedBy()).isEmpty();

        house.execute("DELETE FROM draft_post WHERE draft = 'draft-smith-strange'");
        few.examineAll(() -> true);
        assertThat(replacedBy()).containsExactly(OLD + "|" + NEW);
    }

    @ParameterizedTest
    @CsvSource({"500, 0", "501, 1"})
    void a_store_of_an_older_version_learns_which_surnames_are_of_too_many(int drafts, int crowds) throws Exception {
        Path file = folder.resolve("older.db");
        thirdVersion(file);
        upgrade(
                file,
                List.of("004-succession.sql", "005-search.sql", "006-dictionary.sql", "007-archive.sql"),
                """
                PRAGMA user_version = 7;
                WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < %d)
                INSERT INTO succession_key (surname, last_day, draft, first_day)
                SELECT 'smith', '2024-06-01', 'draft-smith-' || n, '2024-06-01' FROM n""".formatted(drafts));

        Store.open(file, Access.WRITE, FaultPoints.INERT).close();

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT count(*) FROM succession_crowd")
                            .getInt(1))
                    .isEqualTo(crowds);
            assertThat(statement.executeQuery("SELECT count(*) FROM draft_post").getInt(1))
                    .isEqualTo(2);
        }
    }

    @Test
    void drafts_of_a_store_of_an_older_version_are_looked_at_too() throws Exception {
        Path file = folder.resolve("older.db");
        thirdVersion(file);

        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            Successions older = new Successions(store, house.clock);
            older.examineAll(() -> true);

            assertThat(older.successor(OLD)).map(Succession::successor).contains(NEW);
            assertThat(older.unknown(List.of(OLD, NEW))).isEmpty();
        }
    }

    /// As it was before successions were inferred, with a draft and what it became.
    private static void thirdVersion(Path file) throws Exception {
        upgrade(file, List.of("001-initial.sql", "002-events.sql", "003-assumed-list.sql"), """
                PRAGMA application_id = 1313426251;
                PRAGMA user_version = 3;
                INSERT INTO message (id, size, origin, stored_at, day, status, kind) VALUES
                  (1, 0, 'import', '2026-11-22T12:00:00Z', '2024-01-10', 'parsed', 'id'),
                  (2, 0, 'import', '2026-11-22T12:00:00Z', '2024-05-01', 'parsed', 'id');
                INSERT INTO draft_post (message, draft, revision, title, authors, editors, et_al) VALUES
                  (1, 'draft-smith-tls-lantern', 0, 'Lantern Records', 'Ann Smith', '', 0),
                  (2, 'draft-ietf-tls-lantern', 0, 'Lantern Records', 'Ann Smith', '', 0)""");
    }

    private static void upgrade(Path file, List<String> migrations, String rows) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String migration : migrations) {
                try (InputStream sql = Objects.requireNonNull(Schema.class.getResourceAsStream(migration))) {
                    statement.executeUpdate(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            statement.executeUpdate(rows);
        }
    }
}
