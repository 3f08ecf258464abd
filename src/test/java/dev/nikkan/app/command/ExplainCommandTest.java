package dev.nikkan.app.command;

import static dev.nikkan.fixtures.Examples.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fixtures.StoreHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void two_drafts_of_a_group_on_a_day() {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.imported(post("draft-ietf-wimse-mutual-tls-00"), "2026-11-22T10:00:00Z");
            house.imported(post("draft-ietf-wimse-identifier-01"), "2026-11-22T11:00:00Z");
        }
    }

    private CommandRun explain(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "explain";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--store";
        all[args.length + 2] = folder.resolve("nikkan.db").toString();
        return CommandRun.in(folder, all);
    }

    @Test
    void without_a_signal_each_is_a_line_with_its_figures() {
        CommandRun run = explain("--day", "2026-11-22", "--language", "en");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("counts +2 Internet-Drafts \\(1 new, 1 revised\\), no RFCs\\."))
                .anyMatch(line -> line.matches("group\\.wimse +WIMSE WG documents: 2 drafts\\."))
                .anyMatch(line -> line.matches("history +No history yet: .*"));
    }

    @Test
    void with_a_signal_each_row_behind_it_is_a_line_with_the_words_that_made_it_count() {
        CommandRun run = explain("--day", "2026-11-22", "theme.wimse");

        assertThat(run.out()).isEqualTo("""
                theme.wimse  WIMSE・ワークロード認証関連は2件です。
                2026-11-22  draft-ietf-wimse-identifier-01  Title of draft-ietf-wimse-identifier  [group: wimse]
                2026-11-22  draft-ietf-wimse-mutual-tls-00  Title of draft-ietf-wimse-mutual-tls  [group: wimse]
                """);
    }

    @Test
    void json_is_one_object_with_the_rows_of_every_signal() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(explain("--day", "2026-11-22", "--format", "json").out());

        assertThat(json.get("day").asText()).isEqualTo("2026-11-22");
        assertThat(json.get("signals"))
                .allSatisfy(signal -> assertThat(signal.has("rows")).isTrue());
        assertThat(json.get("signals").get(0).get("rows")).hasSize(2);
        assertThat(json.get("signals").get(0).get("rows").get(0).get("draft").asText())
                .isEqualTo("draft-ietf-wimse-identifier");
    }

    @Test
    void a_day_without_mail_is_explained_too() {
        CommandRun run = explain("--day", "2026-11-20", "--language", "en");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("quiet").contains("No mail of this day has reached us.", "Day 7 of IETF 127");
    }

    @Test
    void a_signal_that_the_day_does_not_have_is_no_input() {
        CommandRun run = explain("--day", "2026-11-22", "theme.green");

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.err())
                .contains("2026-11-22 has no signal \"theme.green\"")
                .hasLineCount(1);
    }

    @Test
    void a_day_to_come_is_bad_input_and_an_impossible_one_wrong_usage() {
        assertThat(explain("--day", "2026-11-24").status()).isEqualTo(65);
        assertThat(explain("--day", "2026-11-31").status()).isEqualTo(64);
        assertThat(explain("--day", "2026-11-22", "--format", "html").status()).isEqualTo(64);
    }
}
