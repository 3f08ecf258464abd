package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Mailroom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        address,language,state,consented_at,consent_source\r
                        stays@example.org,en,active,2026-11-23T08:30:00Z,operator\r
                        leaves@example.org,ja,off,2026-11-23T08:30:00Z,operator\r
                        """);
        assertThat(imported.out())
                .startsWith("1 added, 0 known already, 0 blocked")
                .contains("1 kept out");
        assertThat(run("b.db", "", "list").out()).isEqualTo("stays@example.org\ten\n");
        assertThat(run("b.db", "", "export").out()).contains("stays@example.org,en,active,2026-11-23T08:30:00Z");
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
    }

    private CommandRun run(String store, String input, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--store", folder.resolve(store).toString(), "subscribers"));
        all.addAll(List.of(arguments));
        return CommandRun.given(folder, input.getBytes(StandardCharsets.UTF_8), Map.of(), all.toArray(String[]::new));
    }
}
