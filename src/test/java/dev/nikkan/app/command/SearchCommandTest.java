package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.Run;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftPost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `nikkan search` with `--store` alone, while another has the store open for writing.
final class SearchCommandTest {
    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void fill() {
        house = new StoreHouse(folder);
        house.fetched(
                new DraftPost(
                        Examples.post("draft-ietf-tls-esni-25").draft(),
                        Optional.of("TLS \"Encrypted\" Client Hello"),
                        Authors.of("Eric Rescorla", "Kazuho Oku"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                "This document describes a mechanism in\nTLS for encrypting a ClientHello message, 認証."),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "2026-11-22T10:00:00Z");
        house.fetched(Examples.rfc(10027), "2026-11-21T10:00:00Z");
        house.fetched(Examples.event("NomCom \u001b[31mseeks volunteers"), "2026-11-20T10:00:00Z");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private CommandRun search(String... words) {
        List<String> all = new ArrayList<>(List.of("--store", house.file.toString(), "search"));
        all.addAll(List.of(words));
        return CommandRun.in(folder, all.toArray(String[]::new));
    }

    private String onTerminal(Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        World world = new World(
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                true,
                environment,
                () -> CommandRun.NOW,
                List.of());
        List<String> all = new ArrayList<>(List.of("--store", house.file.toString(), "search"));
        all.addAll(List.of(words));
        new Nikkan(world).run(all.toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_result_is_one_line_where_nobody_watches() {
        CommandRun run = search("TLS");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        "id  2026-11-22  draft-ietf-tls-esni-25  TLS \"Encrypted\" Client Hello"
                                + "  This document describes a mechanism in **TLS** for encrypting a ClientHello message, 認証.\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void on_a_terminal_a_result_is_two_lines_as_wide_as_it_is_with_bold_hits() {
        String out = onTerminal(Map.of("COLUMNS", "60", "TERM", "xterm"), "encrypting");

        assertThat(out).isEqualTo("""
                id  2026-11-22  draft-ietf-tls-esni-25  TLS "Encrypted" Cli…
                    …in TLS for \u001b[1mencrypting\u001b[22m a ClientHello message, 認証.
                """);
        assertThat(onTerminal(Map.of("COLUMNS", "60", "TERM", "xterm", "NO_COLOR", "1"), "encrypting"))
                .contains("**encrypting**")
                .doesNotContain("\u001b");
    }

    @Test
    void what_a_mail_says_does_not_steer_the_terminal() {
        assertThat(search("volunteers").out()).doesNotContain("\u001b").contains("seeks volunteers");
        assertThat(onTerminal(Map.of("COLUMNS", "80"), "nomcom")).doesNotContain("\u001b");
    }

    @Test
    void csv_is_that_of_rfc_4180() {
        assertThat(search("rescorla", "--format", "csv").out())
                .isEqualTo(
                        "kind,day,name,revision,title,authors,group,stream,url,snippet\r\n"
                                + "id,2026-11-22,draft-ietf-tls-esni,25,\"TLS \"\"Encrypted\"\" Client Hello\","
                                + "\"Eric Rescorla, Kazuho Oku\",tls,IETF,https://datatracker.ietf.org/doc/draft-ietf-tls-esni/,"
                                + "\"This document describes a mechanism in TLS for encrypting a ClientHello message, 認証.\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1"})
    void p10_csv_begins_no_cell_with_what_a_spreadsheet_would_calculate(String title) {
        house.fetched(Examples.event(title + " formula"), "2026-11-19T10:00:00Z");

        String out = search("formula", "--format", "csv").out();

        assertThat(out).contains(",'" + title + " formula,").doesNotContain("," + title);
    }

    @Test
    void json_is_one_object_with_query_total_and_results() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(search("認証", "--format", "json").out());

        assertThat(json.get("query").asText()).isEqualTo("認証");
        assertThat(json.get("total").asInt()).isEqualTo(1);
        assertThat(json.get("weighed").asBoolean()).isTrue();
        JsonNode result = json.get("results").get(0);
        assertThat(result.get("kind").asText()).isEqualTo("id");
        assertThat(result.get("day").asText()).isEqualTo("2026-11-22");
        assertThat(result.get("name").asText()).isEqualTo("draft-ietf-tls-esni");
        assertThat(result.get("revision").asText()).isEqualTo("25");
        assertThat(result.get("authors").get(1).asText()).isEqualTo("Kazuho Oku");
        assertThat(result.get("group").asText()).isEqualTo("tls");
        assertThat(result.get("snippet").asText()).endsWith("message, **認証**.");
    }

    @Test
    void what_an_entry_does_not_have_is_left_out_of_its_json() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(search("volunteers", "--format", "json").out());

        assertThat(json.get("results").get(0).has("revision")).isFalse();
        assertThat(json.get("results").get(0).has("name")).isFalse();
    }

    @Test
    void limit_offset_and_sort_choose_the_page() {
        CommandRun run = search("after:2026", "--sort", "date", "--limit", "1", "--offset", "1");

        assertThat(run.out())
                .startsWith("rfc  2026-11-21  RFC 10027  Title of RFC 10027")
                .hasLineCount(1);
        assertThat(run.err()).isEqualTo("nikkan: 2 to 2 of 3\n");
        assertThat(search("after:2026", "--offset", "3").err())
                .isEqualTo("nikkan: 3 found, none of them beyond --offset 3\n");
    }

    @Test
    void finding_nothing_is_no_error() {
        CommandRun run = search("absent");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("nikkan: nothing found\n");
        assertThat(search("absent", "--format", "csv").out()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFC 010027", "rfc-010027", "rfc010027", "010027", "rfc:010027", "draft:010027"})
    void an_rfc_named_with_leading_zeros_is_counted_as_it_is_printed(String name) throws Exception {
        CommandRun table = search(name);
        CommandRun json = search(name, "--format", "json");

        assertThat(table.out()).contains("RFC 10027").hasLineCount(1);
        assertThat(table.err()).isEmpty();
        assertThat(new ObjectMapper().readTree(json.out()).get("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_word_with_a_hyphen_before_it_is_no_option() {
        assertThat(search("title", "-hello", "-client").out())
                .contains("RFC 10027")
                .hasLineCount(1);
        assertThat(search("-hello", "--sort", "date").out()).hasLineCount(2);
        assertThat(search("after:2026", "-hello", "-wg:tls", "-nomcom").out())
                .contains("RFC 10027")
                .hasLineCount(1);
        assertThat(search("hello -cert").out()).hasLineCount(1);
        assertThat(search("hello", "-鍵", "--", "-v6", "-c", "-h").out()).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:b:c          | There is no field a: but only author, title,
            "              | There is no word in " to search for.
            kind:x         | There is no kind x; there are
            --formt        | There is no option --formt.
            --limit=-1     | "-1" is no whole number from 0 upwards.
            --format=xml   | "xml" is not one of table, csv, json
            --sort=name    | "name" is not one of relevance, date
            """)
    void what_cannot_be_understood_is_one_line_and_64(String word, String message) {
        CommandRun run = search("tls", word);

        CommandRun alone = word.startsWith("--") ? run : search(word);
        assertThat(alone.status()).isEqualTo(64);
        assertThat(alone.err()).contains(message).hasLineCount(1);
        assertThat(alone.out()).isEmpty();
    }

    @Test
    void the_value_of_an_option_is_no_word_to_leave_out() {
        CommandRun run = search("tls", "--limit", "-1");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).contains("\"-1\" is no whole number from 0 upwards.");
    }

    @Test
    void nothing_to_search_for_is_a_usage_error() {
        assertThat(search().status()).isEqualTo(64);
        assertThat(search("").err()).startsWith("nikkan: Say what to search for.");
    }

    /// P10
    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void a_program_gets_no_character_that_controls_or_turns_what_follows(String format) {
        house.fetched(
                Examples.event("Bluebells\u202e\u2066 for\u009b31m \udb40\udc41all\u2028today"),
                "2026-11-19T10:00:00Z");

        CommandRun run = search("bluebells", "--format", format);

        assertThat(run.out()).contains("Bluebells for 31m all today");
        assertThat(run.out()).doesNotContainPattern("[\\p{Cf}\\p{Zl}\\p{Zp}[\\p{Cc}&&[^\\r\\n]]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json"})
    void a_page_may_be_larger_than_memory(String format) throws Exception {
        for (int i = 0; i < 80; i++) {
            house.fetched(Examples.event("Bulky mail"), "2026-11-19T10:00:00Z");
        }
        house.execute("UPDATE event SET text = hex(zeroblob(400000))");

        Run run = Run.of(
                folder,
                Map.of(),
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx40m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.nikkan.app.Main",
                        "--store",
                        house.file.toString(),
                        "search",
                        "bulky",
                        "--limit=100000",
                        "--format=" + format));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("Bulky mail")))
                .hasSize(80);
    }

    @Test
    void json_that_an_error_cuts_short_does_not_look_whole() {
        house.execute("DELETE FROM event");

        CommandRun run = search("after:2026", "--sort", "date", "--format", "json");

        assertThat(run.status()).isNotZero();
        assertThat(run.out()).contains("draft-ietf-tls-esni", "RFC 10027");
        assertThatThrownBy(() -> new ObjectMapper().readTree(run.out())).isInstanceOf(JsonProcessingException.class);
    }
}
