package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Mailroom;
import dev.nikkan.fixtures.Run;
import java.io.BufferedWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubscriberCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void an_exported_list_is_imported_with_consent_and_with_who_left() {
        run("a.db", "", "add", "stays@example.org", "--language", "en");
        run("a.db", "", "add", "leaves@example.org");
        run("a.db", "", "remove", "leaves@example.org");
        String csv = run("a.db", "", "export").out();

        CommandRun imported = run("b.db", csv, "import", "-");

        assertThat(csv).isEqualTo("""
                        address,language,state,consented_at,consent_source,format,mails,quiet_days,filter\r
                        stays@example.org,en,active,2026-11-23T08:30:00Z,operator,html,parts,yes,all\r
                        leaves@example.org,ja,off,2026-11-23T08:30:00Z,operator,html,parts,yes,all\r
                        """);
        assertThat(imported.out())
                .startsWith("1 added, 0 known already, 0 blocked")
                .contains("1 kept out");
        assertThat(run("b.db", "", "list").out()).isEqualTo("stays@example.org\ten\n");
        assertThat(run("b.db", "", "export").out()).contains("stays@example.org,en,active,2026-11-23T08:30:00Z");
    }

    @Test
    void what_each_chose_moves_with_the_list() {
        String csv = """
                address,language,state,consented_at,consent_source,format,mails,quiet_days,filter\r
                ann@example.org,en,active,2020-01-01T00:00:00Z,a form,text,one,no,"draft:draft-smith-kite, wg:quic"\r
                bob@example.org,ja,active,2020-01-01T00:00:00Z,a form,html,parts,yes,all\r
                """;

        run("a.db", csv, "import", "-");

        assertThat(run("a.db", "", "export").out()).isEqualTo(csv);
        assertThat(run("b.db", run("a.db", "", "export").out(), "import", "-").status())
                .isZero();
        assertThat(run("b.db", "", "export").out()).isEqualTo(csv);
    }

    @Test
    void a_list_without_choices_changes_none_and_gives_new_readers_what_all_get() {
        run("a.db", consenting("ann@example.org") + ",text,one,no,wg:quic\n", "import", "-");

        CommandRun imported = run("a.db", """
                address,consented_at,consent_source
                ann@example.org,2020-01-01,a form
                bob@example.org,2020-01-01,a form
                """, "import", "-");

        assertThat(imported.out()).startsWith("1 added, 1 known already");
        assertThat(run("a.db", "", "export").out())
                .contains("ann@example.org,ja,active,2020-01-01T00:00:00Z,a form,text,one,no,wg:quic\r\n")
                .contains("bob@example.org,ja,active,2020-01-01T00:00:00Z,a form,html,parts,yes,all\r\n");
    }

    private static String consenting(String address) {
        return "address,consented_at,consent_source,format,mails,quiet_days,filter\n" + address + ",2020-01-01,a form";
    }

    @Test
    void a_choice_that_is_none_is_named_and_nothing_is_imported() {
        CommandRun run = run("a.db", consenting("ann@example.org") + ",pdf,parts,yes,all\n", "import", "-");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("line 2").contains("\"format pdf\"").contains("Nothing was imported");
        assertThat(folder.resolve("a.db")).doesNotExist();
    }

    @Test
    void a_filter_that_can_never_be_met_is_not_imported_and_one_whose_theme_is_gone_is() {
        CommandRun never =
                run("a.db", consenting("ann@example.org") + ",html,parts,yes,draft:ietf-quic-http\n", "import", "-");
        CommandRun gone = run("b.db", consenting("ann@example.org") + ",html,parts,yes,theme:kites\n", "import", "-");

        assertThat(never.status()).isEqualTo(65);
        assertThat(never.err()).contains("draft:ietf-quic-http (draft:draft-ietf-quic-http?)");
        assertThat(gone.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `"said ""yes`      | line 3: its quote is not closed
            `said "yes`        | line 3: a quote stands
            `"said yes" twice` | line 3: something stands behind
            `said, yes`        | line 3: it has 4 cells, and the first line names 3
            """)
    void a_stray_quote_or_comma_takes_nobody_with_it(String source, String problem) {
        String csv = """
                address,consented_at,consent_source
                ann@example.org,2020-01-01,"a ""form"", on paper"
                bob@example.org,2020-01-01,SOURCE
                eve@example.org,2020-01-01,a form
                """.replace("SOURCE", source);

        CommandRun run = run("a.db", csv, "import", "-");

        assertThat(run.err()).contains(problem).contains("Nothing was imported");
        assertThat(run.status()).isEqualTo(65);
        assertThat(folder.resolve("a.db")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quiet-days | no column "quiet-days"; did you mean "quiet_days"?
            filters    | no column "filters"; did you mean "filter"?
            Address    | column "address" stands there twice
            """)
    void a_column_that_would_be_passed_over_is_refused(String column, String problem) {
        String csv = "address,consented_at,consent_source," + column + "\nann@example.org,2020-01-01,a form,x\n";

        CommandRun run = run("a.db", csv, "import", "-");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("line 1", problem, "Nothing was imported");
    }

    @Test
    void p9_a_consent_that_is_still_to_come_is_none() {
        String csv = "address,consented_at,consent_source\nann@example.org,2026-11-24,a form\n";

        CommandRun run = run("a.db", csv, "import", "-");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("line 2: \"2026-11-24\" (UTC) is still to come");
    }

    @Test
    void a_list_whose_lines_end_with_cr_alone_is_read_line_by_line() {
        String csv = "address,consented_at,consent_source\rann@example.org,2020-01-01,a form\r";

        CommandRun run = run("a.db", csv, "import", "-");

        assertThat(run.out()).startsWith("1 added");
    }

    @Test
    void octets_that_are_not_utf_8_are_refused_with_their_line() {
        String csv = "address,consented_at,consent_source\nann@example.org,2020-01-01,申込書\n";

        CommandRun run = CommandRun.given(
                folder,
                csv.getBytes(Charset.forName("Shift_JIS")),
                Map.of(),
                "--store",
                folder.resolve("a.db").toString(),
                "subscribers",
                "import",
                "-");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("line 2: it is not in UTF-8");
    }

    @Test
    void p15_a_list_larger_than_the_memory_is_imported() throws Exception {
        Path csv = folder.resolve("many.csv");
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("address,consented_at,consent_source,filter\n");
            for (int i = 0; i < 20_000; i++) {
                out.write("reader%d@example.org,2020-01-01,%s,%s\n".formatted(i, "a form ".repeat(200), "wg:quic"));
            }
        }

        Run run = Run.of(
                folder,
                Map.of(),
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx24m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.nikkan.app.Main",
                        "--store",
                        folder.resolve("a.db").toString(),
                        "subscribers",
                        "import",
                        csv.toString()));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("20000 added");
    }

    @Test
    void p9_who_is_suppressed_in_the_file_is_turned_off_here_and_says_by_what() {
        run("a.db", "", "add", "reader@example.org");

        CommandRun imported = run("a.db", "address,state\nreader@example.org,suppressed\n", "import", "-");

        assertThat(imported.out()).contains("0 known already", "1 kept out from now on (1 of them a subscriber here)");
        assertThat(run("a.db", "", "list", "--all").out()).isEqualTo("reader@example.org\tja\tsuppressed\n");
        assertThat(run("a.db", "", "show", "reader@example.org").out())
                .contains("operator (subscribers import): active, ja -> suppressed, ja");
    }

    @Test
    void p9_a_stranger_who_is_suppressed_in_the_file_is_not_added() {
        run("a.db", "address,state\nreader@example.org,suppressed\n", "import", "-");

        CommandRun added = run("a.db", "", "add", "reader@example.org");

        assertThat(added.status()).isEqualTo(65);
        assertThat(added.err()).contains("complained");
        assertThat(run("a.db", "", "list", "--all").out()).isEmpty();
    }

    @Test
    void p10_an_address_that_looks_like_a_formula_is_guarded_and_comes_back() {
        run("a.db", "", "add", "=cmd@example.org");

        String csv = run("a.db", "", "export").out();

        assertThat(csv).contains("\r\n'=cmd@example.org,");
        assertThat(run("b.db", csv, "import", "-").status()).isZero();
        assertThat(run("b.db", "", "list").out()).startsWith("=cmd@example.org\t");
    }

    @Test
    void p9_nobody_is_imported_whose_consent_is_not_told() {
        CommandRun run = run("a.db", "address\nfirst@example.org\n", "import", "-");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("line 2").contains("consented_at").contains("Nothing was imported");
        assertThat(folder.resolve("a.db")).doesNotExist();
    }

    @Test
    void a_list_without_addresses_is_bad_input() {
        assertThat(run("a.db", "name\nAnn\n", "import", "-").err()).contains("no column \"address\"");
        assertThat(run("a.db", "", "import", "-").status()).isEqualTo(65);
    }

    @Test
    void show_tells_state_consent_and_who_changed_it() {
        run("a.db", "", "add", "reader@example.org");
        run("a.db", "", "remove", "reader@example.org");

        CommandRun shown = run("a.db", "", "show", "reader@example.org");

        assertThat(shown.out())
                .contains("reader@example.org: off since 2026-11-23T08:30:00Z")
                .contains("consent: 2026-11-23T08:30:00Z, by operator")
                .contains("operator (subscribers remove): active, ja -> off, ja");
    }

    @Test
    void who_is_added_again_keeps_the_language_unless_another_is_named() {
        run("a.db", "", "add", "reader@example.org", "--language", "en");

        CommandRun again = run("a.db", "", "add", "reader@example.org");

        assertThat(again.out()).isEqualTo("reader@example.org was a subscriber already, and gets the digest in en\n");
        assertThat(run("a.db", "", "show", "reader@example.org").out()).containsOnlyOnce("subscribers add");
    }

    @Test
    void forget_leaves_nothing_to_show() {
        run("a.db", "", "add", "reader@example.org");

        CommandRun forgotten = run("a.db", "", "forget", "reader@example.org");

        assertThat(forgotten.status()).isZero();
        assertThat(run("a.db", "", "show", "reader@example.org").status()).isEqualTo(65);
        assertThat(run("a.db", "", "list", "--all").out()).isEmpty();
    }

    @Test
    void only_who_waits_can_be_confirmed() {
        run("a.db", "", "add", "reader@example.org");

        CommandRun run = run("a.db", "", "confirm", "reader@example.org");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("neither pending nor paused");
    }

    @Test
    void a_filter_is_tried_on_the_last_thirty_days() throws Exception {
        Path mails = Files.createDirectory(folder.resolve("mails"));
        Mailroom mailroom = new Mailroom(mails);
        mailroom.draft("draft-ietf-kite-wind-01", "2026-11-20", "Wind");
        mailroom.draft("draft-smith-other-00", "2026-11-20", "Other");
        mailroom.lastCall("draft-ietf-kite-wind-01", "2026-11-21", "Wind", "2026-12-05");
        CommandRun.in(folder, "--store", folder.resolve("a.db").toString(), "import", mails.toString());

        CommandRun tried = run("a.db", "", "test-filter", "wg:kite, author:nobody");

        assertThat(tried.err()).isEmpty();
        assertThat(tried.out())
                .contains("2026-11-20: 1 of 2", "draft-ietf-kite-wind-01")
                .contains("2026-11-21: 1 of 1", "other announcements and late arrivals: 1", "2 in 30 days.");
        assertThat(tried.out()).doesNotContain("draft-smith-other");
        assertThat(run("a.db", "", "test-filter", "kite").status()).isEqualTo(65);
        assertThat(run("a.db", "", "test-filter", " ").status()).isEqualTo(65);
        assertThat(run("a.db", "", "test-filter", "wg:quic tls").err()).contains("wg:quic tls (wg:quic, wg:tls?)");
        assertThat(run("a.db", "", "test-filter", "kind:lastcall").err()).contains("kind:lastcall (last-call?)");
    }

    private CommandRun run(String store, String input, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--store", folder.resolve(store).toString(), "subscribers"));
        all.addAll(List.of(arguments));
        return CommandRun.given(folder, input.getBytes(StandardCharsets.UTF_8), Map.of(), all.toArray(String[]::new));
    }
}
