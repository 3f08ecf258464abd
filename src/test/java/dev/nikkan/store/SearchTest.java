package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.LastCall;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.search.QueryException;
import dev.nikkan.search.SearchQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTest {
    private static final String DAY = "2026-11-22T10:00:00Z";

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static DraftPost post(String nameAndRevision, String title, String abstractText) {
        DraftPost post = Examples.post(nameAndRevision);
        return new DraftPost(
                post.draft(),
                Optional.of(title),
                Authors.of("Ann Author", "José Müller"),
                post.draft()
                        .name()
                        .group()
                        .map(group -> new GroupMention("Group of " + group, Optional.of(group), Optional.of("WG"))),
                post.pages(),
                post.date(),
                Optional.of(abstractText),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RfcPublication rfc(int number, String stream, String draft, int obsoletes) {
        RfcPublication rfc = Examples.rfc(number);
        return new RfcPublication(
                rfc.number(),
                List.of("STD 97"),
                rfc.title(),
                rfc.authors(),
                rfc.status(),
                rfc.maturity(),
                Optional.of(stream),
                rfc.date(),
                rfc.mailboxes(),
                rfc.pages(),
                rfc.characters(),
                List.of(new RfcNumber(obsoletes)),
                rfc.updates(),
                rfc.seeAlso(),
                Optional.of(new DraftName(draft)),
                rfc.draftRevision(),
                rfc.url(),
                rfc.doi(),
                rfc.abstractText(),
                rfc.group());
    }

    private static LastCall lastCall(String draft) {
        return new LastCall(
                "Last Call: <" + draft + "-03.txt> (Pigeons) to Proposed Standard",
                Optional.of("Pigeons"),
                List.of(new DraftAtLevel(
                        new DraftName(draft), Optional.empty(), Optional.empty(), Optional.of("Proposed Standard"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static String name(Found found) {
        return switch (found.entry()) {
            case Searchable.Draft(DraftPost post) -> post.draft().toString();
            case Searchable.Rfc(RfcPublication rfc) -> "RFC " + rfc.number();
            case Searchable.Other other -> other.event().kind().text();
        };
    }

    private List<String> find(String query) throws QueryException {
        return find(query, Search.Order.RELEVANCE);
    }

    private List<String> find(String query, Search.Order order) throws QueryException {
        SearchResult result = new Search(house.store).find(SearchQuery.parse(query, Search.kinds()), order, 0, 20);
        assertThat(result.total().entries()).isEqualTo(result.found().size());
        return result.found().stream().map(SearchTest::name).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft-ietf-tls-esni",
                "draft-ietf-tls-esni-25",
                "tls-esni",
                "esni",
                "ESNI",
                "encrypted hello",
                "\"client hello\"",
                "encr*",
                "\"encrypted cli\"*",
                "muller",
                "MÜLLER",
                "privacy -quic",
                "absent OR privacy",
                "ＴＬＳ",
                "wg:tls",
                "wg:\"group of tls\"",
                "author:\"josé müller\"",
                "title:encrypted",
                "draft:esni",
                "kind:id stream:ietf",
                "kind:draft v6",
                "after:2026-11-22 before:2026-11-23",
                "privacy after:2026"
            })
    void a_draft_is_found_by_its_name_title_authors_group_and_abstract(String query) throws QueryException {
        house.fetched(
                post("draft-ietf-tls-esni-25", "TLS Encrypted Client Hello", "Privacy over IPv6 and v6 paths."), DAY);
        house.fetched(lastCall("draft-other-thing"), "2026-11-20T10:00:00Z");

        assertThat(find(query)).containsExactly("draft-ietf-tls-esni-25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello -encrypted",
                "\"hello client\"",
                "priva",
                "wg:tl",
                "title:privacy",
                "author:encrypted",
                "kind:rfc",
                "before:2026-11-22",
                "after:2026-11-23",
                "text:x OR \"is:entry\"",
                "\"wg:tls\" \"kind:id\""
            })
    void what_does_not_meet_the_query_is_not_found(String query) throws QueryException {
        house.fetched(post("draft-ietf-tls-esni-25", "TLS Encrypted Client Hello", "Privacy over IPv6."), DAY);

        assertThat(find(query.replace("text:x OR ", ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"鍵", "認証", "証明", "証明書", "TLS認証", "tls認証と証明書", "サーバ", "\"サーバー\"", "ｻｰﾊﾞｰ", "証明書*", "認証 鍵"})
    void any_part_of_a_text_without_blanks_is_found(String query) throws QueryException {
        house.fetched(post("draft-a-japanese-00", "Title", "このサーバーのTLS認証と証明書、鍵を述べる。"), DAY);
        house.fetched(post("draft-a-other-00", "Title", "証人と明書、証と認、鑑。"), DAY);

        assertThat(find(query)).containsExactly("draft-a-japanese-00");
    }

    @ParameterizedTest
    @CsvSource({
        "rfc9849, RFC 9849",
        "RFC 9849, RFC 9849",
        "9849, RFC 9849",
        "RFC-9849, RFC 9849",
        "rfc10027, RFC 10027",
        "RFC 10027, RFC 10027",
        "10027, RFC 10027"
    })
    void an_rfc_is_the_first_found_by_its_number(String query, String first) throws QueryException {
        house.fetched(rfc(9849, "IETF", "draft-ietf-tls-esni", 10027), DAY);
        house.fetched(rfc(10027, "Independent", "draft-a-b", 9849), DAY);
        house.fetched(post("draft-rfc9849-rfc10027-00", "RFC 9849 and RFC 10027", "RFC9849, RFC10027"), DAY);

        assertThat(find(query)).startsWith(first).hasSize(3);
    }

    @Test
    void an_rfc_is_found_by_stream_group_subseries_and_what_it_is_about() throws QueryException {
        house.fetched(rfc(9849, "IETF", "draft-ietf-tls-esni", 8446), DAY);
        house.fetched(rfc(10027, "Independent", "draft-a-b", 1), DAY);

        assertThat(find("stream:independent")).containsExactly("RFC 10027");
        assertThat(find("wg:tls")).containsExactly("RFC 9849");
        assertThat(find("rfc:8446")).containsExactly("RFC 9849");
        assertThat(find("draft:tls-esni")).containsExactly("RFC 9849");
        assertThat(find("std97 specifies")).hasSize(2);
    }

    @Test
    void another_announcement_is_found_by_kind_subject_and_what_it_is_about() throws QueryException {
        house.fetched(lastCall("draft-ietf-avian-pigeons"), DAY);
        house.fetched(Examples.event("NomCom seeks volunteers"), DAY);

        assertThat(find("kind:last-call")).containsExactly("last-call");
        assertThat(find("draft-ietf-avian-pigeons")).containsExactly("last-call");
        assertThat(find("wg:avian proposed")).containsExactly("last-call");
        assertThat(find("volunteers")).containsExactly("announcement");
        assertThat(find("volunteers \"the text\"")).containsExactly("announcement");
        assertThat(find("kind:event", Search.Order.DATE)).containsExactly("announcement", "last-call");
    }

    @ParameterizedTest
    @CsvSource({
        "draft:draft-author-pigeons, draft-author-pigeons-01",
        "draft:draft-author-pigeons-00, draft-author-pigeons-01",
        "draft:draft-ietf-avian-pigeons, draft-ietf-avian-pigeons-00"
    })
    void the_whole_name_of_a_draft_also_finds_it_under_the_names_before_and_after(String query, String first)
            throws QueryException {
        house.imported(post("draft-author-pigeons-01", "Pigeons", "They fly."), "2026-05-01T10:00:00Z");
        house.imported(post("draft-ietf-avian-pigeons-00", "Pigeons", "They fly."), "2026-07-01T10:00:00Z");
        house.imported(lastCall("draft-ietf-avian-pigeons"), "2026-11-01T10:00:00Z");
        house.imported(post("draft-author-doves-00", "Doves", "They fly."), "2026-11-01T10:00:00Z");
        new Successions(house.store, house.clock).examineAll(() -> true);

        assertThat(find(query))
                .startsWith(first)
                .containsExactlyInAnyOrder("draft-author-pigeons-01", "draft-ietf-avian-pigeons-00", "last-call");
        assertThat(find("fly -" + query)).containsExactly("draft-author-doves-00");
        assertThat(find("draft:author-pigeons")).containsExactly("draft-author-pigeons-01");
    }

    @Test
    void a_draft_is_found_once_as_its_highest_revision_says() throws QueryException {
        house.fetched(post("draft-a-b-01", "Old title", "pigeons"), "2026-11-20T10:00:00Z");
        house.fetched(post("draft-a-b-02", "New title", "pigeons"), "2026-11-21T10:00:00Z");

        assertThat(find("pigeons")).containsExactly("draft-a-b-02");
        assertThat(find("old")).isEmpty();
    }

    @Test
    void an_older_revision_that_comes_later_displaces_nothing() throws QueryException {
        house.fetched(post("draft-a-b-02", "New title", "pigeons"), "2026-11-21T10:00:00Z");
        house.imported(post("draft-a-b-01", "Old title", "pigeons"), "2026-11-20T10:00:00Z");

        assertThat(find("pigeons")).containsExactly("draft-a-b-02");
        assertThat(find("old")).isEmpty();
    }

    @Test
    void duplicates_are_not_found_a_second_time() throws QueryException {
        house.fetched(post("draft-a-b-02", "Title", "pigeons"), "2026-11-21T10:00:00Z");
        house.fetched(post("draft-a-b-02", "Title", "pigeons"), "2026-11-22T10:00:00Z");
        house.fetched(Examples.rfc(10027), DAY);
        house.fetched(Examples.rfc(10027), DAY);

        assertThat(find("pigeons")).hasSize(1);
        assertThat(find("rfc10027")).hasSize(1);
    }

    @Test
    void revisions_saved_in_one_transaction_leave_one_row() throws QueryException {
        List<Verdict> verdicts = List.of("draft-a-b-00", "draft-a-b-02", "draft-a-b-01").stream()
                .map(name -> new Verdict(
                        house.add("octets of " + name, dev.nikkan.model.Origin.IMPORT)
                                .id(),
                        Examples.read(new dev.nikkan.model.Reading.Announced(Examples.post(name)), DAY, name),
                        dev.nikkan.model.Day.parse("2026-11-22"),
                        new Verdict.Entry(Examples.post(name)),
                        1))
                .toList();

        house.mails.save(verdicts);

        assertThat(find("draft-a-b")).containsExactly("draft-a-b-02");
        assertThat(house.query("SELECT count(*) FROM search_entry")).containsExactly("1");
    }

    @Test
    void a_removed_entry_is_not_found_and_its_draft_by_the_revision_before() throws QueryException {
        house.fetched(post("draft-a-b-01", "Old title", "pigeons"), "2026-11-20T10:00:00Z");
        long second = house.fetched(post("draft-a-b-02", "New title", "pigeons"), "2026-11-21T10:00:00Z");
        long rfc = house.fetched(Examples.rfc(10027), DAY);

        house.store.write(session -> {
            SearchIndex index = new SearchIndex(session);
            index.remove(second);
            index.remove(rfc);
            index.write();
            return 0;
        });

        assertThat(find("pigeons")).containsExactly("draft-a-b-01");
        assertThat(find("rfc10027")).isEmpty();
    }

    @Test
    void names_and_titles_come_before_texts() throws QueryException {
        house.fetched(post("draft-a-text-00", "Something", "pigeons pigeons pigeons pigeons"), DAY);
        house.fetched(post("draft-a-title-00", "On pigeons", "Something else altogether and at some length."), DAY);
        house.fetched(post("draft-a-pigeons-00", "Something", "Something else altogether and at some length."), DAY);

        assertThat(find("pigeons")).containsExactly("draft-a-pigeons-00", "draft-a-title-00", "draft-a-text-00");
    }

    @Test
    void of_equals_the_newer_comes_first_and_by_date_always() throws QueryException {
        house.fetched(post("draft-a-b-00", "Pigeons", "same"), "2026-11-20T10:00:00Z");
        house.fetched(post("draft-a-d-00", "Pigeons", "same"), "2026-11-22T10:00:00Z");
        house.fetched(post("draft-a-c-00", "Pigeons", "same"), "2026-11-21T10:00:00Z");
        house.imported(post("draft-pigeons-pigeons-00", "Pigeons", "same"), "1999-11-19T10:00:00Z");

        assertThat(find("same"))
                .containsExactly("draft-a-d-00", "draft-a-c-00", "draft-a-b-00", "draft-pigeons-pigeons-00");
        assertThat(find("pigeons")).startsWith("draft-pigeons-pigeons-00");
        assertThat(find("pigeons", Search.Order.DATE)).endsWith("draft-pigeons-pigeons-00");
    }

    @Test
    void pages_follow_one_another() throws QueryException {
        for (int i = 10; i < 35; i++) {
            house.fetched(post("draft-a-b" + i + "-00", "Pigeons " + i, "same"), DAY);
        }
        SearchQuery query = SearchQuery.parse("pigeons", Search.kinds());
        Search search = new Search(house.store);

        for (Search.Order order : Search.Order.values()) {
            SearchResult all = search.find(query, order, 0, 100);
            SearchResult first = search.find(query, order, 0, 20);
            SearchResult second = search.find(query, order, 20, 20);

            assertThat(first.total().entries()).isEqualTo(25);
            assertThat(first.found()).isEqualTo(all.found().subList(0, 20));
            assertThat(second.found()).isEqualTo(all.found().subList(20, 25));
        }
    }

    @Test
    void of_very_many_names_and_titles_come_first_and_then_the_newest_and_the_total_is_exact() throws QueryException {
        house.fetched(post("draft-a-pigeons-00", "Something", "text"), "1999-11-20T10:00:00Z");
        for (int i = 1; i <= 9; i++) {
            house.fetched(post("draft-a-b" + i + "-00", "Something", "pigeons"), "2026-11-0%dT10:00:00Z".formatted(i));
        }
        SearchQuery query = SearchQuery.parse("pigeons", Search.kinds());
        Search search = new Search(house.store, new Search.Bounds(5, 100));

        SearchResult page = search.find(query, Search.Order.RELEVANCE, 0, 4);
        SearchResult rest = search.find(query, Search.Order.RELEVANCE, 4, 20);

        assertThat(page.total().entries()).isEqualTo(10);
        assertThat(page.weighed()).isFalse();
        assertThat(page.found().stream().map(SearchTest::name))
                .containsExactly("draft-a-pigeons-00", "draft-a-b9-00", "draft-a-b8-00", "draft-a-b7-00");
        assertThat(rest.found().stream().map(SearchTest::name))
                .containsExactly(
                        "draft-a-b6-00",
                        "draft-a-b5-00",
                        "draft-a-b4-00",
                        "draft-a-b3-00",
                        "draft-a-b2-00",
                        "draft-a-b1-00");
    }

    @Test
    void more_than_are_counted_are_said_to_be_more_and_all_of_them_can_be_had() throws QueryException {
        for (int i = 1; i <= 9; i++) {
            house.fetched(post("draft-a-b" + i + "-00", "Pigeons", "text"), "2026-11-0%dT10:00:00Z".formatted(i));
        }
        SearchQuery query = SearchQuery.parse("pigeons", Search.kinds());

        SearchResult few = new Search(house.store, new Search.Bounds(5, 8)).find(query, Search.Order.DATE, 0, 100);
        SearchResult just = new Search(house.store, new Search.Bounds(5, 9)).find(query, Search.Order.RELEVANCE, 0, 2);

        assertThat(few.total()).isEqualTo(new SearchResult.Total(8, false)).hasToString("more than 8");
        assertThat(few.found()).hasSize(9);
        assertThat(just.total()).isEqualTo(new SearchResult.Total(9, true)).hasToString("9");
    }

    @Test
    void of_very_many_too_none_is_found_that_has_an_excluded_word_anywhere() throws QueryException {
        house.fetched(post("draft-a-pigeons-00", "Something", "hawks"), DAY);
        house.fetched(post("draft-a-b-00", "Something", "pigeons"), DAY);

        SearchResult result = new Search(house.store, new Search.Bounds(0, 100))
                .find(SearchQuery.parse("pigeons -hawks", Search.kinds()), Search.Order.RELEVANCE, 0, 20);

        assertThat(result.total().entries()).isEqualTo(1);
        assertThat(result.found().stream().map(SearchTest::name)).containsExactly("draft-a-b-00");
    }

    @Test
    void a_search_neither_waits_for_a_writer_nor_sees_what_it_has_not_committed() throws Exception {
        house.fetched(post("draft-a-b-00", "Pigeons", "same"), DAY);
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + house.file);
                Statement statement = writer.createStatement();
                Store reader = Store.open(house.file, Access.READ, FaultPoints.INERT)) {
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("DELETE FROM search WHERE rowid > 0");
            statement.execute("DELETE FROM search_entry");

            SearchResult result = new Search(reader)
                    .find(SearchQuery.parse("pigeons", Search.kinds()), Search.Order.RELEVANCE, 0, 20);

            assertThat(result.total().entries()).isEqualTo(1);
            statement.execute("ROLLBACK");
        }
    }

    @Test
    void a_store_of_the_first_version_is_brought_to_the_index_and_keeps_every_row() throws Exception {
        Path old = folder.resolve("old.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement();
                var script = Objects.requireNonNull(Schema.class.getResourceAsStream("001-initial.sql"))) {
            statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.executeUpdate("PRAGMA application_id = %d".formatted(0x4E494B4B));
            statement.executeUpdate("PRAGMA user_version = 1");
            for (int i = 1; i <= 1200; i++) {
                statement.executeUpdate("""
                        INSERT INTO message (id, size, origin, stored_at, day, status, kind)
                        VALUES (%d, 1, 'import', '2026-11-22T10:00:00Z', '2026-11-%02d', 'parsed', 'id')""".formatted(i, 1 + i % 30));
                statement.executeUpdate("""
                        INSERT INTO draft_post (message, draft, revision, title, authors, editors, et_al, abstract)
                        VALUES (%d, 'draft-a-b%d', %d, 'Pigeons %d', 'Ann', '', 0, 'Old text')""".formatted(i, i / 2, i % 2, i));
            }
            statement.executeUpdate("""
                    INSERT INTO message (id, size, origin, stored_at, day, status, kind)
                    VALUES (2000, 1, 'import', '2026-11-22T10:00:00Z', '2026-11-22', 'parsed', 'rfc'),
                      (2001, 1, 'import', '2026-11-22T10:00:00Z', '2026-11-22', 'parsed', 'last-call')""");
            statement.executeUpdate("""
                    INSERT INTO rfc (message, number, subseries, title, authors, editors, et_al, mailboxes, obsoletes, updates,
                      see_also) VALUES (2000, 10027, '', 'Pigeons', '', '', 0, '', '', '', '')""");
            statement.executeUpdate("""
                    INSERT INTO event (message, kind, identity, subject)
                    VALUES (2001, 'last-call', zeroblob(32), 'Last Call: Pigeons')""");
        }

        try (Store store = Store.open(old, Access.WRITE, FaultPoints.INERT)) {
            SearchResult result =
                    new Search(store).find(SearchQuery.parse("pigeons", Search.kinds()), Search.Order.DATE, 0, 2000);

            assertThat(result.total().entries()).isEqualTo(601 + 2);
            assertThat(result.found()).hasSize(603);
            int posts = store.read(session ->
                    session.query("SELECT count(*) AS n FROM draft_post").one(row -> row.integer("n")));
            assertThat(posts).isEqualTo(1200);
        }
    }
}
