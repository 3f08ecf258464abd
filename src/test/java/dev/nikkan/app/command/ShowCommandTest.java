package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fixtures.Mailroom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShowCommandTest {
    @TempDir
    private Path folder;

    private Mailroom mails;

    @BeforeEach
    void import_three_groups() throws Exception {
        mails = Mailroom.ofThreeGroups(Files.createDirectory(folder.resolve("mails")));
        importMails();
    }

    private void importMails() {
        CommandRun run = run("import", mails.folder().toString());
        assertThat(run.status()).as(run.err()).isZero();
    }

    private CommandRun run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--store";
        all[args.length + 1] = folder.resolve("nikkan.db").toString();
        return CommandRun.in(folder, all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft-ietf-lantern-records",
                "draft-ietf-lantern-records-02",
                "draft-ietf-lantern-records-02.txt",
                "Draft-IETF-lantern-records"
            })
    void a_draft_has_a_time_line_from_its_first_name_to_its_rfc(String name) {
        CommandRun run = run("show", name);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                draft-ietf-lantern-records: Lantern Records
                group        lantern, IETF stream
                was          draft-smith-lantern-records (inferred, 1.00: title 1.00, name 1.00, authors 2 of 2, 50 days later)
                RFC          9901

                2023-01-10  draft-smith-lantern-records-00
                2023-03-13  draft-smith-lantern-records-01, 62 days later
                2023-05-02  -00
                2023-10-23  -01, 174 days later
                2024-03-04  -02, 133 days later
                2024-08-01  last-call of -02 (Proposed Standard) until 2024-08-15
                2024-10-01  protocol-action of -02 (Proposed Standard)
                2025-01-15  RFC 9901 published
                """);
    }

    @Test
    void a_draft_that_was_replaced_says_by_what() {
        assertThat(run("show", "draft-smith-lantern-records").out())
                .contains("group        none, an individual draft")
                .contains("became       draft-ietf-lantern-records (inferred, 1.00: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc9100", "RFC 9100", "9100", "rfc09100", "rfc9100.txt"})
    void an_rfc_says_what_it_obsoletes_and_what_obsoletes_it(String name) {
        CommandRun run = run(("show " + name).split(" ", -1));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("RFC 9100: Brighter Lamps\n")
                .contains("obsoletes    8000\n", "obsoleted by 9901\n")
                .contains("2022-01-20  RFC 9100 published");
    }

    @Test
    void an_rfc_has_the_life_of_its_draft() {
        assertThat(run("show", "rfc9901").out())
                .contains("draft        draft-ietf-lantern-records\n")
                .contains("2023-01-10  draft-smith-lantern-records-00\n", "2025-01-15  RFC 9901 published\n");
    }

    @Test
    void an_rfc_has_one_time_line_of_its_draft_and_of_what_came_later() {
        mails.statusChange(9901, "2026-03-02", "Lantern Records");
        importMails();

        CommandRun run = run("show", "rfc9901");

        assertThat(run.out()).isEqualTo("""
                RFC 9901: Lantern Records
                authors      A. Smith
                status       Proposed Standard
                stream       IETF
                obsoletes    9100
                draft        draft-ietf-lantern-records
                was          draft-smith-lantern-records (inferred, 1.00: title 1.00, name 1.00, authors 2 of 2, 50 days later)

                2023-01-10  draft-smith-lantern-records-00
                2023-03-13  draft-smith-lantern-records-01, 62 days later
                2023-05-02  -00
                2023-10-23  -01, 174 days later
                2024-03-04  -02, 133 days later
                2024-08-01  last-call of -02 (Proposed Standard) until 2024-08-15
                2024-10-01  protocol-action of -02 (Proposed Standard)
                2025-01-15  RFC 9901 published
                2026-03-02  protocol-action Lantern Records (Internet Standard)
                """);
    }

    @Test
    void a_group_has_its_active_drafts_first_then_the_rest_its_rfcs_and_its_events() {
        CommandRun lantern = run("show", "lantern");
        CommandRun kite = run("show", "KITE");

        assertThat(lantern.out()).isEqualTo("""
                lantern
                drafts       2, 1 of them active
                RFCs         1

                2026-07-20  draft-ietf-lantern-yang-01: A YANG Module for Lamps
                2024-03-04  draft-ietf-lantern-records-02, now RFC 9901: Lantern Records

                2025-01-15  RFC 9901: Lantern Records

                2024-08-01  last-call draft-ietf-lantern-records-02 (Proposed Standard) until 2024-08-15
                2024-10-01  protocol-action draft-ietf-lantern-records-02 (Proposed Standard)
                """);
        assertThat(kite.out())
                .contains("2025-12-01  wg-action Kite Routing", "2026-09-01  interim Kite Routing")
                .contains("2026-11-16  last-call draft-ietf-kite-paths-01 (Proposed Standard) until 2026-11-30");
    }

    @Test
    void the_name_tells_the_group_and_a_sentence_that_differs_is_shown_beside_it() {
        mails.workItem("draft-smith-stray-00", "2026-11-03", "A Stray", "Kite Routing (KITE)");
        importMails();

        CommandRun run = run("show", "draft-smith-stray");

        assertThat(run.out())
                .contains("group        none, an individual draft; by its name, though announced as a work item of"
                        + " Kite Routing (kite)");
        assertThat(run("show", "kite").out()).doesNotContain("stray");
    }

    @Test
    void json_is_one_object_of_the_same() throws Exception {
        JsonNode draft = new ObjectMapper()
                .readTree(run("show", "draft-ietf-lantern-records", "--format", "json")
                        .out());
        JsonNode rfc = new ObjectMapper()
                .readTree(run("show", "rfc9901", "--format", "json").out());
        JsonNode group = new ObjectMapper()
                .readTree(run("show", "kite", "--format", "json").out());

        assertThat(draft.at("/predecessors/0/source").asText()).isEqualTo("inferred");
        assertThat(draft.at("/revisions")).hasSize(5);
        assertThat(draft.at("/events/0/deadline").asText()).isEqualTo("2024-08-15");
        assertThat(draft.at("/rfc").asInt()).isEqualTo(9901);
        assertThat(draft.has("successor")).isFalse();
        assertThat(rfc.at("/obsoletes/0").asInt()).isEqualTo(9100);
        assertThat(rfc.at("/draft/draft").asText()).isEqualTo("draft-ietf-lantern-records");
        assertThat(group.at("/drafts/0/draft").asText()).isEqualTo("draft-ietf-kite-paths");
        assertThat(group.at("/drafts/0/active").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft-ietf-lantern-record", "rfc 9909", "kites", "what is this?"})
    void an_unknown_name_is_no_input(String name) {
        CommandRun run = run("show", name);

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.err()).startsWith("nikkan: Nothing is stored of ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft-ietf-lantern-records_x",
                "draft-ietf-lantern-records draft-ietf-kite-paths",
                "draft-ietf-lantern-records-02.txt.gz",
                "draft-ietf-lantern-records, or so"
            })
    void a_name_with_something_behind_it_is_not_taken_for_the_name(String name) {
        CommandRun run = run("show", name);

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("nikkan: Nothing is stored of " + name + ".")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft-ietf-lantern-records draft-ietf-kite-paths", "rfc9100 rfc9901", "kite lantern"})
    void two_names_are_a_usage_error(String names) {
        CommandRun run = run(("show " + names).split(" ", -1));

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("nikkan: Name one draft, RFC or group; ")
                .hasLineCount(1);
    }

    @Test
    void the_nearest_names_are_guessed() {
        assertThat(run("show", "draft-ietf-lantern-record").err())
                .contains("Did you mean draft-ietf-lantern-records, ");
        assertThat(run("show", "rfc9909").err()).contains("Did you mean rfc990");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("nikkan.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void digests_that_a_revision_was_in_are_named() throws Exception {
        run("replaced", "draft-ray-night-flight", "--by", "draft-ietf-kite-paths");
        execute("""
                INSERT INTO edition (day, state, cut_at, cut_message, unread_sources)
                VALUES ('2026-11-02', 'sent', '2026-11-03T00:10:00Z', 99, '');
                INSERT INTO edition_item (message, day)
                SELECT message, '2026-11-02' FROM draft_post WHERE draft = 'draft-ray-night-flight'""");

        assertThat(run("show", "draft-ray-night-flight").out())
                .contains("2026-11-02  -00  [digest of 2026-11-02]")
                .contains("became       draft-ietf-kite-paths (the operator's word)");
    }
}
